# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connection files that a test writes, the servers that they name, and the windows that open."""

import pathlib
import tempfile
import unittest

from screen import Screen, Viewer, wait_for
from servers import Server

PICTURE = (640, 480)
FAILED = 1


class Files(unittest.TestCase):
    program = Viewer  # or a subclass of it

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
        return self.program(self.screen, *options, self.write(**keys), environment=environment)

    def see(self, viewer, size=PICTURE):
        """The window, as soon as it shows the guest and not a question."""
        window = viewer.window()
        wait_for(lambda: window.size() == size and window.pixel(5, 5) != (0, 0, 0) and
                 len(set(window.row(200))) > 8, "the guest is shown")
        return window

    @staticmethod
    def complaint(viewer):
        """The first line of the viewer itself; libraries say something before it."""
        return next(line for line in viewer.process.stderr if line.startswith("oriel: "))

    def check_told(self, pattern, **keys):
        """It is told in the window, too, which the person closes."""
        with self.view(**keys) as viewer:
            self.assertRegex(self.complaint(viewer), pattern)
            viewer.window().ask_to_close()
            self.assertEqual(viewer.exit_code(), FAILED)


class Windows(Files):
    """What is the same in every program with windows."""

    def test_vnc(self):
        server = self.serve("ORIEL_TEST_VNC_SERVER")
        server.tell("password secret")
        wait_for(lambda: server.says("ok"), "the password is set")
        with self.view(type="vnc", host="127.0.0.1", port=server.ready[0], password="secret",
                       title="My guest", delete_this_file=1) as viewer:
            window = viewer.window()
            wait_for(lambda: "My guest" in window.title(), "the title is shown")
            wait_for(lambda: not self.path.exists(), "the file is deleted")

    def test_full_screen(self):
        """Whatever the command line says."""
        server = self.spice("--tcp")
        for option, value in ((), 1), (("--full-screen",), 0):
            with self.subTest(value), self.view(*option, type="spice", host="127.0.0.1",
                                                port=server.ready[0], fullscreen=value) as viewer:
                window = viewer.window()
                wait_for(lambda: server.says("client"), "the guest has a viewer")
                wait_for(lambda: (window.size() == self.screen.size()) == value,
                         "it covers the screen, or it does not")
            wait_for(lambda: server.says("gone"), "the viewer left")
            server.lines.clear()

    def test_newer_version(self):
        self.check_told("virt-viewer 12.0.*; see http://get.it/", type="spice", host="a",
                        version="12.0", newer_version_url="http://get.it/")
