#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what Mesh44 needs on a bare Debian 12 or 13, as root or through sudo. Asks nothing, and is done at
# once when everything is there.
#
#   packaging/setup.sh [--for build|run|test|demo] [--headless] [--list]
#
# --headless: for build and run, without what only the window needs.
# The packages are those of packages.list. On Debian 12 polkit-qt for Qt 6 is built from Debian's source package
# into build/deps, where CMake looks for it. What the tests only run in namespaces is unpacked there, not installed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
deps=$root/build/deps

say() { echo "set-up: $*" >&2; }
fail() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "root is needed for: $* (run this as root, or install sudo)"
    fi
}

os_release() { sed -n "s/^$1=\"\?\([^\"]*\)\"\?\$/\1/p" /etc/os-release; }

# 12, 13 …; testing and unstable carry no number.
debian_release() {
    local id version
    id=$(os_release ID)
    version=$(os_release VERSION_ID)
    version=${version:-99}
    [ "$id" = debian ] || fail "this is $id, not Debian; see packaging/packages.list for what to install"
    [ "$version" -ge 12 ] || fail "Debian $version is too old: Mesh44 needs Debian 12 or later"
    echo "$version"
}

# The packages for the purposes $2… on release $1, one a line.
packages() {
    awk -v release="$1" -v purposes=" ${*:2} " '
        /^#/ || NF < 3 { next }
        index(purposes, " " $1 " ") == 0 { next }
        $2 == "*" || $2 == release || ($2 ~ /\+$/ && release + 0 >= $2 + 0) { print $3 }
    ' "$here/packages.list" | sort -u
}

