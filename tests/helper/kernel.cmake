# SPDX-License-Identifier: GPL-3.0-or-later

add_library(mesh44_fakekernel STATIC fakekernel.cpp fakekernelperform.cpp)
target_link_libraries(mesh44_fakekernel PUBLIC mesh44::core)

# The kernel contract: one source, three worlds.
set(MESH44_KERNEL_CONTRACT kernelcontract.cpp kernelcontract.h kernelcontractlinks.cpp kernelcontractnexthops.cpp
    kernelcontractroutes.cpp kernelcontractrules.cpp kernelnamespace.cpp)
set(MESH44_REAL_WORLD kernelrealworld.cpp kernelrealworld.h)
mesh44_test(kernelcontract_fake unit LIBRARIES mesh44_fakekernel
    SOURCES ${MESH44_KERNEL_CONTRACT} kernelworldfake.cpp)
mesh44_test(kernelcontract_netlink netns LIBRARIES mesh44::helper
    SOURCES ${MESH44_KERNEL_CONTRACT} ${MESH44_REAL_WORLD} kernelworldveth.cpp)
# With real tunnels: the lab runs it in a guest (kernelcontract_in_guest).
add_executable(kernelcontract_ipip ${MESH44_KERNEL_CONTRACT} ${MESH44_REAL_WORLD} kernelworldipip.cpp)
set_target_properties(kernelcontract_ipip PROPERTIES AUTOMOC ON)
target_link_libraries(kernelcontract_ipip PRIVATE mesh44::qtflags Qt6::Test mesh44::helper)

# As the helper runs: another user, with CAP_NET_ADMIN alone.
add_test(NAME kernelcontract_unprivileged COMMAND kernelcontract_netlink --unprivileged)
set_tests_properties(kernelcontract_unprivileged PROPERTIES LABELS netns TIMEOUT 120)

mesh44_test(kernelfake unit LIBRARIES mesh44_fakekernel)
mesh44_test(kernelwords unit LIBRARIES mesh44::core)
mesh44_test(kernelmessages unit LIBRARIES mesh44::helper)
mesh44_test(kernelmonitor netns LIBRARIES mesh44::helper SOURCES kernelmonitor.cpp kernelnamespace.cpp)
mesh44_test(kernelchurn netns LIBRARIES mesh44::helper SOURCES kernelchurn.cpp kernelnamespace.cpp)

mesh44_test(tunplane netns LIBRARIES mesh44::helper SOURCES tunplane.cpp kernelnamespace.cpp)

set_tests_properties(tunplane kernelcontract_netlink kernelcontract_unprivileged kernelmonitor kernelchurn
    PROPERTIES SKIP_RETURN_CODE 77)
