# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit kernelplan reconciler gateway gatewaychanges)
    mesh44_test(${unit} unit LIBRARIES mesh44_fakekernel mesh44::helper)
endforeach()
mesh44_test(gatewaydrift unit LIBRARIES mesh44_fakekernel mesh44::helper)
mesh44_test(service bus LIBRARIES mesh44_fakekernel mesh44_bustools mesh44::helper)
