#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a screen reader learns of the view, over AT-SPI, on buses of its own."""

import os
import subprocess
import sys
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from screen import Screen, wait_for  # noqa: E402
from view import View, wait_for_pattern  # noqa: E402
from Xlib import X  # noqa: E402


def find(node, name):
    """The first node of this name, in depth."""
    if node is None:
        return None
    if node.get_name() == name:
        return node
    for i in range(node.get_child_count()):
        found = find(node.get_child_at_index(i), name)
        if found:
            return found
    return None


def find_view():
    Atspi.get_desktop(0).clear_cache()
    return find(Atspi.get_desktop(0), "Screen of the guest")


def describes(part):
    def check():
        view = find_view()
        return view is not None and part in view.get_description()
    return check


def check(screen):
    with View(screen, "640x480", "test://", environment={"GTK_A11Y": "atspi"}) as viewer:
        window = wait_for_pattern(viewer)
        view = wait_for(find_view, "the view is in the tree")
        assert view.get_role() == Atspi.Role.IMAGE, view.get_role_name()
        wait_for(describes("640 by 480 pixels"), "its size is told")
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        window.move_pointer(300, 200)
        wait_for(describes("ctrl+alt gives them back"), "the way out is told")


def run_on_bus():
    """Services that the bus starts write to the standard output, too."""
    result = subprocess.run(["dbus-run-session", "--", sys.executable, __file__, "on-bus"],
                            stdout=subprocess.PIPE, text=True, check=False)
    for line in result.stdout.splitlines():
        if line.startswith(("ok", "not ok", "#", "1..")):
            print(line)
    sys.exit(result.returncode)


def main():
    if sys.argv[1:] != ["on-bus"]:
        run_on_bus()
    print("1..1")
    screen = Screen()
    os.environ["DISPLAY"] = screen.name  # the bus of the screen reader is that of the display
    try:
        check(screen)
        print("ok 1 role, label, description of the state")
        failed = False
    except Exception:
        print("# " + traceback.format_exc().replace("\n", "\n# "))
        print("not ok 1 role, label, description of the state")
        failed = True
    screen.close()
    sys.exit(failed)


main()
