# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(nameresolver unit LIBRARIES mesh44::helper)
mesh44_test(firewalltable netns LIBRARIES mesh44::helper SOURCES firewalltable.cpp kernelnamespace.cpp)
set_tests_properties(firewalltable PROPERTIES SKIP_RETURN_CODE 77)
