#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Passwords in the keyring of the desktop: remembered when that is asked for, given instead of
asking, forgotten when they are refused. The keyring is gnome-keyring, on a bus of its own.

Environment: ORIEL, ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from screen import Screen, Viewer, wait_for
from servers import Server

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import keyring
import tap

DONE, REFUSED, NOT_FOUND = 0, 3, 4


class Keyring(unittest.TestCase):
    """A bus, and the keyring on it, unlocked."""

    @classmethod
    def setUpClass(cls):
        cls.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.addClassCleanup(cls.end, cls.bus)
        cls.environment = {"DBUS_SESSION_BUS_ADDRESS": cls.bus.stdout.readline().strip()}
        cls.enterClassContext(keyring.unlocked(**cls.environment))

    @staticmethod
    def end(process):
        process.terminate()
        process.wait()
        process.stdout.close()

    def setUp(self):
        self.screen = Screen()
        self.addCleanup(self.screen.close)
        self.server = Server("ORIEL_TEST_SPICE_SERVER", "--tcp", "--password", "one")
        self.addCleanup(self.server.close)
        self.uri = f"spice://127.0.0.1:{self.server.ready[0]}"

    def view(self, *options, **environment):
        return Viewer(self.screen, *options, self.uri, environment=self.environment | environment)

    def wait_for_question(self, viewer):
        """A dialog with a field, which has a colour of its own: the dialog that only tells of the
        wait has none."""
        window = viewer.window()
        wait_for(lambda: any(window.shows((r, g, 27)) for r in (19, 20) for g in (21, 22)),
                 "it asks")

    def see(self, viewer):
        window = viewer.window()
        wait_for(lambda: window.size() == (640, 480) and window.pixel(5, 5) != (0, 0, 0) and
                 len(set(window.row(200))) > 8 and len(set(window.row(470))) > 8,
                 "the guest is shown")

    def remember(self):
        with self.view() as viewer:
            self.remember_in(viewer)

    def remember_in(self, viewer):
        self.wait_for_question(viewer)
        self.screen.type("one")
        self.screen.tap("Tab")
        self.screen.tap("Tab")
        self.screen.tap("Return")
        self.see(viewer)
        wait_for(self.is_kept, "it is stored")

    def is_kept(self):
        return keyring.holds(self.uri, **self.environment)

    def forget(self):
        return subprocess.run([os.environ["ORIEL"], "forget", self.uri], check=False,
                              env=os.environ | self.environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode

    def test_remembered(self):
        self.remember()
        with self.view() as viewer:
            self.see(viewer)
        self.assertEqual(self.forget(), DONE)
        self.assertEqual(self.forget(), NOT_FOUND)
        with self.view() as viewer:
            self.wait_for_question(viewer)

    def test_forgotten_meanwhile(self):
        """By a window that is open, too: the keyring alone remembered it."""
        with self.view("--reconnect") as viewer:
            self.remember_in(viewer)
            self.assertEqual(self.forget(), DONE)
            self.server.tell("drop")
            self.wait_for_question(viewer)

    def run_command(self, *words, **environment):
        """Runs oriel where nobody can be asked."""
        return subprocess.run([os.environ["ORIEL"], *words],
                              env=os.environ | self.environment | environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, start_new_session=True, timeout=60,
                              check=False)

    def test_commands(self):
        """They take what the window remembers, and forget what is refused."""
        self.remember()
        result = self.run_command("screenshot", self.uri, "-o", "-")
        self.assertEqual((result.returncode, result.stderr), (DONE, b""))
        self.assertEqual(result.stdout[:4], b"\x89PNG")
        with tempfile.TemporaryDirectory(prefix="oriel-") as folder:
            settings = pathlib.Path(folder) / "oriel" / "view.conf"
            settings.parent.mkdir()
            settings.write_text("[view]\nkeyring=false\n")
            result = self.run_command("screenshot", self.uri, "-o", "-", XDG_CONFIG_HOME=folder)
            self.assertEqual(result.returncode, REFUSED)
            self.assertTrue(self.is_kept())
        self.server.tell("password two")
        wait_for(lambda: self.server.says("ok"), "the password is changed")
        self.assertEqual(self.run_command("screenshot", self.uri, "-o", "-").returncode, REFUSED)
        wait_for(lambda: not self.is_kept(), "it is forgotten")

    def test_not_asked_for(self):
        with self.view() as viewer:
            self.wait_for_question(viewer)
            self.screen.type("one")
            self.screen.tap("Return")
            self.see(viewer)
        self.assertFalse(self.is_kept())

    def test_refused(self):
        """What the server does not take any more is forgotten, and a person is asked."""
        self.remember()
        self.server.tell("password two")
        wait_for(lambda: self.server.says("ok"), "the password is changed")
        with self.view() as viewer:
            self.wait_for_question(viewer)
            wait_for(lambda: not self.is_kept(), "it is forgotten")

    def test_no_keyring(self):
        with self.view(DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent") as viewer:
            self.wait_for_question(viewer)
            self.screen.type("one")
            self.screen.tap("Return")
            self.see(viewer)


if __name__ == "__main__":
    tap.main()
