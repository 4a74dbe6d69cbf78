#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Text consoles of guests in tabs of their windows, by the keyboard and as a screen reader sees them.

Environment: ORIEL_GTK (the program), ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import talker  # noqa: E402
from accessible import (do, do_in_menu, look, run_each_on_bus, seen_by_readers,  # noqa: E402
                        wait_gone, wait_seen)
from cases import find_cases, run_on_screen  # noqa: E402
from desktop import Desktop  # noqa: E402
from libvirt import Daemon  # noqa: E402
from program import Gtk  # noqa: E402
from screen import wait_for  # noqa: E402
from servers import Server, serve_spice  # noqa: E402

GREETING, ECHO = (30, 60, 200), (10, 200, 30)  # behind what the guest says
WAITING, BUSY, CLOSED = ("This Console Is Not There Yet", "This Console Is in Use",
                         "This Console Was Closed")


def start(screen, *arguments):
    return Gtk(screen, *arguments, environment=seen_by_readers(screen))


def open_console(screen, window, name):
    do_in_menu(screen, window, "Text Consoles", "c", name)


@contextlib.contextmanager
def serve():
    """A host with a guest that is off, and talks on its serial line."""
    with Daemon() as daemon:
        talker.define(daemon, "talker",
                      b"\33[48;2;%d;%d;%dmHello\33[48;2;%d;%d;%dm" % (*GREETING, *ECHO),
                      "<graphics type='vnc'><listen type='socket'/></graphics>")
        yield daemon


def test_session(screen):
    """Of a session, without a host."""
    with serve_spice("--port", "org.qemu.console.serial.0:echo") as (server, uri), \
            start(screen, uri) as viewer:
        window = viewer.window_called("Oriel test server")
        open_console(screen, window, "org.qemu.console.serial.0")
        wait_for(lambda: screen.tap("x") or server.says("port 0 data 1 x"), "the key arrives there")
        screen.tap("Control_L", "Tab")
        wait_for(lambda: screen.tap("a") or server.says("key 0x1e down"), "and here on the screen")


def look_for_x(screen, *ways):
    """In the bar that has opened; when it has been drawn, the terminal has its size."""
    screen.tap("q")
    wait_seen("Not found")
    screen.tap("BackSpace")
    screen.tap("x")
    for keys in ways:
        screen.tap(*keys)
    wait_gone("Not found")
    screen.tap("Escape")


def test_search(screen):
    """What is found is marked, and so can be copied: the last one first, then the one before."""
    line, up, down = "org.qemu.console.serial.0", ("Return",), ("Shift_L", "Return")
    with contextlib.closing(Desktop(screen)) as desktop, \
            serve_spice("--port", f"{line}:echo") as (server, uri), start(screen, uri) as viewer:
        def copy(text):
            def is_copied():
                screen.tap("Control_L", "Shift_L", "c")
                return desktop.paste("CLIPBOARD") == text

            wait_for(is_copied, lambda: f"{text} is marked, not {desktop.paste('CLIPBOARD')}")

        open_console(screen, viewer.window_called("Oriel test server"), line)
        wait_for(lambda: screen.tap("z") or server.says("port 0 data 1 z"), "keys arrive there")
        for keys in (("Shift_L", "x"), ("Control_L", "j"), ("x",), ("a",)):  # in two lines
            screen.tap(*keys)
        wait_for(lambda: any(text.startswith("port 0 data") and text.endswith("a")
                             for text in list(server.lines)), "all of it is there")
        do("Main Menu")
        do("Find Text…", role="menu item")
        wait_seen("Find the One Before")
        look_for_x(screen)
        copy("x")
        for ways, text in (((up,), "X"), ((up, down), "x"), ((up,), "X"), ((up, up), "x")):
            screen.tap("Control_L", "Shift_L", "f")
            look_for_x(screen, *ways)
            copy(text)


def test_server_returns(screen):
    """The tab goes on with its window's next session, and keeps the keyboard."""
    line = "org.qemu.console.serial.0"
    with tempfile.TemporaryDirectory(prefix="oriel-returns-") as folder:
        def serve():
            return Server("ORIEL_TEST_SPICE_SERVER", "--unix", f"{folder}/socket", "--port",
                          f"{line}:echo")

        server = serve()
        with start(screen, "--reconnect", f"spice+unix://{folder}/socket") as viewer:
            open_console(screen, viewer.window_called("Oriel test server"), line)
            for key in "xyz":
                wait_for(lambda: screen.tap(key) or server.says(f"port 0 data 1 {key}"),
                         "the key arrives there")
                server.process.kill()
                server.process.wait()
                os.unlink(f"{folder}/socket")
                wait_for(lambda: look(CLOSED) or look(WAITING), "the end is seen")
                server = serve()
                wait_gone(CLOSED)
                wait_gone(WAITING)
        server.close()


def open_and_start(screen, daemon, viewer):
    """Opens the console of the guest that is off, and starts it."""
    window = viewer.window()
    wait_seen("The Guest Is Off")
    open_console(screen, window, "The First")
    wait_seen(WAITING)
    daemon.virsh("start", "talker")
    wait_gone(WAITING)
    daemon.virsh("reset", "talker")  # it may have greeted before there was somebody to hear it
    wait_for(lambda: window.shows(GREETING), "the guest greets")
    return window


def test_off_and_on(screen):
    with serve() as daemon, start(screen, "-c", daemon.uri, "talker") as viewer:
        window = open_and_start(screen, daemon, viewer)
        wait_for(lambda: screen.tap("x") or window.shows(ECHO), "it answers")
        daemon.virsh("destroy", "talker")
        wait_seen(WAITING)


def test_no_screen(screen):
    """What there is of such a guest comes by itself."""
    with Daemon() as daemon:
        talker.define(daemon, "talker", b"\33[48;2;%d;%d;%dmHello" % ECHO)
        daemon.virsh("start", "talker")
        with start(screen, "-c", daemon.uri, "talker") as viewer:
            window = viewer.window()
            wait_seen("serial0")
            wait_gone(WAITING)
            daemon.virsh("reset", "talker")
            wait_for(lambda: window.shows(ECHO), "the guest says something")


def test_take_over(screen):
    with serve() as daemon, start(screen, "-c", daemon.uri, "talker") as first:
        open_and_start(screen, daemon, first)
        with start(screen, "-c", daemon.uri, "talker") as second:
            open_console(screen, second.window_called("talker"), "serial0")
            wait_seen(BUSY)
            do("Take It Over")
            wait_seen(CLOSED)
            wait_gone(BUSY)


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
