# SPDX-License-Identifier: GPL-3.0-or-later
if(MESH44_WINDOW)
    mesh44_test(mapbench bench LIBRARIES mesh44_uitest mesh44::ui)
endif()
