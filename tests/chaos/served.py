# SPDX-License-Identifier: LGPL-2.1-or-later
"""Cases with a test server of one protocol, which fails, and somebody who looks at its console.

Environment: as of chaos.py, and ORIEL_TEST_VNC_SERVER, ORIEL_TEST_SPICE_SERVER.
"""

import os
import pathlib
import signal
import tempfile
import time

from chaos import SOON, Watcher, wait_for
from servers import Server


class Served:
    protocol = program = None
    options = ()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-chaos-", dir="/tmp")
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "socket")
        self.server = None
        self.serve()
        self.addCleanup(lambda: self.end_server())

    def serve(self, *options):
        pathlib.Path(self.path).unlink(missing_ok=True)
        self.server = Server(self.program, "--unix", self.path, *self.options, *options)
        return time.monotonic()

    def end_server(self):
        """As QEMU ends when it is killed: without a word, and its socket stays."""
        self.server.process.send_signal(signal.SIGCONT)
        self.server.process.kill()
        self.server.close()

    def look(self, *words, uri=None, **more):
        uri = uri or f"{self.protocol}+unix://{self.path}"
        watcher = Watcher("--reconnect", *words, uri, **more)
        self.addCleanup(watcher.close)
        return watcher

    def type_key(self, watcher):
        """It arrives, and does not stay pressed."""
        self.server.lines.clear()
        watcher.tell("key 0x1e down")
        watcher.tell("key 0x1e up")
        wait_for(lambda: self.keys() >= 2, lambda: f"a key arrives: {self.server.lines}")
        self.assertTrue([line for line in self.server.lines if line.startswith("key")][-1]
                        .endswith("up"))

    def keys(self):
        return sum(line.startswith("key") for line in list(self.server.lines))

    def check_soon(self, returned, shown):
        """In a second; how much later a busy machine is, is told."""
        print(f"# back {max(shown - returned, 0):.2f} s after the server", flush=True)
        self.assertLess(shown - returned, SOON)


class Vnc(Served):
    protocol = "vnc"
    program = "ORIEL_TEST_VNC_SERVER"


class Spice(Served):
    protocol = "spice"
    program = "ORIEL_TEST_SPICE_SERVER"
    options = ("--vnc-words",)
