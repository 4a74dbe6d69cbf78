#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-gtk on a private X server, showing the test pattern."""

import glob
import os
import sys

from cases import find_cases, run_on_screen
from pattern import BLACK, QNUM_A, find_guest
from program import ACCENT, Gtk, focus
from screen import wait_for


def wait_for_guest(viewer, rows=480, width=640):
    window = viewer.window()
    wait_for(lambda: find_guest(window, width)[2] >= rows, "the guest is shown, to the pixel")
    return window


def tap_a(screen, window):
    left, top, _ = find_guest(window)
    focus(screen, window)
    wait_for(lambda: screen.tap("a") or window.pixel(left + QNUM_A, top) == BLACK,
             "the key arrived")


def test_guest_has_its_size(screen):
    with Gtk(screen, "test://") as viewer:
        window = wait_for_guest(viewer)
        wait_for(lambda: "test pattern - Oriel" in window.title(), "the title is the guest's name")
        tap_a(screen, window)


def test_opengl_is_left_alone(screen):
    with Gtk(screen, "test://") as viewer:
        wait_for_guest(viewer)
        if glob.glob("/dev/dri/renderD*"):
            return
        with open(f"/proc/{viewer.process.pid}/maps", encoding="utf-8") as maps:
            loaded = maps.read()
        assert "libgtk-4" in loaded
        assert "libGLX_mesa" not in loaded and "_dri.so" not in loaded


def test_password(screen):
    with Gtk(screen, "test://?secret=abc") as viewer:
        window = viewer.window()
        focus(screen, window)
        # The page has come to rest, and has the keyboard, when its button has its full colour.
        wait_for(lambda: window.shows(ACCENT), "the password is asked for")
        screen.type("abc")
        screen.tap("Return")
        wait_for(lambda: find_guest(window)[2] > 400, "the password was accepted")


def test_password_from_fd(screen):
    read, write = os.pipe()
    os.write(write, b"abc\n")
    os.close(write)
    with Gtk(screen, f"--password-fd={read}", "test://?secret=abc", pass_fds=[read]) as viewer:
        os.close(read)
        wait_for_guest(viewer)


def test_grab_is_told(screen):
    with Gtk(screen, "test://") as viewer:
        window = wait_for_guest(viewer)
        focus(screen, window)
        window.move_pointer(300, 300)
        wait_for(lambda: "(Press Ctrl_L+Alt_L to release)" in window.title(), "the way out is told")
        tap_a(screen, window)
        screen.tap("Control_L", "Alt_L")
        wait_for(lambda: "(Press" not in window.title(), "it is let go")


def test_commands_are_listed(screen):
    """While the keys that let go are held, and no longer."""
    with Gtk(screen, "test://") as viewer:
        window = wait_for_guest(viewer)
        focus(screen, window)
        window.move_pointer(300, 300)
        wait_for(lambda: "(Press" in window.title(), "the guest has the keyboard")
        screen.press("Control_L")
        screen.press("Alt_L")
        wait_for(lambda: find_guest(window)[2] < 100, "the list is there, and long")
        screen.press("a")
        wait_for(lambda: find_guest(window)[2] >= 480, "another key takes it away")
        for key in ("a", "Alt_L", "Control_L"):
            screen.release(key)
        assert "(Press" in window.title()


def test_hotkeys(screen):
    with Gtk(screen, "-H", "screenshot=F12,zoom-out=F10", "test://") as viewer:
        window = wait_for_guest(viewer)
        tap_a(screen, window)
        screen.tap("F12")
        wait_for(lambda: glob.glob(viewer.home.name + "/*.png"), "the screenshot is there")
        before = window.size()
        screen.tap("F10")
        wait_for(lambda: window.size()[0] == before[0] - 64, "the window is smaller")


def test_keys_of_ones_own(screen):
    """A hotkey sends what it is told to; it acts although the guest has the keyboard."""
    with Gtk(screen, "-H", "send:a=F9", "test://") as viewer:
        window = wait_for_guest(viewer)
        left, top, _ = find_guest(window)
        focus(screen, window)
        wait_for(lambda: screen.tap("F9") or window.pixel(left + QNUM_A, top) == BLACK,
                 "the key arrived")


def test_lost_and_found(screen):
    with Gtk(screen, "test://") as viewer:
        window = wait_for_guest(viewer)
        tap_a(screen, window)
        screen.tap("F6")  # crashes the session
        wait_for(lambda: find_guest(window)[2] < 100, "the guest is dimmed")
        wait_for(lambda: window.shows(ACCENT), "it can be connected again")
        screen.tap("Return")
        wait_for(lambda: find_guest(window)[2] >= 480, "the guest is back")
        tap_a(screen, window)


def test_reconnects_by_itself(screen):
    with Gtk(screen, "--reconnect", "test://") as viewer:
        window = wait_for_guest(viewer)
        tap_a(screen, window)
        last = viewer.sessions()
        screen.tap("F6")
        viewer.wait_other_session(last)
        wait_for(lambda: find_guest(window)[2] >= 480, "the guest is back")


def test_drop(screen):
    """The test pattern tells by its name, which is in the title, what it got."""
    with Gtk(screen, "test://") as viewer:
        window = wait_for_guest(viewer)
        before = find_guest(window)
        window.drop(viewer.write_file("a file", 100000))
        wait_for(lambda: "got a file: 100000 bytes, sum 100000" in window.title(), "it is there")
        wait_for(lambda: find_guest(window) != before, "the result is shown")


def test_close(screen):
    with Gtk(screen, "test://") as viewer:
        wait_for_guest(viewer).ask_to_close()
        assert viewer.exit_code() == 0


def test_error_and_close(screen):
    with Gtk(screen, "test://?fail=connect") as viewer:
        window = viewer.window()
        focus(screen, window)
        wait_for(lambda: not window.ask_to_close() and viewer.process.poll() is not None,
                 "it ends")
        assert viewer.exit_code() in (0, 4)


def test_usage(screen):
    with Gtk(screen, "--zoom=5", "test://") as viewer:
        assert viewer.exit_code() == 2
        assert "--zoom takes" in viewer.process.stderr.read()


run_on_screen(find_cases(globals(), sys.argv[1:]))
