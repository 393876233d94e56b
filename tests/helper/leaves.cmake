# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(facts unit LIBRARIES mesh44::helper)
mesh44_test(journal unit LIBRARIES mesh44::helper)
mesh44_test(checkpoint unit LIBRARIES mesh44::helper)
mesh44_test(publisher unit LIBRARIES mesh44::helper)
mesh44_test(pace unit LIBRARIES mesh44::helper)
mesh44_test(configfiles unit LIBRARIES mesh44::helper)
mesh44_test(username unit LIBRARIES mesh44::helper)
mesh44_test(nftnotices unit LIBRARIES mesh44::helper)
mesh44_test(timeline unit LIBRARIES mesh44::helper)
mesh44_test(simulatedkernel unit LIBRARIES mesh44::helper)

mesh44_test(statestore unit LIBRARIES mesh44::helper SOURCES statestore.cpp statedirectory.h)
target_link_libraries(statestore PRIVATE ZLIB::ZLIB)

mesh44_test(statestorefaults unit LIBRARIES mesh44::helper SOURCES statestorefaults.cpp statedirectory.h)
add_executable(statestorewriter statestorewriter.cpp)
target_link_libraries(statestorewriter PRIVATE mesh44::helper)
target_compile_definitions(statestorefaults PRIVATE MESH44_WRITER="$<TARGET_FILE:statestorewriter>")
add_dependencies(statestorefaults statestorewriter)

mesh44_test(rip44listener netns LIBRARIES mesh44::helper SOURCES rip44listener.cpp rip44packets.cpp)

mesh44_test(ripforwarder netns LIBRARIES mesh44::helper SOURCES ripforwarder.cpp kernelnamespace.cpp)
set_tests_properties(ripforwarder PROPERTIES SKIP_RETURN_CODE 77)

mesh44_test(authorizer bus LIBRARIES mesh44::helper SOURCES authorizer.cpp authorizerrig.cpp)
target_compile_definitions(authorizer PRIVATE
    MESH44_BUS_SCRIPT="${CMAKE_SOURCE_DIR}/tests/bus/privatebus.py"
    MESH44_BUS_RULES="${CMAKE_CURRENT_SOURCE_DIR}/authorizer.rules")
