# SPDX-License-Identifier: GPL-3.0-or-later
if(MESH44_WINDOW)
    add_executable(startedfloor startedfloor.cpp)
    target_link_libraries(startedfloor PRIVATE mesh44::qtflags Qt6::Widgets)
    add_executable(startedwindow startedwindow.cpp)
    target_link_libraries(startedwindow PRIVATE mesh44_session mesh44_desktop)
    mesh44_test(startbench bench LIBRARIES mesh44_uitest mesh44_bustools)
    add_dependencies(startbench startedfloor startedwindow)
    target_link_libraries(startbench PRIVATE Qt6::Widgets)
    target_compile_definitions(startbench PRIVATE "MESH44_STARTEDFLOOR=\"$<TARGET_FILE:startedfloor>\""
        "MESH44_STARTEDWINDOW=\"$<TARGET_FILE:startedwindow>\"")
endif()
