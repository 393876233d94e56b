# SPDX-License-Identifier: GPL-3.0-or-later

# Our look-up against the kernel's.
mesh44_test(explainkernel netns LIBRARIES mesh44::helper
    SOURCES explainkernel.cpp explainworld.cpp kernelnamespace.cpp)
set_tests_properties(explainkernel PROPERTIES SKIP_RETURN_CODE 77)
mesh44_test(snapshotmessages unit LIBRARIES mesh44::helper)

# With real tunnels: the lab runs it in a guest (explaintunnel_in_guest).
add_executable(explaintunnel explaintunnel.cpp kernelnamespace.cpp)
set_target_properties(explaintunnel PROPERTIES AUTOMOC ON)
target_link_libraries(explaintunnel PRIVATE mesh44::qtflags Qt6::Test mesh44::helper)
