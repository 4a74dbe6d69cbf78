# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server's socket, by way of which pictures of a film arrive spoilt."""

import contextlib
import socket
import tempfile
import threading

from listener import Listener, listen_at
from proxy import relay
from servers import serve_spice

START = b"\xff\xd8\xff\xe0\0\x10JFIF"  # of a JPEG, as libjpeg writes it
STILL = (0, 255, 0)  # left of the film


class Spoiler(Listener):
    """Passes on what is said at the unix socket @path, whose server is at @server_path: all of it,
    except for pictures from spoil() on, until somebody connects anew: one that comes too late is not
    looked at. So many pictures have @passed, and so many connections were @taken, since then."""

    def __init__(self, path, server_path):
        self.server_path = server_path
        self.passed = self.taken = 0
        self.armed = False
        super().__init__(listen_at(path))

    def serve(self, client):
        self.armed = False
        self.taken += 1
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(self.server_path)
            back = threading.Thread(target=relay, args=(server, client, self.look), daemon=True)
            back.start()
            relay(client, server)
            back.join()

    def spoil(self):
        self.passed = self.taken = 0
        self.armed = True

    def look(self, data):
        """One whose start is not in one piece passes."""
        if START not in data:
            return data
        if not self.armed:
            self.passed += 1
            return data
        return data.replace(START, bytes(len(START)))


@contextlib.contextmanager
def serve_film():
    """A guest that shows a film in MJPEG beside 100 columns that are STILL: the spoiler before it,
    and its address."""
    with serve_spice("--streaming", "all", "--codecs", "spice:mjpeg") as (server, uri), \
            tempfile.TemporaryDirectory(prefix="oriel-spoiler-") as folder:
        spoiler = Spoiler(f"{folder}/socket", uri.removeprefix("spice+unix://"))
        server.tell("draw 0 0 100 480 00ff00")
        server.tell("video 100 0 540 480 25 1000000")
        with contextlib.closing(spoiler):
            yield spoiler, f"spice+unix://{folder}/socket"
