# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scenario needs of the kernel and which faults it shows, as marks on its function; and all scenarios."""
import importlib
import pathlib


def on_each_plane(function):
    """It looks at packets or at installed routes: it is played on the kernel's plane and on the userspace one."""
    function.needs = "plane"
    return function


def needs_ipip(function):
    """It is about the kernel's own tunnel device."""
    function.needs = "ipip"
    return function


def needs_no_ipip(function):
    """It is about kernels without ipip."""
    function.needs = "no-ipip"
    return function


def needs_late_ipip(function):
    """It begins without ipip and has it appear: only in the guest, whose kernel is ours."""
    function.needs = "late-ipip"
    return function


def patient(function):
    """It waits most of its time: it is played beside those that do not."""
    function.patient = True
    return function


def of_the_window(function):
    """It opens the window: it is played beside all others, and only where this kernel's namespaces are."""
    function.window = True
    return function


def needs_own_ipip(function):
    """It unloads ipip: only in the guest, whose kernel is ours."""
    function.needs = "own-ipip"
    return function


def long(function):
    """Only with --long."""
    function.long = True
    return function


def shows(*faults):
    """The faults of tests/faults.md that it plays, "K1" and the like."""
    def mark(function):
        function.faults = faults
        return function
    return mark


# What wants a kernel of its own, whatever this one has.
GUEST_ONLY = ("late-ipip", "own-ipip")


class Scenario:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__.removeprefix("scenario_")
        self.needs = getattr(function, "needs", None)
        self.patient = getattr(function, "patient", False)
        self.window = getattr(function, "window", False)
        self.long = getattr(function, "long", False)
        self.faults = list(getattr(function, "faults", ()))
        self.sentence = (function.__doc__ or "").strip().splitlines()[0].rstrip(".")


def all_scenarios():
    """In the order of the files and of the functions in them."""
    folder = pathlib.Path(__file__).resolve().parents[1] / "scenarios"
    found = []
    for path in sorted(folder.glob("[a-z]*.py")):
        module = importlib.import_module(f"scenarios.{path.stem}")
        found += [Scenario(value) for name, value in vars(module).items() if name.startswith("scenario_")]
    return found
