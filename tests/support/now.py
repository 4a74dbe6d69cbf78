# SPDX-License-Identifier: LGPL-2.1-or-later
"""The countdown to the next try, and who does not wait for it: the same for all programs."""

import pathlib
import socket
import tempfile
import time

from listener import Listener, listen_at
from servers import Server
from waiting import wait_for

COLOUR = (0x12, 0xE0, 0x34)
DISTANCE = 30  # seconds between two tries where something else has to change first
NO_LOGIN = b"\x01\x4d"  # one way to log in, which nobody knows: RFC 6143, section 7.1.2


class Refuser(Listener):
    """A VNC server on that path that lets nobody in, and counts who would come in."""

    def __init__(self, path):
        self.attempts = 0
        super().__init__(listen_at(path))

    def serve(self, client):
        client.sendall(b"RFB 003.008\n")
        self.attempts += len(client.recv(12, socket.MSG_WAITALL)) == 12
        client.sendall(NO_LOGIN)
        client.recv(1)


class Outage:
    """A server that refuses, and then is back; with the address of both."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-now-")
        self.path = pathlib.Path(self.folder.name) / "socket"
        self.uri = f"vnc+unix://{self.path}"
        self.refuser, self.server = Refuser(str(self.path)), None

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if self.server:
            self.server.close()
        else:
            self.refuser.close()
        self.folder.cleanup()

    def check(self, ways, counts, shows):
        """Does each of these ways to say "now", which are given what is seen of the countdown: it is
        tried long before that is over. When the server is back, so is the guest, the left half of
        which has one colour, after the last of them."""
        def say(way):
            seen = counts()
            if seen:
                way(seen)

        for way in ways:
            wait_for(counts, "it counts")
            began, before = time.monotonic(), self.refuser.attempts
            wait_for(lambda: self.refuser.attempts > before or say(way), "it is tried")
            assert time.monotonic() - began < DISTANCE / 2, "it was not waited for"
        wait_for(counts, "it counts again")
        self.restore()
        wait_for(lambda: self.server.says("client") or say(ways[-1]), "it comes at once")
        wait_for(lambda: shows(COLOUR), "the guest is seen")

    def restore(self):
        self.refuser.close()
        self.path.unlink()
        self.server = Server("ORIEL_TEST_VNC_SERVER", "--unix", str(self.path))
        self.server.tell("allow-resize no")
        self.server.tell("draw 0 0 320 480 {:02x}{:02x}{:02x}".format(*COLOUR))
