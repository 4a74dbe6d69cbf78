#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Windows with views come and go, and leave nothing behind. Runs on a private X server."""

import os
import subprocess
import sys

ROUNDS, WARM_UP = 200, 50
ALLOWED = 4 << 10  # KiB that may be lost to the heap's fragments


def child(uri):
    import gi

    gi.require_version("Gtk", "4.0")
    gi.require_version("Oriel", "1")
    gi.require_version("OrielGtk", "1")
    from gi.repository import GLib, Gtk, Oriel, OrielGtk

    Gtk.init()
    context, gone = GLib.MainContext.default(), []
    session = Oriel.Session.new(Oriel.Target.new_from_uri(uri))
    session.connect_async(None, lambda source, result: source.connect_finish(result))
    while not session.get_displays() or session.get_displays()[0].get_framebuffer() is None:
        context.iteration(True)

    def show_once():
        view = OrielGtk.View(display=session.get_displays()[0])
        clipboard = OrielGtk.Clipboard.new(view)
        clipboard.set_guest(session.get_clipboard())
        window = Gtk.Window(child=view, decorated=False, default_width=300, default_height=200)
        window.present()
        clock, drawn = window.get_frame_clock(), []
        clock.connect("after-paint", lambda _: drawn.append(1))
        view.queue_draw()
        while not drawn:
            context.iteration(True)
        view.weak_ref(gone.append, "view")
        clipboard.weak_ref(gone.append, "clipboard")
        window.destroy()

    def memory():
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 10

    for round_number in range(ROUNDS):
        show_once()
        while context.pending():
            context.iteration(False)
        if round_number == WARM_UP:
            before = memory()
    print(gone.count("view"), gone.count("clipboard"), memory() - before)


def main():
    from screen import Screen

    print("1..2")
    screen = Screen()
    environment = dict(os.environ, DISPLAY=screen.name, GDK_BACKEND="x11", GTK_A11Y="none",
                       GSK_RENDERER="cairo")
    result = subprocess.run([sys.executable, __file__, "test://"], env=environment, text=True,
                            stdout=subprocess.PIPE, check=False)
    screen.close()
    views, clipboards, growth = map(int, result.stdout.split() or (0, 0, ALLOWED + 1))
    checks = {f"all {ROUNDS} views and clipboards are gone: {views}, {clipboards}":
              views == clipboards == ROUNDS,
              f"memory grew by {growth} KiB": growth <= ALLOWED}
    for number, (what, fine) in enumerate(checks.items(), 1):
        print("ok" if fine else "not ok", number, what)
    sys.exit(not all(checks.values()))


if len(sys.argv) > 1:
    child(sys.argv[1])
else:
    main()
