#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a screen reader learns of what is shown in place of a guest.

Environment: ORIEL_GTK, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import contextlib
import pathlib
import socket
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import certificates  # noqa: E402
from accessible import (check_names, extents, has_focus, look, look_like,  # noqa: E402
                        run_each_on_bus, seen_by_readers, wait_seen, wait_told)
from cases import find_cases, run_on_screen  # noqa: E402
from libvirt import made_up  # noqa: E402
from program import Gtk  # noqa: E402
from screen import wait_for  # noqa: E402
from servers import Server  # noqa: E402

ROLE = "push button"
NARROW = 360  # points
LOW = 600
FINGERPRINT = "SHA256 [0-9A-F:]{95}"


def wait_within(viewer, size, name, role, fits):
    """In a window of this size, it is where it fits in."""
    window = viewer.window()

    def is_within():
        if window.size() != size:
            window.resize(*size)
            return False
        node = look(name, role)
        return node is not None and fits(extents(node))

    wait_told(is_within, f"{name} is within a window of {size}")


def check_narrow(viewer, title, buttons):
    """In a narrow window all of the page is to be seen."""
    for name, role in [(title, "label"), *((name, ROLE) for name in buttons)]:
        wait_within(viewer, (NARROW, LOW), name, role,
                    lambda place: place.x >= 0 and place.x + place.width <= NARROW)


def check_low(viewer, button):
    """In a window of a usual size, and in a narrow one, nothing has to be scrolled to that button."""
    for width in (640, NARROW):
        wait_within(viewer, (width, LOW), button, ROLE,
                    lambda place: place.y + place.height <= LOW)


def check_page(viewer, title, pattern, buttons, focus):
    """It says its title, and a text of this pattern; has these buttons, and what has the focus, unless
    that is the text inside an entry, which GTK 4.8 does not tell of."""
    wait_seen(title, "panel")
    wait_seen(title, "label")
    wait_for(lambda: look_like(f"(?s){pattern}"), f"there is a text: {pattern}")
    for name in buttons:
        wait_seen(name, ROLE)
        assert not look_like(f"_{name}|{name} {name}"), f"{name} is said in one way"
    wait_for(lambda: focus is None or has_focus(focus), f"{focus} has the focus")
    check_names(viewer.window().title())
    check_narrow(viewer, title, buttons)


def open_console(screen, *words, environment={}):
    return Gtk(screen, *words, environment=seen_by_readers(screen) | environment)


def test_connecting(screen):
    with open_console(screen, "test://?connect=never") as viewer:
        check_page(viewer, "Connecting", r"test:.*\n\d+ seconds so far", ["Cancel"], "Connecting")


def test_ended(screen):
    with open_console(screen, "test://?fail=connect") as viewer:
        check_page(viewer, "Cannot Connect", "The test pattern was told to fail",
                   ["Try Again", "Close"], "Try Again")


def test_question(screen):
    with open_console(screen, "test://?secret=abc") as viewer:
        wait_seen("Password")
        check_page(viewer, "Authentication Needed", ".*", ["Connect", "Cancel"], None)


def test_off(screen):
    for words, title, pattern, focus in (
            ([], "The Guest Is Off", ".*is not running.*", "Start Guest"),
            (["--wait"], "The Guest Does Not Run Yet", "Waiting for .* to start",
             "The Guest Does Not Run Yet")):
        with made_up(3) as uri, open_console(screen, *words, "-c", uri, "web-2") as viewer:
            check_page(viewer, title, pattern, ["Start Guest"], focus)
    with made_up(3) as uri, open_console(screen, "--kiosk", "-c", uri, "web-2") as viewer:
        wait_seen("The Guest Does Not Run Yet", "panel")
        assert not look("Start Guest"), "nobody starts a guest from a kiosk"


@contextlib.contextmanager
def untrusted():
    """A server whose certificate nobody vouches for: its place, and a folder for a person's data."""
    with tempfile.TemporaryDirectory(prefix="oriel-pages-") as folder:
        certificates.make(folder)
        server = Server("ORIEL_TEST_SPICE_SERVER", "--tcp", "--tls", "--tls-key",
                        f"{folder}/server-key.pem", "--tls-cert", f"{folder}/server.pem",
                        "--tls-ca", f"{folder}/ca.pem")
        with contextlib.closing(server):
            yield f"localhost:{server.ready[1]}", pathlib.Path(folder)


def test_certificate(screen):
    """One that nobody vouches for."""
    with untrusted() as (place, folder):
        with open_console(screen, f"spice+tls://{place}",
                          environment={"XDG_DATA_HOME": str(folder)}) as viewer:
            check_page(viewer, "Is This the Right Machine?",
                       f".*No authority.*Issuer: CN=ca.*{FINGERPRINT}",
                       ["Do Not Connect", "Only This Time", "Trust It"], "Do Not Connect")
            check_low(viewer, "Trust It")
        assert not (folder / "oriel" / "known-certificates").exists(), \
            "nothing is trusted by looking at it"


def test_changed_certificate(screen):
    """Another than was trusted: nothing is asked, and nothing offered that would trust it."""
    with untrusted() as (place, folder):
        known = folder / "oriel" / "known-certificates"
        known.parent.mkdir()
        known.write_text(before := f"{'5a' * 32} {place}\n")
        with open_console(screen, f"spice+tls://{place}",
                          environment={"XDG_DATA_HOME": str(folder)}) as viewer:
            check_page(viewer, "Cannot Connect",
                       f".*certificate of {place} HAS CHANGED.*Trusted is SHA256 5A(:5A){{31}}, "
                       f"shown was {FINGERPRINT}.*forget the old one: oriel forget .*",
                       ["Try Again", "Close"], "Try Again")
            assert not look_like("Trust It|Only This Time")
        assert known.read_text() == before


def test_trouble(screen):
    """Of a host, in the list of guests."""
    with open_console(screen, "--picker", "-c", "test:///nonexistent.xml"):
        wait_for(lambda: look_like("Connecting to test failed: .*"), "the reason is there")
        for name in ("Try Again", "Remove Host from List"):
            wait_seen(name, ROLE)
        check_names("Oriel")


if sys.argv[1:2] != ["on-bus"]:
    run_each_on_bus(__file__, find_cases(globals(), sys.argv[1:]))
run_on_screen(find_cases(globals(), sys.argv[2:]))
