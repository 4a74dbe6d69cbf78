#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A console in a window, with the clipboard: console.py URI"""

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Oriel", "1")
gi.require_version("OrielGtk", "1")
from gi.repository import GLib, Gtk, Oriel, OrielGtk  # noqa: E402


def on_connected(session, result):
    try:
        session.connect_finish(result)
    except GLib.Error as error:
        sys.exit(error.message)
    clipboard.set_guest(session.get_clipboard())


OrielGtk.choose_renderer()
Gtk.init()
session = Oriel.Session.new(Oriel.Target.new_from_uri(sys.argv[1]))
view = OrielGtk.View(scaling=OrielGtk.Scaling.GUEST_RESIZE)
clipboard = OrielGtk.Clipboard.new(view)
loop = GLib.MainLoop()
window = Gtk.Window(title="A console", child=view, default_width=800, default_height=600)
window.connect("close-request", lambda _: loop.quit())
session.get_displays().connect(
    "items-changed", lambda displays, *_: view.set_display(displays[0] if displays else None))
session.connect_async(None, on_connected)
window.present()
loop.run()
