#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Passes all tests on a bare Debian 12 or 13, as root or as a user with sudo.
#
#   tests/run.sh [--quick | --long] [-j N]
#
#   (nothing)   everything: unit, bus, netns, lab and ui tests; unit tests under sanitizers; half a minute per fuzzer
#   --quick     without sanitizers, fuzzers and lab
#   --long      fuzzers run ten minutes each, long scenarios are played, clang-tidy reads every file
#
# Environment: MESH44_DATA names a folder with recorded bursts (see tests/README.md).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

extent=normal
jobs=$(nproc)
while [ $# -gt 0 ]; do
    case $1 in
    --quick) extent=quick ;;
    --long) extent=long ;;
    -j) jobs=${2:?-j takes a number} && shift ;;
    *) echo "usage: tests/run.sh [--quick | --long] [-j N]" >&2 && exit 2 ;;
    esac
    shift
done

# What cannot run here is then a failure, not a skip.
export MESH44_REQUIRE_LAB=1
export CTEST_OUTPUT_ON_FAILURE=1 CMAKE_BUILD_PARALLEL_LEVEL=$jobs
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
# The plane forks what keeps its descriptors, which makes no threads.
export TSAN_OPTIONS=die_after_fork=0
[ "$extent" != long ] || export MESH44_LONG=1

kept=MESH44_REQUIRE_LAB,MESH44_LONG,MESH44_DATA,CTEST_OUTPUT_ON_FAILURE,ASAN_OPTIONS,UBSAN_OPTIONS,TSAN_OPTIONS

failures=()
started=$SECONDS

step() { echo "== $((SECONDS - started)) s: $*"; }

build() { # preset, target, cmake arguments…
    cmake --preset "$1" "${@:3}" >"build/$1.configure.log" || { cat "build/$1.configure.log"; return 1; }
    cmake --build --preset "$1" --target "$2"
}

# Namespaces, raw sockets and the private bus with its users need root. What root writes into the build is handed back.
run_ctest() {
    local result=0
    if [ "$(id -u)" = 0 ]; then
        ctest "$@" || result=$?
    else
        sudo --preserve-env="$kept" ctest "$@" || result=$?
        sudo chown -R "$(id -u):$(id -g)" build
    fi
    return "$result"
}

# The userspace plane's threads run under each of them. trialfaults kills a program some 400 times: once is enough.
sanitizers() {
    build asan tests-unit && build asan tunplane &&
        run_ctest --test-dir build/asan -L '^unit$' -E '^(check\.|trialfaults$)' -j "$jobs" &&
        run_ctest --test-dir build/asan -R '^tunplane$' &&
        build tsan tunplane && run_ctest --test-dir build/tsan -R '^tunplane$'
}

fuzzers() {
    local seconds=30
    [ "$extent" != long ] || seconds=600
    build fuzz tests/fuzz/all -DMESH44_FUZZ_SECONDS=$seconds && run_ctest --test-dir build/fuzz -j "$jobs"
}

tidy() { build tidy all; }

mkdir -p build
step "packages"
packaging/setup.sh --for test
step "build"
build ci all
if [ "$extent" != quick ]; then
    step "unit tests under AddressSanitizer and UBSan"
    sanitizers || failures+=("sanitizers")
    step "fuzzers"
    fuzzers || failures+=("fuzzers")
fi
if [ "$extent" = long ]; then
    step "clang-tidy"
    tidy || failures+=("clang-tidy")
fi

step "tests"
[ "${#failures[@]}" = 0 ] || echo "failed before: ${failures[*]}"
selection=()
[ "$extent" != quick ] || selection=(-LE '^(lab|bench)$')
run_ctest --test-dir build/ci -j "$jobs" "${selection[@]}" || failures+=("tests")
[ "${#failures[@]}" = 0 ] || exit 1