# Those of its arguments that are not installed.
missing() {
    local installed
    installed=$(dpkg-query --show --showformat '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true)
    installed=$(awk '/^ii/ { print $2 }' <<<"$installed")
    printf '%s\n' "$@" | sort -u | comm -23 - <(sort -u <<<"$installed")
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}

install_packages() {
    local wanted
    mapfile -t wanted < <(missing "$@")
    [ "${#wanted[@]}" -gt 0 ] || return 0
    say "installing ${wanted[*]}"
    apt_get update
    apt_get install --yes --no-install-recommends "${wanted[@]}"
}

# The mirror that this machine takes Debian from.
mirror() {
    # shellcheck disable=SC2016 # apt expands it
    apt-get indextargets --format '$(REPO_URI)' "Codename: $1" 'Origin: Debian' 'Component: main' | head -n 1
}

# An apt configuration that reads and writes only below $1, with one signed source entry: the machine's own
# sources and lists stay as they are.
write_apt_conf() {
    local work=$1 uri=$2 suite=$3
    mkdir -p "$work/parts" "$work/lists/partial" "$work/cache" "$work/source"
    cat >"$work/entry.sources" <<END
Types: deb-src
URIs: $uri
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
    cat >"$work/apt.conf" <<END
Dir::Etc::sourcelist "$work/entry.sources";
Dir::Etc::sourceparts "$work/parts";
Dir::State::lists "$work/lists";
Dir::Cache "$work/cache";
Acquire::Languages "none";
Acquire::Retries "3";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
END
    chmod 755 "$work"
    if [ "$(id -u)" = 0 ] && id _apt >/dev/null 2>&1; then
        chown _apt "$work/lists/partial" "$work/source" # apt downloads as this user
    fi
}

# Debian's upstream tarball of package $1 from suite $2, into $3/source.
fetch_source() {
    local package=$1 suite=$2 work=$3 here uri
    here=$(os_release VERSION_CODENAME)
    uri=$(mirror "$here")
    if [ -z "$uri" ]; then
        apt_get update
        uri=$(mirror "$here")
    fi
    [ -n "$uri" ] || fail "apt knows no Debian mirror, so $package cannot be fetched"
    write_apt_conf "$work" "$uri" "$suite"
    apt-get -q -c "$work/apt.conf" update
    (cd "$work/source" && apt-get -q -c "$work/apt.conf" source --download-only --tar-only "$package")
}

# Programs that the lab runs in its namespaces, into build/deps/unpacked with the libraries that they want. Not
# installed: their packages start services.
unpack_programs() {
    local folder=$deps/unpacked stamp archive
    stamp="$* on Debian $release"
    [ "$(cat "$folder/stamp" 2>/dev/null)" != "$stamp" ] || return 0
    say "unpacking $* into ${folder#"$root"/}"
    work=$(mktemp -d)
    mkdir "$work/partial" "$work/tree"
    chmod 755 "$work" # apt downloads as another user
    apt_get update    # an old list names files that the mirror no longer has
    apt_get install --yes --no-install-recommends --reinstall --download-only -o "Dir::Cache::archives=$work" "$@"
    for archive in "$work"/*.deb; do
        dpkg-deb --extract "$archive" "$work/tree"
    done
    rm -rf "$folder"
    mkdir -p "$deps"
    cp -r --no-preserve=ownership "$work/tree" "$folder"
    echo "$stamp" >"$folder/stamp"
    rm -rf "$work"
}

build_polkit_qt() {
    local prefix=$deps/polkit-qt stamp
    stamp="polkit-qt-1 0.200 for Qt $(dpkg-query --show --showformat '${Version}' qt6-base-dev)"
    [ "$(cat "$prefix/stamp" 2>/dev/null)" != "$stamp" ] || return 0
    say "building polkit-qt for Qt 6 into ${prefix#"$root"/}"
    work=$(mktemp -d)
    fetch_source polkit-qt-1 trixie "$work"
    mkdir "$work/tree"
    tar --extract --file "$work"/source/polkit-qt-1_0.200*.orig.tar.* --directory "$work/tree" --strip-components 1
    if ! compile_polkit_qt "$work" "$prefix" >"$work/log" 2>&1; then
        tail -n 40 "$work/log" >&2
        fail "polkit-qt does not build"
    fi
    echo "$stamp" >"$prefix/stamp"
}

compile_polkit_qt() {
    # shellcheck disable=SC2016 # $ORIGIN is the loader's: the libraries find one another wherever they are copied to
    cmake -S "$1/tree" -B "$1/build" -G Ninja -Wno-dev -DQT_MAJOR_VERSION=6 -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_UNITY_BUILD=ON -DCMAKE_INSTALL_PREFIX="$2" -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_INSTALL_RPATH='$ORIGIN' &&
        cmake --build "$1/build" && rm -rf "$2" && cmake --install "$1/build"
}

work= # a folder that is gone afterwards, whatever happens
trap 'rm -rf "$work"' EXIT

purpose=build
headless=no
only_list=no
while [ $# -gt 0 ]; do
    case $1 in
    --for) purpose=${2:-} && shift ;;
    --headless) headless=yes ;;
    --list) only_list=yes ;;
    *) fail "usage: packaging/setup.sh [--for build|run|test|demo] [--headless] [--list]" ;;
    esac
    shift
done
case $purpose in
build | run) purposes=("$purpose" "$purpose-window") ;;
test | demo) purposes=(build build-window run run-window "$purpose") ;;
*) fail "--for takes build, run, test or demo, not '$purpose'" ;;
esac

if [ "$headless" = yes ]; then
    case $purpose in
    build | run) purposes=("$purpose") ;;
    *) fail "--headless is for build and run; $purpose includes the window" ;;
    esac
fi

release=$(debian_release)
mapfile -t wanted < <(packages "$release" "${purposes[@]}")
if [ "$only_list" = yes ]; then
    printf '%s\n' "${wanted[@]}"
    exit
fi
install_packages "${wanted[@]}"
if [ "$release" = 12 ] && [ "$purpose" != run ] && [ "$headless" = no ]; then
    build_polkit_qt
fi
if [ "$purpose" = test ]; then
    mapfile -t wanted < <(packages "$release" unpack)
    unpack_programs "${wanted[@]}"
fi
