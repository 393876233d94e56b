# SPDX-License-Identifier: GPL-3.0-or-later
add_library(mesh44_packetmaker STATIC EXCLUDE_FROM_ALL packetmaker.cpp)
target_link_libraries(mesh44_packetmaker PUBLIC mesh44::core)
foreach(unit packetdecode packetdescribe packetpcap packettshark)
    mesh44_test(${unit} unit LIBRARIES mesh44_packetmaker)
endforeach()
