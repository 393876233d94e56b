# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(prober netns LIBRARIES mesh44::helper SOURCES prober.cpp kernelnamespace.cpp)
set_tests_properties(prober PROPERTIES SKIP_RETURN_CODE 77)
mesh44_test(gatewaycheckup unit LIBRARIES mesh44_fakekernel mesh44::helper)
mesh44_test(systemfacts unit LIBRARIES mesh44::helper)
