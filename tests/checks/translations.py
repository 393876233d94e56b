#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The translations hold what the sources say, no more and no less, and nothing in them is unfinished.

--fix collects the sources' texts into resources/translations/*.ts; what is new there is unfinished until somebody
translates it, but for the English plurals: "route(s)" becomes "route" and "routes". --draft lets unfinished pass.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import sources

FOLDER = sources.ROOT / "resources/translations"
SOURCES = ["ui", "app/mesh44"]
LANGUAGES = {"de": [], "en": ["-pluralonly"]}
# lupdate does not read core's headers as a compiler does; nothing there is translated.
HARMLESS = re.compile(r"^\S*/core/\S+ Ignoring definition of undeclared qualified class$")
PLACE = re.compile(r"%L?(?:\d+|n)")


def lupdate():
    found = shutil.which("lupdate", path="/usr/lib/qt6/bin" + os.pathsep + os.environ.get("PATH", ""))
    if not found:
        sources.finish(["lupdate is not installed: run packaging/setup.sh --for test"], "translations")
    return found


def update(file, language):
    """What lupdate complained about."""
    result = subprocess.run(
        [lupdate(), "-locations", "none", "-no-obsolete", "-no-ui-lines", *LANGUAGES[language], "-I", ".", *SOURCES,
         "-source-language", "en", "-target-language", language, "-ts", str(file)],
        cwd=sources.ROOT, capture_output=True, text=True)
    lines = (result.stdout + result.stderr).splitlines()
    complaints = [line for line in lines if re.match(r"^\S+:\d+: ", line) and not HARMLESS.match(line)]
    return complaints + ([f"lupdate ended with {result.returncode}"] if result.returncode else [])


def write_plurals(file):
    """English says in the source how its plural goes."""
    text = file.read_text(encoding="utf-8")

    def fill(match):
        source = match.group(1)
        one, many = source.replace("(s)", ""), source.replace("(s)", "s")
        return (f"<source>{source}</source>{match.group(2)}<translation>"
                f"{match.group(3)}<numerusform>{one}</numerusform>{match.group(4)}<numerusform>{many}</numerusform>")

    file.write_text(re.sub(
        r'<source>([^<]*)</source>((?:(?!<source>).)*?)<translation type="unfinished">(\s*)<numerusform>[^<]*'
        r"</numerusform>(\s*)<numerusform>[^<]*</numerusform>", fill, text, flags=re.DOTALL), encoding="utf-8")


def messages(file):
    """(context, text, note) -> the message."""
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            found[key] = message
    return found


def forms(message):
    translation = message.find("translation")
    plural = [form.text or "" for form in translation.iter("numerusform")]
    return plural or [translation.text or ""]


def places(text):
    return sorted(place.replace("L", "") for place in PLACE.findall(text))


def message_problems(key, message, draft):
    context, source, _ = key
    where = f"{context}: {source!r}"
    if message.find("translation").get("type") in ("unfinished", "obsolete", "vanished"):
        if not draft:
            yield f"{where}: {message.find('translation').get('type')}"
        return
    for form in forms(message):
        if not form.strip():
            yield f"{where}: empty"
        # One thing may be named without its figure, never a value left out.
        elif set(places(source)) - {"%n"} != set(places(form)) - {"%n"}:
            yield f"{where}: {form!r} has other places"
        elif source.count("&") - source.count("&&") * 2 == 1 and "&" not in form:
            yield f"{where}: {form!r} has no key to press"
        elif source[-1:] in ".…:" and form[-1:] != source[-1:]:
            yield f"{where}: {form!r} ends otherwise"
        elif source[:1].isspace() != form[:1].isspace():
            yield f"{where}: {form!r} begins otherwise"


def context_problems(keys):
    for context in sorted({context for context, _, _ in keys}):
        if not context.startswith("mesh44::"):
            yield f"{context}: lupdate does not see its namespace (a forward declaration of an enum does that)"


def drift(language, draft):
    committed = FOLDER / f"mesh44_{language}.ts"
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, committed.name)
        shutil.copy(committed, fresh)
        yield from update(fresh, language)
        wanted, found = messages(fresh), messages(committed)
    for key in sorted(wanted.keys() - found.keys()):
        yield f"{committed.name}: {key[0]}: {key[1]!r} lacks: tests/checks/translations.py --fix"
    for key in sorted(found.keys() - wanted.keys()):
        yield f"{committed.name}: {key[0]}: {key[1]!r} is no longer said: tests/checks/translations.py --fix"
    yield from context_problems(wanted)
    for key, message in sorted(found.items()):
        yield from (f"{committed.name}: {problem}" for problem in message_problems(key, message, draft))


def main():
    if "--fix" in sys.argv:
        for language in LANGUAGES:
            update(FOLDER / f"mesh44_{language}.ts", language)
        write_plurals(FOLDER / "mesh44_en.ts")
    problems = [problem for language in LANGUAGES for problem in drift(language, "--draft" in sys.argv)]
    sources.finish(problems, f"{len(LANGUAGES)} translations")


if __name__ == "__main__":
    main()
