# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong configuration is named and not acted on."""
from lablib.helper import CONFIGURATION
from lablib.scenario import shows
from lablib.system import check, wait_until

WRONG = CONFIGURATION + "mode = sideways\n"


@shows("P7")
def scenario_wrong_configuration_keeps_last_good(lab):
    """A mistake in a running helper's file: it goes on with the last good one and says file, line and key."""
    lab.helper.start()
    lab.helper.configure(WRONG)
    lab.helper.reload()
    check_problem(wait_until(lambda: lab.helper.status()["problems"], 5, "the problem is shown")[0])
    status = lab.helper.status()
    check(status["state"] == "degraded" and "last good one is in force" in status["reason"], f"{status['reason']}")
    check(status["mode"] == "full" and status["plane"], "it goes on as it was")
    lab.helper.configure(CONFIGURATION + "mode = mesh\n")
    lab.helper.reload()
    wait_until(lambda: lab.helper.status()["mode"] == "mesh", 5, "the corrected file is used")
    check(lab.helper.status()["problems"] == [], "the problem is gone")


@shows("P7")
def scenario_wrong_configuration_at_start(lab):
    """A mistake at the start: the helper runs, down, and says file, line and key."""
    before = lab.network.settings()
    lab.helper.configure(WRONG)
    lab.helper.start()
    status = lab.helper.status()
    check(status["state"] == "misconfigured", f"state {status['state']}")
    check_problem(status["problems"][0])
    check(lab.network.settings() == before, "nothing was changed")


def check_problem(problem):
    check(problem["file"].endswith("gateway.conf"), f"the file: {problem}")
    check(problem["line"] == len(WRONG.splitlines()), f"the line: {problem}")
    check(problem["key"] == "gateway.mode", f"the key: {problem}")
    check("full" in problem["message"], f"what is expected: {problem}")


def scenario_set_and_origin(lab):
    """`set` writes the helper's own layer; the origin is shown; a wrong value changes nothing."""
    lab.helper.start()
    lab.ctl("set", "--yes", "gateway.mode=mesh")
    wait_until(lambda: lab.helper.status()["mode"] == "mesh", 5, "mode mesh")
    origin = {value["key"]: value for value in lab.ctl("config", "--origin")["settings"]}["gateway.mode"]
    check(origin["file"].startswith(str(lab.helper.state)), f"its origin: {origin}")
    wrong = lab.helper.ctl_process("set", "gateway.mode=sideways")
    check(wrong.returncode == 1 and "gateway.mode" in wrong.stderr, f"{wrong.returncode}: {wrong.stderr}")
    check(lab.helper.status()["mode"] == "mesh", "a wrong value changed something")
