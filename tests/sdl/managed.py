# SPDX-License-Identifier: LGPL-2.1-or-later
"""Windows of ours under a window manager, whatever toolkit they are made with: what it does to those of
a kiosk, and which keys are its own."""

import contextlib
import signal

from Xlib import X

from openbox import ADD, OTHER_DESKTOP, PERSON, REMOVE, Openbox
from pattern import BARS, BLACK, QNUM_A, find_guest
from screen import Screen, wait_for

WAYS_OUT = [("A-q", "Close", ""), ("A-w", "Iconify", ""), ("A-e", "ToggleFullscreen", ""),
            ("A-r", "ToggleShowDesktop", ""), ("A-t", "ToggleMaximize", "")]


@contextlib.contextmanager
def on_desktop(start_viewer, *arguments):
    """Gives the manager, the viewer and its window, with the test pattern in it, on a screen of their
    own: a manager leaves much behind on one."""
    with contextlib.closing(Screen()) as screen, \
            contextlib.closing(Openbox(screen, *WAYS_OUT, *OTHER_DESKTOP)) as manager, \
            start_viewer(manager, *arguments, "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.is_viewable() and window.shows(BARS[1]), "the guest is there")
        wait_for(window.is_active, "the window has the keyboard")
        yield manager, viewer, window


def wait_for_key(window, left=0, top=0):
    """With the guest at that place of the window. It is pressed again while the keyboard may be on
    its way back from elsewhere."""
    def arrives():
        window.screen.tap("a")
        return window.pixel(left + QNUM_A, top) == BLACK

    wait_for(arrives, "a key arrives")


def leave(window):
    window.screen.fake(X.MotionNotify, 0, 1, 1)


def enter(window):
    """The guest has the keyboard while the pointer is in its window."""
    leave(window)
    window.move_pointer(300, 200)
    wait_for(lambda: "(Press" in window.title(), "the guest has the keyboard")


def check_put_back(start_viewer):
    """What the manager does to a kiosk, by itself or since another program asks for it, does not
    last."""
    with on_desktop(start_viewer, "--kiosk") as (manager, viewer, window):
        wait_for(lambda: window.covers(), "it covers the screen")
        for do in (window.minimize,
                   lambda: window.set_state(REMOVE, "FULLSCREEN"),
                   lambda: window.set_state(ADD, "MAXIMIZED_VERT", "MAXIMIZED_HORZ"),
                   lambda: window.move_by_manager(100, 100, 300, 300),
                   lambda: window.ask("_NET_CLOSE_WINDOW", 0, PERSON),
                   lambda: manager.ask(manager.screen.root, "_NET_SHOWING_DESKTOP", 1)):
            do()
            manager.settle()
            wait_for(lambda: window.covers() and window.is_active(), "it is back")
        with manager.other_window():
            wait_for(lambda: window.covers() and window.is_active(), "it is before others")
            wait_for_key(window)
        assert viewer.process.poll() is None


def check_late(start_viewer):
    """A kiosk that learns late that the keyboard came and went is put back all the same."""
    with on_desktop(start_viewer, "--kiosk") as (manager, viewer, window):
        wait_for(lambda: not manager.gets_key("Alt_L", "d"), "the keyboard is the kiosk's")
        viewer.process.send_signal(signal.SIGSTOP)
        with manager.other_window() as other:
            for taker in (window.window, other, window.window, other):
                manager.ask(taker, "_NET_ACTIVE_WINDOW", PERSON)
                manager.settle()
            assert not window.is_active()
            viewer.process.send_signal(signal.SIGCONT)
            wait_for(lambda: window.covers() and window.is_active(), "it is back")
            wait_for_key(window)


def check_keys_of_manager(start_viewer):
    """Those of the manager do nothing in a kiosk: they are the guest's."""
    with on_desktop(start_viewer, "--kiosk") as (manager, viewer, window):
        wait_for(lambda: not manager.gets_key("Alt_L", "d"), "the keyboard is the kiosk's")
        for key in ("F4", "F9", "F5", "F7", "F10", "d"):
            window.screen.tap("Alt_L", key.removeprefix("A-"))
        manager.settle()
        wait_for_key(window)
        assert window.covers() and window.is_active() and viewer.process.poll() is None


def check_desktop_keys(start_viewer):
    """Of the manager's keys, those that are named are its own; the others go to the guest, but for
    those of the same modifiers."""
    with on_desktop(start_viewer, "--desktop-keys=alt+d") as (manager, _, window):
        wait_for(lambda: find_guest(window)[2] == 480, "all of the guest is seen")
        left, top, _ = find_guest(window)
        enter(window)
        wait_for(lambda: not manager.gets_key("Super_L", "d"), "keys are the guest's")
        wait_for(lambda: manager.gets_key("Alt_L", "d"), "the key is the manager's")
        enter(window)
        wait_for_key(window, left, top)


def check_all_keys(start_viewer):
    """None of them is the manager's, where none is named."""
    with on_desktop(start_viewer) as (manager, _, window):
        leave(window)
        wait_for(lambda: manager.gets_key("Alt_L", "d"), "the keyboard is the desktop's")
        enter(window)
        wait_for(lambda: not manager.gets_key("Alt_L", "d"), "the keyboard is the guest's")
        leave(window)
        wait_for(lambda: manager.gets_key("Alt_L", "d"), "the keyboard is the desktop's again")
