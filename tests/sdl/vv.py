# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connection files that a test writes, the servers that they name, and the windows that open."""

import pathlib
import tempfile
import unittest

from screen import Screen, Viewer, wait_for
from servers import Server

PICTURE = (640, 480)


class Files(unittest.TestCase):
    def setUp(self):
        self.screen = Screen()
        self.addCleanup(self.screen.close)
        folder = tempfile.TemporaryDirectory(prefix="oriel-vv-")
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "console.vv"
        self.ovirt = ""

    def serve(self, program, *options):
        server = Server(program, *options)
        self.addCleanup(server.close)
        return server

    def spice(self, *options):
        return self.serve("ORIEL_TEST_SPICE_SERVER", *options)

    def write(self, **keys):
        lines = [f"{key.replace('_', '-')}={value}\n" for key, value in keys.items()]
        self.path.write_text("[virt-viewer]\n" + "".join(lines) + self.ovirt)
        self.path.chmod(0o600)
        return str(self.path)

    def view(self, *options, environment={}, **keys):
        return Viewer(self.screen, *options, self.write(**keys), environment=environment)

    def see(self, viewer, size=PICTURE):
        """The window, as soon as it shows the guest and not a question."""
        window = viewer.window()
        wait_for(lambda: window.size() == size and window.pixel(5, 5) != (0, 0, 0) and
                 len(set(window.row(200))) > 8, "the guest is shown")
        return window
