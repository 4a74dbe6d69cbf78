#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A program that embeds the view:
viewer.py [--scroll[-to=POINTS]] [--right-to-left] [--entry] [--PROPERTY=VALUE]... WIDTHxHEIGHT URI

Its title tells what the view says: grabs, files that were dropped, sizes that were refused, and how
often an accelerator of its own was pressed. On SIGUSR1 it adds how many frames there were, and how
many of them GTK painted; on SIGUSR2 it lays a red box of 64x64 points over the view, or takes it away.
It lays it there as well when the view says that the pointer cannot be captured. On SIGHUP it doubles
the zoom. With --scroll-to it scrolls that far to the right, once, as soon as it can, and tells how
far it is scrolled. With --entry it has a widget of another kind, which has the focus first, and tells
in the title what was entered.
"""

import signal
import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Oriel", "1")
gi.require_version("OrielGtk", "1")
from gi.repository import GLib, Gtk, Oriel, OrielGtk  # noqa: E402

VALUES = {"true": True, "false": False, "fit": OrielGtk.Scaling.FIT,
          "fixed": OrielGtk.Scaling.FIXED, "guest-resize": OrielGtk.Scaling.GUEST_RESIZE}


class Program:
    def __init__(self, arguments):
        *options, size, uri = arguments
        self.view, self.notes, self.paints = OrielGtk.View(), {}, 0
        scroll = [option for option in options if option.startswith("--scroll")]
        if "--right-to-left" in options:
            Gtk.Widget.set_default_direction(Gtk.TextDirection.RTL)
        for option in set(options) - set(scroll):
            name, _, value = option[2:].partition("=")
            if value:
                value = VALUES.get(value, int(value) if value.isdigit() else value)
                self.view.set_property(name, value)
        width, height = map(int, size.split("x"))
        child = self.make_scrolled(*scroll) if scroll else self.view
        overlay = Gtk.Overlay(child=child)
        overlay.add_overlay(self.make_box())
        self.window = Gtk.Window(decorated=False, title="viewer", default_width=width,
                                 default_height=height)
        self.add_accelerator()
        self.window.set_child(self.add_entry(overlay) if "--entry" in options else overlay)
        self.clipboard = OrielGtk.Clipboard.new(self.view)
        self.session = Oriel.Session.new(Oriel.Target.new_from_uri(uri))
        self.watch()

    def make_scrolled(self, option):
        scrolled, to = Gtk.ScrolledWindow(child=self.view), option.partition("=")[2]

        def on_changed(adjustment):
            if adjustment.get_upper() - adjustment.get_page_size() >= int(to):
                adjustment.disconnect(handler)
                GLib.idle_add(adjustment.set_value, int(to))  # it is being changed

        if to:
            across = scrolled.get_hadjustment()
            handler = across.connect("changed", on_changed)
            for change in ("changed", "value-changed"):
                across.connect(change, lambda _: self.note("scrolled", round(across.get_value())))
        return scrolled

    def watch(self):
        self.view.connect("notify::keyboard-grabbed", lambda view, _: self.note(
            "grabbed", view.get_keyboard_grabbed()))
        self.view.connect("notify::pointer-captured", lambda view, _: self.note(
            "captured", view.get_pointer_captured()))
        self.view.connect("files-dropped", self.on_files)
        self.view.connect("size-refused", lambda _, reason: self.note("refused", reason))
        self.view.connect("capture-refused", lambda *_: self.box.set_visible(True))
        self.session.connect("notify::name", lambda session, _: self.note(
            "name", session.get_name()))
        self.session.connect("notify::clipboard", lambda session, _: self.clipboard.set_guest(
            session.get_clipboard()))
        self.session.get_displays().connect("items-changed", self.on_displays)
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, self.on_signal)
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR2, self.on_cover)
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGHUP, self.on_zoom)

    def add_accelerator(self):
        keys = Gtk.ShortcutController(scope=Gtk.ShortcutScope.MANAGED)
        keys.set_propagation_phase(Gtk.PropagationPhase.CAPTURE)
        keys.add_shortcut(Gtk.Shortcut.new(Gtk.ShortcutTrigger.parse_string("a"),
                                           Gtk.CallbackAction.new(self.on_accelerator)))
        self.window.add_controller(keys)

    def add_entry(self, other):
        """Below it, with the focus."""
        box, entry = Gtk.Box(orientation=Gtk.Orientation.VERTICAL), Gtk.Entry()
        other.set_vexpand(True)
        box.append(other)
        box.append(entry)
        entry.connect("realize", lambda entry: entry.grab_focus())
        entry.connect("changed", lambda entry: self.note("entered", entry.get_text()))
        return box

    def note(self, name, value):
        self.notes[name] = value
        self.window.set_title(" ".join(f"{name}={value}" for name, value in self.notes.items()))

    def on_files(self, view, files):
        for file in files:
            self.session.send_file(file)
        self.note("files", len(files))

    def on_displays(self, displays, *_):
        self.view.set_display(displays[0] if displays else None)

    def on_accelerator(self, *_):
        self.note("accelerator", self.notes.get("accelerator", 0) + 1)
        return True

    def make_box(self):
        self.box = Gtk.Box(visible=False, halign=Gtk.Align.START, valign=Gtk.Align.START,
                           width_request=64, height_request=64, can_target=False)
        style = Gtk.CssProvider()
        style.load_from_data(b"box { background: red; }")
        self.box.get_style_context().add_provider(style, Gtk.STYLE_PROVIDER_PRIORITY_APPLICATION)
        return self.box

    def on_cover(self):
        self.box.set_visible(not self.box.get_visible())
        return True

    def on_zoom(self):
        self.view.set_zoom(2 * self.view.get_zoom())
        return True

    def on_paint(self, clock):
        self.paints += 1

    def on_signal(self):
        counter = self.window.get_frame_clock().get_frame_counter()
        self.note("asked", self.notes.get("asked", 0) + 1)
        self.note("paints", self.paints)
        self.note("frames", counter)
        return True

    def run(self):
        loop = GLib.MainLoop()
        self.window.connect("close-request", lambda _: loop.quit())
        self.session.connect_async(None, lambda session, result: session.connect_finish(result))
        self.window.present()
        self.window.get_frame_clock().connect("paint", self.on_paint)
        loop.run()


Gtk.init()
Program(sys.argv[1:]).run()
