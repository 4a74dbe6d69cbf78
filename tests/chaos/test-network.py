#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A network that goes away without a word, and comes back: a namespace of its own, whose loopback
interface is switched off.

Environment: as of chaos.py, and ORIEL_TEST_VNC_SERVER, ORIEL_TEST_SPICE_SERVER.
"""

import fcntl
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "sdl")]
import tap  # noqa: E402
from chaos import SOON, Watcher, wait_for  # noqa: E402
from servers import Server  # noqa: E402

INSIDE = "ORIEL_TEST_INSIDE"
SIOCGIFFLAGS, SIOCSIFFLAGS = 0x8913, 0x8914
IFF_UP = 1


def switch(on):
    """The loopback interface."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", request)[1]
        flags = flags | IFF_UP if on else flags & ~IFF_UP
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags))


@unittest.skipUnless(os.environ.get(INSIDE), "there are no network namespaces here")
class Network(unittest.TestCase):
    def setUp(self):
        switch(True)

    def look(self, protocol, program, *options):
        server = Server(program, *options)
        self.addCleanup(server.close)
        watcher = Watcher("--reconnect", f"{protocol}://127.0.0.1:{server.ready[0]}")
        self.addCleanup(watcher.close)
        watcher.wait("state shown")
        self.type_key(server, watcher)
        return server, watcher

    def type_key(self, server, watcher):
        """When it has arrived, nothing is on its way any more."""
        server.lines.clear()
        watcher.tell("key 0x1e down")
        watcher.tell("key 0x1e up")
        wait_for(lambda: any(line.startswith("key") and line.endswith("up")
                             for line in list(server.lines)), "a key arrives")

    def test_loss(self):
        """Found by the kernel, without a key or a picture; both protocols at the same time."""
        pairs = [self.look("vnc", "ORIEL_TEST_VNC_SERVER"),
                 self.look("spice", "ORIEL_TEST_SPICE_SERVER", "--tcp", "--vnc-words")]
        switch(False)
        pairs[0][1].wait("failed The connection is lost: the server's machine has not answered")
        pairs[1][1].wait("failed ")
        for _, watcher in pairs:
            watcher.wait("state ended .*trying again")
            watcher.wait("failed cannot connect")
        switch(True)
        returned = time.monotonic()
        for server, watcher in pairs:
            shown = watcher.wait("state shown")
            print(f"# back {shown - returned:.2f} s after the network", flush=True)
            self.assertLess(shown - returned, SOON)
            self.type_key(server, watcher)

    def test_short_loss(self):
        """What comes back in time is no loss."""
        server, watcher = self.look("vnc", "ORIEL_TEST_VNC_SERVER")
        server.lines.clear()
        switch(False)
        watcher.tell("key 0x1e down")
        watcher.tell("key 0x1e up")
        time.sleep(1)  # that is how long the loss is
        switch(True)
        wait_for(lambda: any(line.endswith("up") for line in list(server.lines)
                             if line.startswith("key")), "the keys arrive")
        self.assertFalse(watcher.says("failed"))


def enter():
    """Runs this script in a namespace, where that can be."""
    unshare = shutil.which("unshare")
    words = [unshare, "--net"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
    if unshare and subprocess.run([*words, "true"], check=False, stdin=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode == 0:
        os.environ[INSIDE] = "1"
        os.execv(unshare, [*words, sys.executable, *sys.argv])


if __name__ == "__main__":
    if INSIDE not in os.environ:
        enter()
    tap.main()
