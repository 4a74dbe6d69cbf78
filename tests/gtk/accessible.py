# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a screen reader learns of the windows, over AT-SPI, on buses of their own."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile

import gi
from program import focus
from screen import TIMEOUT, wait_for

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

CRASHED = 128 + signal.SIGSEGV
TRIES = 4  # of a case

# ms: a program on a busy machine may be late; libatspi takes that for an error after 800
Atspi.set_timeout(1000 * TIMEOUT, 1000 * TIMEOUT)


def wait_told(condition, what):
    """As wait_for, of what programs tell. What goes while it is asked is asked again: that it could
    not be told says nothing."""
    def ask():
        with contextlib.suppress(GLib.Error):
            return condition()
        return None

    return wait_for(ask, what)


def extents(node):
    """Where it is in its window; without a size it is not to be seen."""
    return node.get_extents(Atspi.CoordType.WINDOW)


def find(node, fits):
    """The first node that is to be seen and that fits, in depth."""
    if node is None:
        return None
    if fits(node) and extents(node).width > 0:
        return node
    for i in range(node.get_child_count()):
        found = find(node.get_child_at_index(i), fits)
        if found:
            return found
    return None


def look_for(fits):
    """The first such node among all programs, as they are now; None = there is none."""
    desktop = Atspi.get_desktop(0)

    def look_at_all():
        desktop.clear_cache()
        return [find(desktop, fits)]

    return wait_told(look_at_all, "a look at the windows comes to an end")[0]


def look(name, role=None):
    """The first of this name, and this role."""
    return look_for(lambda node: node.get_name() == name and role in (None, node.get_role_name()))


def has_focus(name):
    return look_for(lambda node: node.get_name() == name and
                    node.get_state_set().contains(Atspi.StateType.FOCUSED))


def look_like(pattern):
    """The name of the first whose whole name is of this pattern; None = there is none."""
    names = []

    def fits(node):
        names.append(node.get_name())
        return re.fullmatch(pattern, names[-1])

    return names[-1] if look_for(fits) else None


def wait_seen(name, role=None):
    wait_for(lambda: look(name, role), f"{name} is there")


def wait_gone(name):
    """Not for the moment in which what is around it changes places."""
    wait_for(lambda: not look(name) and not look(name), f"{name} is gone")


def act(name, action="click", role=None):
    """Activates it, as a screen reader does; whether that could be."""
    node = look_for(lambda node: node.get_name() == name and
                    role in (None, node.get_role_name()) and
                    node.get_state_set().contains(Atspi.StateType.SENSITIVE))
    actions = [node.get_action_name(i) for i in range(node.get_n_actions())] if node else []
    return action in actions and node.do_action(actions.index(action))


def do(name, action="click", role=None):
    wait_told(lambda: act(name, action, role),
              f"{name} is there, and can be activated by {action}")


def hold_toast(window):
    """It stays while the pointer is over it, which has to move to be felt by one that comes in."""
    width, height = window.size()
    for x in (0, 1):
        window.move_pointer(width // 2 + x, height - 45)


def do_in_toast(window, name):
    wait_told(lambda: hold_toast(window) or act(name), f"{name} is there, and can be activated")


def see_toast(window, pattern):
    """The name of what is like that in a toast."""
    return wait_for(lambda: hold_toast(window) or look_like(pattern), f"a toast says {pattern}")


def open_menu(screen, window):
    """That of a console. Where the pointer is it might be in the way."""
    window.move_pointer(*(side - 1 for side in screen.size()))
    focus(screen, window)
    screen.tap("F10")
    wait_seen("Screens")


def open_submenu(screen, window, submenu, key):
    open_menu(screen, window)
    wait_seen(submenu)
    screen.tap(key)


def do_in_menu(screen, window, submenu, key, name):
    """Activates it in a submenu of a console's menu."""
    open_submenu(screen, window, submenu, key)
    do(name, role="menu item")


def walk(node):
    """All that is to be seen below it; a page of a stack has no place in the window, what is on it
    has."""
    if node is None:
        return
    if node.get_component_iface() and extents(node).width > 0:
        yield node
    for i in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(i))


def check_names(frame):
    """What can have the focus in that window has a name, as it is spoken."""
    def list_named():
        return {(node.get_role_name(), node.get_name()) for node in walk(look(frame))
                if node.get_state_set().contains(Atspi.StateType.FOCUSABLE)}

    named = wait_told(list_named, f"something in the window {frame} can have the focus")
    bad = sorted(pair for pair in named if not pair[1].strip() or "_" in pair[1])
    assert not bad, f"without a name, or with an underscore: {bad}"


def click(window, name, role=None, button=1, frame="Oriel"):
    """Clicks in the middle of it, as soon as it rests; around what is drawn the window has a border."""
    last = None

    def find_place():
        nonlocal last
        nodes = look(name, role), look(frame, "frame")
        if None in nodes:
            return None
        place, drawn = map(extents, nodes)
        border = (window.size()[0] - drawn.width) // 2
        before, last = last, (border + place.x + place.width // 2,
                              border + place.y + place.height // 2)
        return last == before and last

    window.click(*wait_told(find_place, f"{name} is there, and rests"), button)


def seen_by_readers(screen):
    """The environment of a program on that screen; also of this one: the bus of screen readers is
    that of the display."""
    os.environ["DISPLAY"] = screen.name
    return {"GTK_A11Y": "atspi", "LANGUAGE": "C",
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}


def run_on_bus(script, *arguments):
    """Runs a test on buses of its own; that of screen readers is where XDG_RUNTIME_DIR says."""
    lines, status = _run(script, *arguments)
    print(*lines, sep="", end="")
    sys.exit(status)


def run_each_on_bus(script, names):
    """The same for each of these cases, in a process of its own. When libatspi 2.46 is to forget what
    it was told of widgets that have gone, it can crash: then the reader did, and reads once more."""
    worst = 0
    for number, name in enumerate(names, 1):
        for _ in range(TRIES):
            lines, status = _run(script, name)
            if status != CRASHED:
                break
        told = [line.replace("ok 1 ", f"ok {number} ", 1) for line in lines if line != "1..1\n"]
        print(*told, sep="", end="", flush=True)
        worst = worst or status
    print(f"1..{len(names)}")
    sys.exit(worst)


def _run(script, *arguments):
    """What the test says, without what services that the bus starts write; and its status."""
    with tempfile.TemporaryDirectory(prefix="oriel-bus-") as folder, \
            tempfile.TemporaryFile("w+") as output:
        result = subprocess.run(
            ["dbus-run-session", "--", sys.executable, script, "on-bus", *arguments],
            env=os.environ | {"XDG_RUNTIME_DIR": folder}, stdout=output, check=False)
        output.seek(0)
        return [line for line in output
                if line.startswith(("ok", "not ok", "#", "1.."))], result.returncode
