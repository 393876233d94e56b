# SPDX-License-Identifier: GPL-3.0-or-later
if(MESH44_WINDOW)
    mesh44_test(stutterbench bench LIBRARIES mesh44_uitest mesh44_session mesh44_bustools)
endif()
