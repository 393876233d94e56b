# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit kernelplan reconciler gateway gatewayages gatewaychanges gatewaydrift gatewayguards gatewayplanes
               gatewaypreview gatewaydefault gatewaytimeline)
    mesh44_test(${unit} unit LIBRARIES mesh44_fakekernel mesh44::helper)
endforeach()
target_link_libraries(gatewayguards PRIVATE ZLIB::ZLIB)
mesh44_test(service bus LIBRARIES mesh44_fakekernel mesh44_bustools mesh44::helper)
mesh44_test(trial unit LIBRARIES mesh44_fakekernel mesh44::helper)
mesh44_test(lockdown unit LIBRARIES mesh44_fakekernel mesh44::helper)
mesh44_test(servicefaults bus LIBRARIES mesh44_fakekernel mesh44_bustools mesh44::helper)

mesh44_test(trialfaults unit LIBRARIES mesh44_fakekernel mesh44::helper)
add_executable(trialwriter trialwriter.cpp)
target_link_libraries(trialwriter PRIVATE mesh44_fakekernel mesh44::helper)
target_compile_definitions(trialfaults PRIVATE MESH44_TRIAL_WRITER="$<TARGET_FILE:trialwriter>")
add_dependencies(trialfaults trialwriter)
