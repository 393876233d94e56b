#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lint of what guards the helper: the D-Bus policy, polkit's actions, the activation file.

The rules are the mistakes that privileged services have really made: owning a name granted to everybody, a
destination of "*", an action that asks for no password, an action that only exists in the code. --self-test
plants each mistake.
"""

import configparser
import re
import sys
import xml.etree.ElementTree as ElementTree

import sources

NAME = "org.mesh44.Gateway1"
USER = "mesh44"
INTERFACES = {NAME, "org.freedesktop.DBus.Introspectable", "org.freedesktop.DBus.Properties",
              "org.freedesktop.DBus.Peer"}
DEFAULTS = {"allow_any": "auth_admin", "allow_inactive": "auth_admin", "allow_active": "auth_admin_keep"}


def default_rule_problems(rule):
    keys = dict(rule.attrib)
    if rule.tag != "allow":
        yield f"<{rule.tag}> in the default policy"
    elif keys.pop("send_destination", None) != NAME:
        yield f"the default policy allows {rule.attrib}, which is not bound to {NAME}"
    elif set(keys) != {"send_interface"} or keys["send_interface"] not in INTERFACES:
        yield f"the default policy allows {keys}"


def bus_problems(text):
    root = ElementTree.fromstring(text)
    owners = 0
    for element in root.iter():
        if "*" in element.attrib.values():
            yield f"<{element.tag} {element.attrib}> is for everything"
    for child in root:
        if child.tag != "policy":
            yield f"<{child.tag}> has no place here"
        elif child.attrib == {"user": USER}:
            rules = [(rule.tag, rule.attrib) for rule in child]
            owners += rules == [("allow", {"own": NAME})]
        elif child.attrib == {"context": "default"}:
            for rule in child:
                yield from default_rule_problems(rule)
        else:
            yield f"a policy for {child.attrib}"
    if owners != 1:
        yield f"exactly one policy, that of user {USER}, must own {NAME} and do nothing else"


def polkit_problems(text, names_header):
    root = ElementTree.fromstring(text)
    found = set()
    for action in root.iter("action"):
        name = action.get("id")
        found.add(name)
        if {child.tag: child.text for child in action.find("defaults")} != DEFAULTS:
            yield f"{name}: the defaults are not {DEFAULTS}"
        owners = [note.text for note in action.iter("annotate") if note.get("key") == "org.freedesktop.policykit.owner"]
        if owners != [f"unix-user:{USER}"]:
            yield f"{name}: without the owner annotation the helper may not ask about others"
        if not action.findtext("message") or not action.findtext("description"):
            yield f"{name}: no message or description"
    used = set(re.findall(r'kAction\w+\s*=\s*"([^"]+)"', names_header))
    if found != used or not used:
        yield f"core/bus/names.h uses {sorted(used)}, the policy has {sorted(found)}"


def activation_problems(text, unit):
    parser = configparser.ConfigParser()
    parser.optionxform = str
    parser.read_string(text)
    service = parser["D-BUS Service"]
    if service["Name"] != NAME or service["User"] != USER:
        yield "the activation file is for another name or user"
    if service["Exec"] != "/bin/false":
        yield "the bus would start the helper itself, without its sandbox"
    if f"Alias={service['SystemdService']}" not in unit.splitlines():
        yield f"the unit has no alias {service['SystemdService']}"


def check(bus, polkit, names, activation, unit):
    return [*bus_problems(bus), *polkit_problems(polkit, names), *activation_problems(activation, unit)]


def self_test(texts):
    bus, polkit, names, activation, unit = texts
    default_policy = '<policy context="default">'
    mistakes = {
        "own for everybody": (bus.replace(default_policy, f'{default_policy}<allow own="{NAME}"/>'), *texts[1:]),
        "any destination": (bus.replace(f'send_destination="{NAME}"', 'send_destination="*"', 1), *texts[1:]),
        "no destination": (bus.replace(f'send_destination="{NAME}" ', '', 1), *texts[1:]),
        "another user": (bus.replace(f'user="{USER}"', 'user="nobody"'), *texts[1:]),
        "another interface": (bus.replace("DBus.Peer", "DBus.Debug"), *texts[1:]),
        "no password": (bus, polkit.replace("auth_admin_keep", "yes", 1), *texts[2:]),
        "no owner": (bus, polkit.replace("policykit.owner", "policykit.other", 1), *texts[2:]),
        "unknown action": (bus, polkit.replace("org.mesh44.control", "org.mesh44.switch"), *texts[2:]),
        "started by the bus": (*texts[:3], activation.replace("/bin/false", "/usr/sbin/mesh44d"), unit),
        "no alias": (*texts[:4], unit.replace("Alias=", "#Alias=")),
    }
    problems = [f"not found: {name}" for name, changed in mistakes.items() if not check(*changed)]
    problems += [f"no mistake planted: {name}" for name, changed in mistakes.items() if changed == texts]
    sources.finish(problems, f"{len(mistakes)} planted mistakes")


def main():
    texts = tuple(sources.read(path) for path in (
        "packaging/org.mesh44.Gateway1.conf", "packaging/org.mesh44.policy", "core/bus/names.h",
        "packaging/org.mesh44.Gateway1.service", "packaging/mesh44d.service.in"))
    if sys.argv[1:] == ["--self-test"]:
        self_test(texts)
    sources.finish(check(*texts), "D-Bus policy, polkit actions and activation")


if __name__ == "__main__":
    main()
