# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_netlink "${CMAKE_CURRENT_LIST_DIR}/netlink.cpp"
    "${CMAKE_SOURCE_DIR}/tests/helper/kernelnamespace.cpp")
target_link_libraries(bench_netlink PRIVATE mesh44::helper)
add_test(NAME bench_netlink COMMAND bench_netlink)
set_tests_properties(bench_netlink PROPERTIES LABELS bench TIMEOUT 300 RUN_SERIAL ON SKIP_RETURN_CODE 77)
