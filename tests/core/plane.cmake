# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit forwardingtable encapsulation segmentation)
    mesh44_test(${unit} unit LIBRARIES mesh44::core)
endforeach()
