#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-sdl as a kiosk, on a private X server without a window manager: no way leads out of it, and
it comes back from everything.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import sys

from Xlib import X

from cases import find_cases, run_on_screen
from desktop import Desktop
from kiosk import WAYS_OUT
from manager import Manager
from pattern import BLACK, QNUM_A, WHITE, shows_bars, wait_for_pixel
from screen import Viewer, wait_for

ACCENT = (92, 153, 250)
TROUBLE = (245, 166, 92)
BUTTON = 1500  # pixels
ROUNDS = 25


def wait_for_guest(window):
    wait_for(lambda: window.size() == (1280, 900) and shows_bars(window, 0, 1280, 450),
             "the guest covers the screen")


def files(viewer):
    """What it has left in its home."""
    return [name for _, folders, names in os.walk(viewer.home.name) for name in folders + names]


def test_no_way_out(screen):
    with Viewer(screen, "--kiosk", "test://") as viewer:
        window = viewer.window()
        wait_for_guest(window)
        for keys in WAYS_OUT:
            if all(screen.keycode(key) for key in keys):
                screen.tap(*keys)
            window.ask_to_close()
        for button in (1, 2, 3):
            window.click(640, 880, button)
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        assert window.size() == (1280, 900) and window.position() == (0, 0)
        assert viewer.process.poll() is None
        assert len(list(screen.find_windows())) == 1
        assert files(viewer) == []


def test_chosen_hotkeys(screen):
    """Those that lead out do not, even where somebody has named them."""
    with Viewer(screen, "--kiosk", "-H", "toggle-fullscreen=F11,release-cursor=F12",
                "test://") as viewer:
        window = viewer.window()
        wait_for_guest(window)
        screen.tap("F11")
        screen.tap("F12")
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        assert window.size() == (1280, 900)


def check_keys(screen, manager, viewer):
    window = viewer.window()
    wait_for(lambda: asks(window), "the password is asked for")
    wait_for(lambda: not manager.gets_key("Alt_L"), "the keyboard is the kiosk's")
    screen.type("abc")
    screen.tap("Return")
    wait_for_guest(window)
    assert not manager.gets_key("Alt_L") and not manager.gets_key("Alt_L")


def test_keys_are_taken(screen):
    """All of them, also while something is asked: a window manager gets none."""
    with contextlib.closing(Manager(screen)) as manager:
        wait_for(lambda: manager.gets_key("Alt_L"), "the desktop has its keys")
        with Viewer(screen, "--kiosk", "test://?secret=abc") as viewer:
            check_keys(screen, manager, viewer)


def asks(window):
    """Whether there is a question: it has a large button that is pressed by Return."""
    return (not window.shows(TROUBLE) and
            window.image().count(bytes((*reversed(ACCENT), 0))) > BUTTON)


def test_password_is_asked_again(screen):
    """Escape gives up a question, not the kiosk."""
    with Viewer(screen, "--kiosk", "test://?secret=abc") as viewer:
        window = viewer.window()
        for _ in range(2):
            wait_for(lambda: asks(window), "the password is asked for")
            screen.tap("Escape")
            wait_for(lambda: window.shows(TROUBLE), "it says what is wrong")
            screen.tap("Return")
        wait_for(lambda: asks(window), "the password is asked for once more")
        screen.type("abc")
        screen.tap("Return")
        wait_for_guest(window)


def test_nothing_is_exchanged(screen):
    """Neither texts nor files: the next in front of it finds nothing of the last."""
    with Viewer(screen, "--kiosk", "test://") as viewer:
        window = viewer.window()
        wait_for_guest(window)
        assert not window.window.get_property(screen.atom("XdndAware"), X.AnyPropertyType, 0, 1)
        desktop = Desktop(screen)
        desktop.copy("CLIPBOARD", "secret")
        screen.focus_elsewhere()
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        screen.connection.sync()
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        desktop.serve()
        assert desktop.asked == 0
        desktop.close()


def test_error_stays(screen):
    """What cannot be helped from here is waited for; no key ends it."""
    with Viewer(screen, "--kiosk", "test://?fail=connect") as viewer:
        window = viewer.window()
        wait_for(lambda: window.shows(TROUBLE), "the error is shown")
        for key in ("Escape", "Return", "Tab", "space", "Escape"):
            screen.tap(key)
            window.ask_to_close()
        wait_for(lambda: window.shows(TROUBLE), "it is shown again")
        assert window.size() == (1280, 900) and viewer.process.poll() is None


def usage(viewer):
    """Open files, and threads."""
    pid = viewer.process.pid
    return len(os.listdir(f"/proc/{pid}/fd")), len(os.listdir(f"/proc/{pid}/task"))


def test_comes_back(screen):
    """Again and again, with a key held each time; nothing is left of a session."""
    with Viewer(screen, "--kiosk", "test://") as viewer:
        window = viewer.window()
        wait_for_guest(window)
        before = None
        for round_ in range(ROUNDS):
            last = viewer.sessions()
            screen.press("a")
            wait_for_pixel(window, QNUM_A, 0, WHITE)
            screen.tap("F6")
            wait_for(lambda: viewer.sessions() != last, "the session is over")
            screen.release("a")
            if round_ % 2:
                screen.tap("Return")  # a person in a hurry
            viewer.wait_other_session(last)
            wait_for_guest(window)
            screen.tap("a")
            wait_for_pixel(window, QNUM_A, 0, BLACK)
            if round_ == 2:
                before = usage(viewer)
        wait_for(lambda: usage(viewer)[0] <= before[0] + 2 and usage(viewer)[1] <= before[1] + 2,
                 lambda: f"nothing grows: {before} {usage(viewer)}")


def test_quits(screen):
    with Viewer(screen, "--kiosk", "--kiosk-quit=on-disconnect", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: (255, 0, 255) in window.row(window.size()[1] // 2), "the guest is shown")
        screen.tap("F6")
        assert viewer.exit_code() != 0


run_on_screen(find_cases(globals(), sys.argv[1:]))
