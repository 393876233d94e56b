# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit rip44packet rip44filter rip44burst rip44announce advertisement forwardlink meshtable changeguard
        overrides ages meshalarms lossymesh)
    mesh44_test(${unit} unit LIBRARIES mesh44::core)
endforeach()
