# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target carries what every target of ours is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported()

find_program(MESH44_CCACHE ccache)
if(MESH44_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without the sloppiness it would not keep what was compiled with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${MESH44_CCACHE}")
endif()

add_library(mesh44_flags INTERFACE)
add_library(mesh44::flags ALIAS mesh44_flags)
target_include_directories(mesh44_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(mesh44_flags INTERFACE
    -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual -Wformat=2 -Werror=format-security
    -fstack-protector-strong -fstack-clash-protection
    -fno-delete-null-pointer-checks -fno-strict-aliasing
    "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|i.86")
    target_compile_options(mesh44_flags INTERFACE -fcf-protection=full)
endif()
target_compile_definitions(mesh44_flags INTERFACE _GLIBCXX_ASSERTIONS MESH44_VERSION="${PROJECT_VERSION}")
target_link_options(mesh44_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code)
# Clang before 16 wants another switch beside this one.
check_cxx_compiler_flag(-ftrivial-auto-var-init=zero MESH44_HAS_AUTO_VAR_INIT)
if(MESH44_HAS_AUTO_VAR_INIT)
    target_compile_options(mesh44_flags INTERFACE -ftrivial-auto-var-init=zero)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # GCC 12's std::stable_sort itself uses what it deprecates; GCC still warns about our own uses.
    target_compile_options(mesh44_flags INTERFACE -Wno-deprecated-declarations)
endif()
if(MESH44_WERROR)
    target_compile_options(mesh44_flags INTERFACE -Werror)
endif()

# Sanitizers: a list such as "address;undefined", set by the presets.
set(MESH44_SANITIZE "" CACHE STRING "Sanitizers to build with")
if(MESH44_SANITIZE)
    list(JOIN MESH44_SANITIZE "," _mesh44_sanitizers)
    target_compile_options(mesh44_flags INTERFACE
        "-fsanitize=${_mesh44_sanitizers}" -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(mesh44_flags INTERFACE "-fsanitize=${_mesh44_sanitizers}")
else()
    # Not beside AddressSanitizer: the fortified calls hide from its interceptors.
    target_compile_options(mesh44_flags INTERFACE
        "$<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>")
endif()

# Qt's strict macros, for the targets above the D-Bus line and for tests.
add_library(mesh44_qtflags INTERFACE)
add_library(mesh44::qtflags ALIAS mesh44_qtflags)
target_link_libraries(mesh44_qtflags INTERFACE mesh44::flags)
target_compile_definitions(mesh44_qtflags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_URL_CAST_FROM_STRING
    QT_STRICT_ITERATORS QT_NO_FOREACH QT_USE_QSTRINGBUILDER)
