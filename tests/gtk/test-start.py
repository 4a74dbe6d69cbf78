#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The start window of oriel-gtk, on hosts that libvirt makes up and on a real guest of a real
daemon, through what a screen reader sees of it.

Environment: ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from accessible import (Atspi, check_names, click, do, do_in_menu, do_in_toast,  # noqa: E402
                        extents, look, open_submenu, run_each_on_bus, seen_by_readers, wait_gone,
                        wait_seen, wait_told)
from cases import find_cases, run_on_screen  # noqa: E402
from libvirt import Daemon, made_up  # noqa: E402
from program import Gtk, Home, focus, other_window, type_text  # noqa: E402
from screen import wait_for  # noqa: E402
from sshd import Sshd  # noqa: E402

MEMTEST = "/boot/memtest86+x64.bin"
MEMTEST_BLUE = (0, 0, 0xA8)


class Start(Gtk):
    def __init__(self, screen, *arguments, settings=None, view=None, state="/nonexistent"):
        files = {"picker.conf": settings, "view.conf": view}
        self.config = Home(self, {name: text for name, text in files.items() if text is not None})
        super().__init__(screen, *arguments, environment=seen_by_readers(screen) | {
            "XDG_STATE_HOME": state})

    def command(self):
        self.config.fill()
        return super().command()


def test_groups_and_search(screen):
    with made_up() as uri, Start(screen, "--picker", "-c", uri) as viewer:
        window = viewer.window()
        for name in ("Running (4)", "Off (2)", "Title-0, Running", "Title-1, Paused",
                     "Title-2, Off"):
            wait_seen(name)
        check_names("Oriel")
        focus(screen, window)
        type_text(screen, "title-3")  # typing searches
        wait_gone("Title-0, Running")
        wait_seen("Title-3, Running")
        screen.type("9")
        wait_seen("No Results")
        screen.tap("Escape")
        type_text(screen, "title-5")  # while the entry slides away
        wait_gone("Title-0, Running")
        screen.tap("Escape")
        wait_seen("Title-0, Running")


def test_long_title(screen):
    """It is cut: the cards beside it stay where they are."""
    with made_up(2) as short, made_up(2, "Long" * 20) as long, \
            Start(screen, "--picker", "-c", short, "-c", long):
        def have_one_width():
            cards = [look(f"{title}-0, Running", "table cell") for title in ("Title", "Long" * 20)]
            return None not in cards and len({extents(card).width for card in cards}) == 1

        wait_told(have_one_width, "both cards are there, and of one width")


def test_narrow(screen):
    """One card in a row has the width of the window, with the same room on both sides."""
    def is_centred():
        card, frame = look("Title-0, Running"), look("Oriel", "frame")
        if card is None or frame is None:
            return False
        inner, outer = extents(card), extents(frame)
        right = outer.width - inner.x - inner.width
        return outer.width < 400 and inner.x < 30 and abs(inner.x - right) <= 2

    with made_up() as uri, Start(screen, "--picker", "-c", uri) as viewer:
        wait_seen("Title-0, Running")
        viewer.window().resize(360, 700)
        wait_told(is_centred, "the card fills its row")


def test_end_under_pointer(screen):
    """The window holds what is below the pointer to its own end, which crashed."""
    with made_up() as uri, Start(screen, "--picker", "-c", uri) as viewer:
        window = viewer.window()
        click(window, "Title-0, Running", button=3)
        wait_seen("Force Off…")
        screen.tap("Escape")
        wait_gone("Force Off…")


def test_damaged_settings(screen):
    """They are complained of once, however often the command line is looked at."""
    with made_up() as uri, Start(screen, "-c", uri, view="no settings\n") as viewer:
        wait_seen("Title-0, Running")
        viewer.process.terminate()
        viewer.exit_code()
        said = viewer.process.stderr.read()
        assert said.count("view.conf") == 1, said


