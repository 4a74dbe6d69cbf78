#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the desktop is told while nobody looks at the window, on a bus of its own: what it gets is
what desktops get (https://specifications.freedesktop.org/notification-spec/).

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import signal
import sys
import threading

import gi
from accessible import run_on_bus
from cases import find_cases, run_on_screen
from pattern import find_guest
from program import ACCENT, Gtk, focus
from screen import wait_for

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
INTERFACE = Gio.DBusNodeInfo.new_for_xml(f"""<node><interface name='{NAME}'>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='as' direction='in'/><arg type='a{{sv}}' direction='in'/><arg type='i' direction='in'/>
<arg type='u' direction='out'/></method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
</interface></node>""").interfaces[0]


class Desktop:
    """Keeps what it is told."""

    def __init__(self):
        self.told, self.taken_back = [], []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.bus.register_object("/org/freedesktop/Notifications", INTERFACE, self.on_call, None,
                                 None)
        Gio.bus_own_name_on_connection(self.bus, NAME, Gio.BusNameOwnerFlags.NONE, None, None)
        threading.Thread(target=GLib.MainLoop().run, daemon=True).start()

    def on_call(self, bus, sender, path, interface, method, arguments, invocation):
        if method == "Notify":
            self.told.append(arguments.unpack()[3:5])
            invocation.return_value(GLib.Variant("(u)", (len(self.told),)))
        else:
            self.taken_back.append(arguments.unpack()[0])
            invocation.return_value(None)


DESKTOP = None


def shown(viewer):
    window = viewer.window()
    wait_for(lambda: find_guest(window)[2] >= 480, "the guest is shown, to the pixel")
    return window


def viewer_on_bus(screen, *arguments):
    return Gtk(screen, *arguments, environment={
        "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"], "LANGUAGE": "C"})


def end_session(viewer):
    """Ends the process of the session, the only child there is."""
    pid = viewer.process.pid
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)


def test_lost_and_found(screen):
    with viewer_on_bus(screen, "test://") as viewer:
        window = shown(viewer)
        screen.focus_elsewhere()
        end_session(viewer)
        wait_for(lambda: DESKTOP.told, "it is told")
        assert "The session ended" in DESKTOP.told[0][1], DESKTOP.told
        wait_for(lambda: window.find(ACCENT), "the end is shown")
        focus(screen, window)
        wait_for(lambda: DESKTOP.taken_back, "it is taken back when it is seen")
        button = wait_for(lambda: window.find(ACCENT), "it can be connected again")
        screen.focus_elsewhere()
        window.click(*button)
        wait_for(lambda: DESKTOP.told[1:], "it is told again")
        assert DESKTOP.told[1][1] == "The guest is there again", DESKTOP.told


def test_seen(screen):
    """Whoever looks at the window is told nothing else."""
    DESKTOP.told.clear()
    with viewer_on_bus(screen, "test://") as viewer:
        window = shown(viewer)
        focus(screen, window)
        window.move_pointer(300, 300)
        wait_for(lambda: "(Press" in window.title(), "it is in use")
        end_session(viewer)
        wait_for(lambda: window.find(ACCENT), "the end is shown")
        assert not DESKTOP.told, DESKTOP.told


if sys.argv[1:2] != ["on-bus"]:
    run_on_bus(__file__, *sys.argv[1:])
DESKTOP = Desktop()
run_on_screen(find_cases(globals(), sys.argv[2:]))
