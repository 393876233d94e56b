# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(detector netns LIBRARIES mesh44::helper SOURCES detector.cpp kernelnamespace.cpp)
set_tests_properties(detector PROPERTIES SKIP_RETURN_CODE 77)
