# SPDX-License-Identifier: GPL-3.0-or-later
foreach(explained lookup decision walk text)
    mesh44_test(explain${explained} unit LIBRARIES mesh44::core)
endforeach()
