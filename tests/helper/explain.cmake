# SPDX-License-Identifier: GPL-3.0-or-later

# Our look-up against the kernel's.
mesh44_test(explainkernel netns LIBRARIES mesh44::helper
    SOURCES explainkernel.cpp explainworld.cpp kernelnamespace.cpp)
set_tests_properties(explainkernel PROPERTIES SKIP_RETURN_CODE 77)
mesh44_test(snapshotmessages unit LIBRARIES mesh44::helper)
