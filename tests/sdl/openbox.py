# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real window manager, openbox, and what a person makes it do to windows (Extended Window Manager
Hints, "Root Window Properties" and "Window Properties")."""

import contextlib
import os
import shutil
import subprocess
import tempfile

from Xlib import X, Xutil
from Xlib.error import BadWindow
from Xlib.protocol import event

from screen import Window, wait_for

PROGRAM = shutil.which("openbox")
ADD, REMOVE, PERSON = 1, 0, 2  # in _NET_WM_STATE; who asks, a pager
CONFIG = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
 <desktops><number>4</number></desktops>
 <keyboard>{keys}</keyboard>
 <mouse/>
</openbox_config>
"""
OTHER_DESKTOP = [(f"{modifier}-d", "GoToDesktop", "<to>2</to>") for modifier in "AW"]
KEY = '<keybind key="{}"><action name="{}">{}</action></keybind>'


class Openbox:
    """@keys are those that it keeps for itself, and what it does then, as words of its configuration:
    ("A-F4", "Close", "")."""

    def __init__(self, screen, *keys):
        self.screen = screen
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-openbox-")
        config = os.path.join(self.directory.name, "rc.xml")
        with open(config, "w", encoding="ascii") as file:
            file.write(CONFIG.format(keys="".join(KEY.format(*key) for key in keys)))
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("MALLOC_")}  # which is for ours: it may hang by it
        self.process = subprocess.Popen(
            [PROGRAM, "--sm-disable", "--config-file", config], stderr=subprocess.DEVNULL,
            env=environment | screen.environment() | {"HOME": self.directory.name})
        wait_for(lambda: self.root_value("_NET_NUMBER_OF_DESKTOPS"), "the manager is there")
        self.settle()

    def environment(self):
        return self.screen.environment()

    def root_value(self, name):
        found = self.screen.root.get_full_property(self.screen.atom(name), X.AnyPropertyType)
        return list(found.value) if found else []

    def find_windows(self):
        """Those that it manages, the first that came first."""
        for number in self.root_value("_NET_CLIENT_LIST"):
            yield Managed(self, number)

    def find_window(self, pid=None):
        for window in self.find_windows():
            with contextlib.suppress(BadWindow):
                if pid is None or window.pid() == pid:
                    return window
        return None

    def ask(self, window, name, *values):
        """As its own menus, pagers and panels do."""
        message = event.ClientMessage(window=window, client_type=self.screen.atom(name),
                                      data=(32, [*values, *[0] * (5 - len(values))]))
        self.screen.root.send_event(
            message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.screen.connection.sync()

    def settle(self):
        """Until all that it was asked, and all keys that were pressed, are behind it. What it has read
        while it started it heeds with the next that it hears only, so it is asked more than once."""
        number = self.root_value("_NET_NUMBER_OF_DESKTOPS")[0] ^ 1

        def settles():
            self.ask(self.screen.root, "_NET_NUMBER_OF_DESKTOPS", number)
            return self.root_value("_NET_NUMBER_OF_DESKTOPS") == [number]

        wait_for(settles, "it has settled")

    def gets_key(self, *keys):
        """Whether it gets a key of its own, one that shows another desktop."""
        self.screen.tap(*keys)
        self.settle()
        moved = self.root_value("_NET_CURRENT_DESKTOP") != [0]
        self.ask(self.screen.root, "_NET_CURRENT_DESKTOP", 0)
        self.settle()
        return moved

    @contextlib.contextmanager
    def other_window(self):
        """Of another program, which takes the keyboard as a dialog does."""
        window = self.screen.root.create_window(50, 50, 200, 200, 0, X.CopyFromParent)
        window.map()
        self.screen.connection.sync()
        wait_for(lambda: window.id in self.root_value("_NET_CLIENT_LIST"), "it is managed")
        self.ask(window, "_NET_ACTIVE_WINDOW", PERSON)
        self.settle()
        yield window
        window.destroy()

    def close(self):
        """A signal that comes just before it waits for events it heeds with the next of them."""
        self.process.terminate()

        def ends():
            self.ask(self.screen.root, "_NET_CURRENT_DESKTOP", 0)
            return self.process.poll() is not None

        wait_for(ends, "the manager ends")
        self.directory.cleanup()


class Managed(Window):
    """A window of a screen that has this manager."""

    def __init__(self, manager, number):
        super().__init__(manager.screen, manager.screen.connection.create_resource_object(
            "window", number))
        self.manager = manager

    def position(self):
        """Of the window itself, not of its frame."""
        place = self.window.translate_coords(self.screen.root, 0, 0)
        return -place.x, -place.y

    def ask(self, name, *values):
        self.manager.ask(self.window, name, *values)

    def has_state(self, name):
        states = self.window.get_full_property(self.screen.atom("_NET_WM_STATE"), X.AnyPropertyType)
        return states is not None and self.screen.atom("_NET_WM_STATE_" + name) in states.value

    def set_state(self, action, name, other=None):
        self.ask("_NET_WM_STATE", action, self.screen.atom("_NET_WM_STATE_" + name),
                 self.screen.atom("_NET_WM_STATE_" + other) if other else 0, PERSON)

    def minimize(self):
        self.ask("WM_CHANGE_STATE", Xutil.IconicState)

    def move_by_manager(self, x, y, width, height):
        self.ask("_NET_MOVERESIZE_WINDOW", PERSON << 12 | 0xf << 8, x, y, width, height)

    def is_viewable(self):
        return self.window.get_attributes().map_state == X.IsViewable

    def is_active(self):
        """It has the keyboard, and nothing that is managed lies above it."""
        return (self.manager.root_value("_NET_ACTIVE_WINDOW")[:1] == [self.window.id] and
                self.manager.root_value("_NET_CLIENT_LIST_STACKING")[-1:] == [self.window.id])

    def covers(self):
        """The whole screen, for everybody to see."""
        return (self.is_viewable() and self.position() == (0, 0) and
                self.size() == self.screen.size() and self.has_state("FULLSCREEN"))
