# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(bench_trie "${CMAKE_CURRENT_LIST_DIR}/trie.cpp")
target_link_libraries(bench_trie PRIVATE mesh44::core)
add_test(NAME bench_trie COMMAND bench_trie)
set_tests_properties(bench_trie PROPERTIES LABELS bench TIMEOUT 60 RUN_SERIAL ON)
