# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_plane
    "${CMAKE_CURRENT_LIST_DIR}/plane.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/planebulk.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/planedatagrams.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/planelab.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/planelookups.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/planesender.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/planestreams.cpp"
    "${CMAKE_SOURCE_DIR}/tests/helper/kernelnamespace.cpp")
target_link_libraries(bench_plane PRIVATE mesh44::helper)
# The stages have private helpers of the same names.
set_target_properties(bench_plane PROPERTIES UNITY_BUILD OFF)
add_test(NAME bench_plane COMMAND bench_plane)
set_tests_properties(bench_plane PROPERTIES LABELS bench TIMEOUT 300 RUN_SERIAL ON SKIP_RETURN_CODE 77)
