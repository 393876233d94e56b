#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault of tests/faults.md has tests, each of them exists, and the lab's scenarios name the same faults."""

import re
import sys

import sources

sys.path.insert(0, str(sources.ROOT / "tests" / "lab"))
from lablib import scenario  # noqa: E402

FAMILIES = {"K": 14, "P": 10, "C": 2, "N": 6, "S": 5, "A": 3, "D": 7}
ROW = re.compile(r"\| ([A-Z]\d+) \| .+ \| (.+) \|")


def rows():
    """{fault: references}"""
    matches = (ROW.fullmatch(line) for line in sources.read("tests/faults.md").splitlines())
    return {match.group(1): re.findall(r"`([^`]+)`", match.group(2)) for match in matches if match}


def is_slot(reference):
    folder, name, slot = re.fullmatch(r"(\w+):(\w+)/(\w+)", reference).groups()
    text = sources.ROOT / "tests" / folder / f"{name}.cpp"
    return text.exists() and re.search(rf"^    void {slot}\(\)", text.read_text(encoding="utf-8"), re.MULTILINE)


def main():
    listed = rows()
    wanted = [f"{family}{number}" for family, last in FAMILIES.items() for number in range(1, last + 1)]
    problems = [f"faults.md lacks {fault}" for fault in wanted if not listed.get(fault)]
    played = {each.name: set(each.faults) for each in scenario.all_scenarios()}
    for fault, references in listed.items():
        for reference in references:
            name = reference.removeprefix("lab:")
            if name == reference and not (re.fullmatch(r"\w+:\w+/\w+", reference) and is_slot(reference)):
                problems.append(f"{fault}: there is no test {reference}")
            elif name != reference and fault not in played.get(name, ()):
                problems.append(f"{fault}: there is no scenario {name} that shows it")
    problems += [f"faults.md lacks lab:{name} for {fault}" for name, faults in played.items() for fault in faults
                 if f"lab:{name}" not in listed.get(fault, [])]
    sources.finish(problems, f"{len(listed)} faults")


if __name__ == "__main__":
    main()
