#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Windows come and go, and leave nothing behind, on a private X server: those of a program with the
widget (test-rounds.py view), and those of the application, over VNC or SPICE (test-rounds.py vnc).

In a build with the address sanitizer that looks for what is lost at the end.

Environment: ORIEL_TEST_ROUNDS (rounds.c), ORIEL_LIBEXEC_PATH, ORIEL_TEST_VNC_SERVER,
ORIEL_TEST_SPICE_SERVER.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import run_on_screen  # noqa: E402
from servers import serve_spice, serve_vnc  # noqa: E402

ROUNDS, WARM_UP = 200, 50
ROUNDS_EACH = 100  # of each protocol: a round is three processes, and half a second
# KiB; what threads of the window before are about to free and close. A menu that stays is 30 KiB.
ALLOWED = {"memory": 750, "descriptors": 8, "threads": 2}
SERVERS = {"vnc": serve_vnc, "spice": serve_spice}


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
    print("left", 2 * ROUNDS - len(gone))
    print("memory", memory() - before)


def run(screen, *command):
    """The numbers that the program ends with."""
    with tempfile.TemporaryDirectory(prefix="oriel-rounds-") as home:
        result = subprocess.run(
            command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
            env=os.environ | {
                "DISPLAY": screen.name, "GDK_BACKEND": "x11", "GTK_A11Y": "none",
                "GSK_RENDERER": "cairo", "ADW_DISABLE_PORTAL": "1", "HOME": home,
                "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home,
                "DBUS_SESSION_BUS_ADDRESS": "disabled:"})
    assert result.returncode == 0, f"{result.returncode}: {result.stderr}"
    return {name: int(number) for name, number in map(str.split, result.stdout.splitlines())}


def check(more):
    print(f"# {more}")
    for name, number in more.items():
        assert number <= ALLOWED.get(name, 0), f"more {name} at the end: {number}"


def check_widget(screen):
    check(run(screen, sys.executable, __file__, "view", "test://"))


def check_application(screen, serve):
    with serve() as (_, uri):
        check(run(screen, os.environ["ORIEL_TEST_ROUNDS"], str(ROUNDS_EACH), uri))


def main(what, *uri):
    if uri:
        child(*uri)
    elif what == "view":
        run_on_screen({f"{ROUNDS} windows with a view": check_widget})
    else:
        run_on_screen({f"{ROUNDS_EACH} consoles over {what}":
                       lambda screen: check_application(screen, SERVERS[what])})


main(*sys.argv[1:])
