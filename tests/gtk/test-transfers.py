#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Files on their way to a guest with an agent, as its window and the desktop tell of them.

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import contextlib
import os
import pathlib
import sys
import time

from accessible import (find, look, look_like, open_menu, run_each_on_bus, see_toast,
                        seen_by_readers, wait_gone, wait_seen)
from cases import find_cases, run_on_screen
from gi.repository import GLib
from notifications import Notifications
from program import Gtk, focus
from screen import wait_for
from servers import serve_spice

NOTIFICATIONS = None
HUGE = 4 << 30  # bytes: it takes long enough to be given up


@contextlib.contextmanager
def sending(screen):
    """A guest whose window has been shown, and nobody looks at."""
    NOTIFICATIONS.told.clear()
    with serve_spice("--agent") as (server, uri), Gtk(
            screen, uri, environment=seen_by_readers(screen)) as viewer:
        window = viewer.window_called("Oriel test server")
        wait_seen("Oriel test server", "image")
        screen.focus_elsewhere()
        yield server, viewer, window


def told(text):
    wait_for(lambda: [body for _, body in NOTIFICATIONS.told] == [text],
             lambda: f"the desktop is told this alone: {text}, not {NOTIFICATIONS.told}")


def click(find_button, done, what):
    """Until it is heeded: a toast takes no clicks while it comes in. It may go meanwhile."""
    clicked = 0

    def is_done():
        nonlocal clicked
        if done():
            return True
        with contextlib.suppress(GLib.Error, AttributeError):
            if time.monotonic() - clicked > 1:
                find_button().do_action(0)
                clicked = time.monotonic()
        return False

    wait_for(is_done, what)


def dismiss(text):
    """Takes away what tells it; others may be about to go."""
    def find_button():
        toast = look(text, "label").get_parent().get_parent()
        return find(toast, lambda node: node.get_name() == "Dismiss")

    click(find_button, lambda: not look(text), f"{text} is gone")


def cancel(server, name):
    click(lambda: look("Cancel"), lambda: server.says(f"agent file client-cancelled 1 {name}"),
          "the guest knows")


def test_arrives(screen):
    with sending(screen) as (server, viewer, window):
        window.drop(viewer.write_file("<i>a&b", 5000))
        see_toast(window, "The guest has <i>a&b")
        wait_for(lambda: server.says("agent file success 1 <i>a&b 5000"), "it is there")
        told("The guest has ‹i›a+b")  # which no desktop takes for markup
        NOTIFICATIONS.wait_taken_back(screen, window)


def test_dragged(screen):
    """What would become of them is told before they are dropped."""
    with sending(screen) as (_, viewer, window):
        with window.drag(viewer.write_file("letter", 5000)):
            wait_seen("Drop to send to the guest")
        wait_gone("Drop to send to the guest")
    with serve_spice() as (_, uri), Gtk(screen, uri, environment=seen_by_readers(screen)) as viewer:
        window = viewer.window_called("Oriel test server")
        wait_seen("Oriel test server", "image")
        with window.drag(viewer.write_file("letter", 5000)):
            wait_seen("Nothing can be sent: the guest runs no agent, which would take files")


def test_cancelled_midway(screen):
    with sending(screen) as (server, viewer, window):
        path = viewer.write_file("huge", 0)
        os.truncate(path, HUGE)
        window.drop(path)
        first = wait_for(lambda: look_like(r"Sending huge: \d+\s%"), "it is told how far it is")
        wait_for(lambda: (now := look_like(r"Sending huge: \d+\s%")) and now != first,
                 "it is told that it gets on")
        cancel(server, "huge")
        see_toast(window, "huge was not sent: given up")
        wait_gone("Cancel")
        told("huge was not sent: given up")


def test_cancelled_by_key(screen):
    """Nobody gets to the button of a toast without a pointer."""
    with sending(screen) as (server, viewer, window):
        path = viewer.write_file("huge", 0)
        os.truncate(path, HUGE)
        window.drop(path)
        wait_for(lambda: look_like(r"Sending huge: \d+\s%"), "it is under way")
        open_menu(screen, window)
        wait_seen("Cancel Sending Files", "menu item")
        screen.tap("s")
        wait_for(lambda: server.says("agent file client-cancelled 1 huge"), "the guest knows")
        wait_gone("Cancel")
        screen.tap("F10")
        wait_seen("Take Screenshot", "menu item")
        assert not look("Cancel Sending Files"), "there is nothing to be given up"


def test_at_once(screen):
    """What is under way can be given up, whatever else is being told."""
    with sending(screen) as (server, viewer, window):
        folder, huge = pathlib.Path(viewer.home.name, "folder"), viewer.write_file("huge", 0)
        folder.mkdir()
        os.truncate(huge, HUGE)
        window.drop(folder)
        see_toast(window, "folder was not sent: it is a folder: .*")
        window.drop(huge)
        wait_for(lambda: look_like(r"Sending huge: \d+\s%"), "it is told before the rest")
        cancel(server, "huge")


def test_errors(screen):
    """Of several files: what becomes of each, and why."""
    with sending(screen) as (server, viewer, window):
        server.tell("files-room 5000")
        wait_for(lambda: server.says("ok"), "it has less room")
        paths = [viewer.write_file(name, size) for name, size in (
            ("small", 5000), ("large", 6000), ("missing", 1), ("larger", 6000))]
        pathlib.Path(paths[2]).unlink()
        window.drop(*paths)
        texts = []
        for pattern in ("large, larger were not sent: .*space.*",
                        "missing was not sent: .*No such file.*", "The guest has 1 of the 4 files"):
            texts.append(see_toast(window, pattern))
            dismiss(texts[-1])
        told("\n".join(texts))


def test_seen(screen):
    """Whoever looks at the window is told by it alone."""
    with sending(screen) as (_, viewer, window):
        focus(screen, window)
        window.move_pointer(300, 300)
        wait_for(lambda: "(Press" in window.title(), "it is in use")
        window.drop(viewer.write_file("letter", 5000))
        see_toast(window, "The guest has letter")
        assert not NOTIFICATIONS.told, NOTIFICATIONS.told


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
NOTIFICATIONS = Notifications()
run_on_screen(find_cases(globals(), sys.argv[2:]))
