#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The hotkeys of oriel-gtk.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import contextlib
import os
import sys

from manager import Manager
from program import Gtk, focus
from screen import wait_for
from two_screens import divide
from Xlib import X, display

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import hotkeys
import tap


class GtkHotkeys(hotkeys.Hotkeys):
    program = Gtk

    def test_keyboard_is_held(self):
        """By another program, as by a desktop while one of its keys is down: the guest has it by
        itself when that lets go."""
        manager = self.enterContext(contextlib.closing(Manager(self.screen, "Tab")))
        other = self.enterContext(contextlib.closing(display.Display(self.screen.name)))
        window = self.grab(self.start(self.serve()))
        self.let_go(window)
        root = other.screen().root
        wait_for(lambda: root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync,
                                            X.CurrentTime) == X.GrabSuccess, "it has the keyboard")
        window.click(300, 300)
        self.screen.tap("a")
        self.rest(window)
        self.assertNotIn("key 0x1e down", self.keys())
        other.ungrab_keyboard(X.CurrentTime)
        other.sync()
        wait_for(lambda: not manager.gets_key("Alt_L"), "the desktop has none any more")
        self.screen.tap("a")
        self.heard_after("key 0x1e up")

    def test_released_elsewhere(self):
        """The release of a modifier went to another program, and nothing told that the keyboard did:
        it is not taken to be down any more."""
        other = self.enterContext(contextlib.closing(display.Display(self.screen.name)))
        window = self.grab(self.start("-H", "send:a=right-ctrl+F5", self.serve()))
        self.let_go(window)
        self.screen.press("Control_R")
        self.heard_after("key 0x9d down")
        # Of the window that has the focus: the focus goes nowhere.
        taken = other.create_resource_object("window", window.window.id)
        wait_for(lambda: taken.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync,
                                             X.CurrentTime) == X.GrabSuccess, "it has the keyboard")
        self.screen.release("Control_R")
        other.ungrab_keyboard(X.CurrentTime)
        other.sync()
        self.screen.tap("Control_L", "F5")
        self.heard_after("key 0x3f up")
        self.assertNotIn("key 0x1e down", self.keys())

    def test_keyboard_goes_round(self):
        """From window to window, faster than they may take it from each other: in the end that has
        it which has the focus, and all is calm."""
        manager = self.enterContext(contextlib.closing(Manager(self.screen, "Tab")))
        viewer = self.start("--auto-resize=never", self.serve())
        divide(self.server)
        first, second = viewer.window_called("(1)"), viewer.window_called("(2)")
        second.move(630, 0)
        self.grab_window(first)
        for _ in range(10):
            focus(self.screen, second)
            focus(self.screen, first)
        self.grab_window(first)
        wait_for(lambda: not manager.gets_key("Alt_L"), "the keyboard is the guest's")
        first.window.change_attributes(event_mask=X.FocusChangeMask)

        def is_calm():
            self.rest(first)
            moved = [self.screen.connection.next_event().type
                     for _ in range(self.screen.connection.pending_events())]
            return not {X.FocusIn, X.FocusOut} & set(moved)

        wait_for(is_calm, "nobody takes it any more")


if __name__ == "__main__":
    tap.main()
