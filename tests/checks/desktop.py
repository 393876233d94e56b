#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that a desktop reads: launcher, AppStream data, XML in general, and the example configuration."""

import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

import sources

# What appstreamcli may say: the contract's name has two parts, there is no home page, and Debian 12's version does
# not know <developer> yet.
TOLERATED = {"cid-desktopapp-is-not-rdns", "url-homepage-missing", "unknown-tag", "developer-info-missing",
             "cid-contains-uppercase-letter"}


def output(*command):
    result = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True)
    return result.returncode, result.stdout + result.stderr


def metainfo(screenshots):
    """The AppStream data as the build makes it, with pictures or without."""
    pictures = ""
    if screenshots:
        pictures = sources.read("packaging/screenshots.xml.in").replace("@MESH44_SCREENSHOTS_URL@", screenshots)
    return sources.read("packaging/org.mesh44.metainfo.xml.in").replace("<!-- @MESH44_SCREENSHOTS@ -->", pictures)


def appstream_problems(screenshots):
    data = metainfo(screenshots)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "org.mesh44.metainfo.xml")
        file.write_text(data, encoding="utf-8")
        _, text = output("appstreamcli", "validate", "--no-net", "--no-color", str(file))
    for kind, tag in re.findall(r"^([EWI]): \S+ (\S+)", text, re.MULTILINE):
        if tag not in TOLERATED:
            yield f"metainfo: {kind}: {tag}"
    if "org.mesh44" not in text and "successful" not in text:
        yield f"appstreamcli says nothing about the file: {text}"
    if "@" in re.sub(r"<!--.*?-->", "", data, flags=re.DOTALL) or ("<screenshot" in data) != bool(screenshots):
        yield "metainfo: not as the build makes it"


def icon_problems():
    """Symbolic icons have one colour, for the desktop to replace; what the program names is there."""
    folder = sources.ROOT / "resources/icons/symbolic"
    for path in sorted(folder.glob("*.svg")):
        text = path.read_text(encoding="utf-8")
        if set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) != {"#2e3436"}:
            yield f"{path.name}: more than the one colour that desktops replace"
        if ElementTree.fromstring(text.encode()).get("viewBox") != "0 0 16 16":
            yield f"{path.name}: not 16 by 16"
    named = set()
    for path in sources.files(suffixes=sources.CODE):
        if path.parts[0] == "app":
            named |= set(re.findall(r'"(org\.mesh44[a-z-]*-symbolic)"', sources.read(path)))
    missing = sorted(name for name in named if not (folder / f"{name}.svg").is_file())
    yield from (f"{name}.svg is named and not there" for name in missing)
    if not named:
        yield "no symbolic icon is named by the program"


def launcher_problems():
    code, text = output("desktop-file-validate", "packaging/org.mesh44.desktop")
    return [text] if code or "error" in text else []


def xml_problems():
    for path in sources.files(suffixes=(".xml", ".policy", ".svg", ".ui", ".qrc")):
        try:
            ElementTree.parse(sources.ROOT / path)
        except ElementTree.ParseError as error:
            yield f"{path}: {error}"


def example_problems():
    """The example shows every key that the program knows, and no other, and changes nothing as it stands."""
    known = set(re.findall(r'^\s*\{"([a-z0-9_]+\.[a-z0-9_]+)",', sources.read("core/config/keys.cpp"), re.MULTILINE))
    shown, section = set(), ""
    for line in sources.read("packaging/mesh44.conf").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = match.group(1)
        elif match := re.fullmatch(r";(\w+) = .+", line):
            shown.add(f"{section}.{match.group(1)}")
        elif line and not line.startswith("; ") and line != ";":
            yield f"mesh44.conf: {line!r} is in force as it is installed"
    for key in sorted(known ^ shown):
        yield f"mesh44.conf: {key} is {'not shown' if key in known else 'not a key'}"
    if not known:
        yield "core/config/keys.cpp: no keys found"


def main():
    sources.finish([*appstream_problems(""), *appstream_problems("https://example.org/mesh44"), *launcher_problems(),
                    *icon_problems(), *xml_problems(), *example_problems()], "the desktop's files")


if __name__ == "__main__":
    main()
