# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit kernelplan reconciler gateway)
    mesh44_test(${unit} unit LIBRARIES mesh44_fakekernel mesh44::helper)
endforeach()
mesh44_test(service bus LIBRARIES mesh44_fakekernel mesh44_bustools mesh44::helper)
mesh44_test(trial unit LIBRARIES mesh44_fakekernel mesh44::helper)
target_link_libraries(trial PRIVATE ZLIB::ZLIB)
mesh44_test(servicefaults bus LIBRARIES mesh44_fakekernel mesh44_bustools mesh44::helper)
target_link_libraries(servicefaults PRIVATE ZLIB::ZLIB)
