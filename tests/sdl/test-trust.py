#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server whose certificate nobody vouches for: the window asks, and does as it is told.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import os
import pathlib
import sys
import tempfile
import unittest

from screen import Screen, Viewer, wait_for
from servers import Server

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import certificates
import tap

FAILED = 1


class Trust(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        pki = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="oriel-")))
        certificates.make(pki)
        cls.server = Server("ORIEL_TEST_SPICE_SERVER", "--tcp", "--tls", "--tls-key",
                            str(pki / "server-key.pem"), "--tls-cert", str(pki / "server.pem"),
                            "--tls-ca", str(pki / "ca.pem"))
        cls.addClassCleanup(cls.server.close)
        cls.uri = f"spice+tls://localhost:{cls.server.ready[1]}"

    def setUp(self):
        self.screen = Screen()
        self.addCleanup(self.screen.close)
        self.data = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="oriel-")))
        self.known = self.data / "oriel" / "known-certificates"

    def view(self, *options):
        return Viewer(self.screen, *options, self.uri,
                      environment={"XDG_DATA_HOME": str(self.data)})

    def wait_for_question(self, viewer):
        window = viewer.window()
        wait_for(lambda: any(window.shows((r, g, b)) for r in (244, 245) for g in (165, 166)
                             for b in (91, 92)), "it asks, with the colour of trouble")
        return window

    def see(self, viewer):
        window = viewer.window()
        wait_for(lambda: window.size() == (640, 480) and window.pixel(5, 5) != (0, 0, 0) and
                 len(set(window.row(200))) > 8 and len(set(window.row(470))) > 8,
                 "the guest is shown")

    def test_refused(self):
        """Return is not trust."""
        with self.view() as viewer:
            self.wait_for_question(viewer)
            self.screen.tap("Return")
            self.assertEqual(viewer.exit_code(), FAILED)
            self.assertIn("Its fingerprint is SHA256 ", viewer.process.stderr.read())
        self.assertFalse(self.known.exists())

    def test_trusted(self):
        with self.view() as viewer:
            self.wait_for_question(viewer)
            self.screen.tap("Tab")
            self.screen.tap("Tab")
            self.screen.tap("Return")
            self.see(viewer)
        self.assertIn(f" localhost:{self.server.ready[1]}\n", self.known.read_text())
        with self.view() as viewer:
            self.see(viewer)

    def test_kiosk(self):
        """There nobody is asked."""
        with self.view("--kiosk", "--kiosk-quit=on-disconnect") as viewer:
            self.assertEqual(viewer.exit_code(), FAILED)
            self.assertIn("certificate is not trusted", viewer.process.stderr.read())


if __name__ == "__main__":
    tap.main()