def wait_usable(name, usable, what):
    def is_so():
        node = look(name)
        return (node is not None and
                node.get_state_set().contains(Atspi.StateType.SENSITIVE) == usable)

    wait_told(is_so, what)


def test_list_is_remembered(screen):
    with made_up() as uri, Start(screen, "--picker", "-c", uri) as viewer:
        wait_seen("Title-0, Running", "table cell")
        do("Show as List")
        wait_seen("Title-0, Running", "list item")
        wait_for(lambda: "list=true" in viewer.config.read("gtk.conf"), "it is remembered")
        do("Connections", role="page tab")
        wait_usable("Show as List", False, "connections have one shape only")
        do("Guests", role="page tab")
        wait_usable("Show as List", True, "guests have two")


def test_shortcuts(screen):
    with Start(screen, "--picker", "-c", "test:///default") as viewer:
        do("Main Menu")
        do("Keyboard Shortcuts", role="menu item")
        viewer.window_called("Keyboard Shortcuts")
        for name in ("Search", "Connect to hosts again", "Close the window"):
            wait_seen(name, "label")


def test_power(screen):
    """What loses something is asked for first; what comes of it is seen by itself."""
    with made_up(1) as uri, Start(screen, "--picker", "-c", uri) as viewer:
        window = viewer.window()
        wait_seen("Title-0, Running")
        click(window, "Title-0, Running", button=3)
        wait_seen("Force Off…")
        do("Force Off…")
        dialog = other_window(viewer, window)
        focus(screen, dialog)
        wait_seen("Force “web-0” Off?")
        do("Force Off")
        wait_seen("Title-0, Off")
        wait_seen("Off (1)")


def test_power_of_console(screen):
    """The same in the window of its console, which follows the guest's state."""
    with made_up(1) as uri, Start(screen, "--picker", "-c", uri) as viewer:
        window = viewer.window()
        click(window, "Title-0, Running")
        console = other_window(viewer, window)
        do_in_menu(screen, console, "Machine", "m", "Pause")
        wait_seen("Title-0, Paused")
        wait_seen("test: Paused", "label")
        do_in_menu(screen, console, "Machine", "m", "Force Off…")
        wait_seen("Force “web-0” Off?")
        do("Force Off")
        wait_seen("Title-0, Off")
        do_in_menu(screen, console, "Machine", "m", "Start")
        wait_seen("Title-0, Running")


def test_power_read_only(screen):
    with made_up(1) as uri, Start(screen, "--picker", "--read-only", "-c", uri) as viewer:
        window = viewer.window()
        click(window, "Title-0, Running")
        open_submenu(screen, other_window(viewer, window), "Machine", "m")
        wait_seen("The guest is only viewed", "menu item")


def test_start(screen):
    """A guest that is off can be started from the window of its console."""
    with made_up(3) as uri, Start(screen, "--picker", "-c", uri) as viewer:
        window = viewer.window()
        click(window, "Title-2, Off")
        wait_seen("Start Guest")
        do("Start Guest")
        wait_seen("Title-2, Running")


def test_trouble(screen):
    with Start(screen, "--picker", "-c", "test:///nonexistent.xml", "-c", "test:///default"):
        wait_seen("Try Again")
        wait_seen("test, Running")


def test_add(screen):
    """What is wrong with an address is told while it is typed; a host is kept."""
    with Daemon() as daemon, Start(screen, settings="[picker]\nhosts=test:///default;\n") as viewer:
        window = viewer.window()
        wait_seen("test, Running")
        do("Add Connection")
        dialog = other_window(viewer, window)
        focus(screen, dialog)
        type_text(screen, "vnc://h:99999")
        wait_seen("Not a usable address: the port is not a number from 1 to 65535")
        for _ in range(13):
            screen.tap("BackSpace")
        type_text(screen, "htp://h")
        wait_seen("Neither a console (vnc, spice) nor a host of libvirt (qemu, xen, lxc,\u00a0…)")
        for _ in range(7):
            screen.tap("BackSpace")
        type_text(screen, daemon.uri)
        wait_seen("A host, whose guests are listed")
        screen.tap("Return")
        wait_seen("This host has no guests")
        wait_for(lambda: daemon.uri in viewer.config.read("picker.conf"), "the host is kept")


