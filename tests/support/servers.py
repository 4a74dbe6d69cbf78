# SPDX-License-Identifier: LGPL-2.1-or-later
"""The servers of tests, as processes that are told what to do, and report."""

import contextlib
import os
import subprocess
import tempfile
import threading


class Server:
    """A test server, whose reports are kept."""

    def __init__(self, program, *options):
        self.process = subprocess.Popen([os.environ[program], *options], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ready = self.process.stdout.readline().split()[1:]
        self.lines = []
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def tell(self, order):
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()

    def says(self, start):
        return any(line.startswith(start) for line in list(self.lines))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


@contextlib.contextmanager
def serve(program, scheme, *options):
    """A server of this scheme on a socket of its own, and its address."""
    with tempfile.TemporaryDirectory(prefix=f"oriel-{scheme}-") as folder:
        server = Server(program, "--unix", f"{folder}/socket", *options)
        try:
            yield server, f"{scheme}+unix://{folder}/socket"
        finally:
            server.close()


def serve_spice(*options):
    return serve("ORIEL_TEST_SPICE_SERVER", "spice", *options)


def serve_vnc(*options):
    return serve("ORIEL_TEST_VNC_SERVER", "vnc", *options)
