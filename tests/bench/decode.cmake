# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_decode "${CMAKE_CURRENT_LIST_DIR}/decode.cpp")
target_link_libraries(bench_decode PRIVATE mesh44_packetmaker)
add_test(NAME bench_decode COMMAND bench_decode)
set_tests_properties(bench_decode PROPERTIES LABELS bench TIMEOUT 60 RUN_SERIAL ON)