def test_connections(screen):
    """They are kept under a name, renamed, forgotten, and brought back."""
    with tempfile.TemporaryDirectory(prefix="oriel-state-") as state:
        (pathlib.Path(state) / "oriel").mkdir()
        recent = pathlib.Path(state) / "oriel" / "recent"
        recent.write_text("vnc://far\n-c qemu:///system web1\n")
        with Start(screen, "--picker", "-c", "test:///default", state=state) as viewer:
            window, saved = viewer.window(), viewer.config.folder() / "connections"
            do("Connections", role="page tab")
            do("Keep vnc://far under a Name")
            focus(screen, other_window(viewer, window))
            type_text(screen, "a/")
            wait_seen("A name is of letters, digits, “.”, “_” and “-”")
            screen.tap("BackSpace")
            screen.tap("Return")
            wait_for((saved / "a").exists, "it is kept")
            do("Rename a")
            focus(screen, other_window(viewer, window))
            type_text(screen, "b")
            screen.tap("Return")
            wait_for((saved / "b").exists, "it has another name")
            assert (saved / "b").read_text() == "vnc://far\n"
            do("Forget b")
            wait_for(lambda: not (saved / "b").exists(), "it is forgotten")
            do_in_toast(window, "Undo")
            wait_for((saved / "b").exists, "it is kept again")
            assert (saved / "b").read_text() == "vnc://far\n"
            focus(screen, window)
            type_text(screen, "b9")
            wait_seen("No connection fits what you search for.")
            screen.tap("Escape")
            do("Forget b")
            wait_for(lambda: not (saved / "b").exists(), "it is forgotten for good")
            do("Forget web1")
            wait_gone("Forget web1")
            wait_for(lambda: recent.read_text() == "vnc://far\n", "it is forgotten as well")


def test_ssh(screen):
    """What ssh asks on the way to a host is asked over the window."""
    sshd = Sshd(passphrase="secret")
    try:
        sshd.known_hosts.unlink()
        with Daemon() as daemon, Start(
                screen, "--picker", "-c", sshd.libvirt_uri(daemon.socket)) as viewer:
            window = viewer.window()
            wait_seen("Is This the Right Machine?", "label")
            do("Trust It")
            wait_seen("Authentication Needed", "label")
            focus(screen, other_window(viewer, window))
            screen.type("secret")
            screen.tap("Return")
            wait_seen("This host has no guests")
            wait_gone("Authentication Needed")
    finally:
        sshd.close()


def test_real_guest(screen):
    """Its picture is seen, a click opens it, and it is live."""
    if not os.path.exists(MEMTEST):
        return f"no {MEMTEST}; install memtest86+"
    with Daemon() as daemon, Start(screen, "--picker", "-c", daemon.uri) as viewer:
        window = viewer.window()
        wait_seen("This host has no guests")
        daemon.create("memory", "<graphics type='vnc'><listen type='socket'/></graphics>"
                      "<video><model type='vga'/></video>", kernel=MEMTEST, memory=64)
        wait_seen("memory, Running")
        wait_for(lambda: window.shows(MEMTEST_BLUE), "its picture is seen")
        click(window, "memory, Running")
        console = other_window(viewer, window)
        wait_for(lambda: console.shows(MEMTEST_BLUE), "its console is seen")
        wait_for(lambda: "memory" in console.title(), "the console has its name")
        daemon.virsh("suspend", "memory")
        wait_seen("memory, Paused")
        console.ask_to_close()
        daemon.virsh("destroy", "memory")
        wait_seen("This host has no guests")
        window.ask_to_close()
        assert viewer.exit_code() == 0
    return None


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
