# SPDX-License-Identifier: LGPL-2.1-or-later
"""How a SPICE server packs what it shows, read from the wire. Numbers: spice/protocol.h, spice/enums.h;
layouts: spice.proto of spice-common."""

import socket
import struct
import threading

from listener import Listener
from proxy import relay

DISPLAY = 2  # the kind of a channel
STREAM_CREATE, DRAW_COPY = 122, 304
IMAGES = {0: "off", 1: "quic", 100: "lz-plt", 101: "lz", 102: "glz", 103: "cache", 104: "surface",
          105: "jpeg", 107: "zlib-glz", 108: "jpeg-alpha", 109: "lz4"}
VIDEOS = {1: "mjpeg", 2: "vp8", 3: "h264", 4: "vp9"}
LINK, RESULT = 16, 4  # bytes: of a link's head, and of what comes of logging in
MINI_HEADER = 6


class Messages:
    """Those of a display channel, out of the bytes as they come; what they tell is added to a list."""

    def __init__(self, found):
        self.found = found
        self.data = bytearray()
        self.linked = False

    def look(self, data):
        self.data += data
        while self.take():
            pass
        return data

    def take(self):
        """One message, or what comes before them all; False = there is not all of it."""
        size = LINK + RESULT if not self.linked else MINI_HEADER
        if len(self.data) < size:
            return False
        kind, length = (struct.unpack_from("<HI", self.data) if self.linked
                        else (None, struct.unpack_from("<I", self.data, 12)[0]))
        if len(self.data) < size + length:
            return False
        if kind is None:
            self.linked = True
        else:
            self.read(kind, bytes(self.data[size:size + length]))
        del self.data[:size + length]
        return True

    def read(self, kind, body):
        if kind == STREAM_CREATE:
            self.found.append(VIDEOS[body[9]])  # after surface, number, flags
        elif kind == DRAW_COPY:
            clip = 21  # after surface and place, with the kind of the clip, and its rectangles
            if body[20] == 1:
                clip += 4 + 16 * struct.unpack_from("<I", body, 21)[0]
            image = struct.unpack_from("<I", body, clip)[0]
            self.found.append(IMAGES[body[image + 8]])


class Codecs(Listener):
    """Passes on what is said to the server at that port of this machine, at a @port of its own. How it
    packed each picture, and each film as it began, is in @found, in order."""

    def __init__(self, server_port):
        self.server_port = server_port
        self.found = []
        super().__init__(socket.create_server(("127.0.0.1", 0)))
        self.port = self.listener.getsockname()[1]

    def serve(self, client):
        with socket.create_connection(("127.0.0.1", self.server_port)) as server:
            head = client.recv(LINK, socket.MSG_WAITALL)
            body = client.recv(struct.unpack_from("<I", head, 12)[0], socket.MSG_WAITALL)
            server.sendall(head + body)
            look = Messages(self.found).look if body[4] == DISPLAY else bytes
            back = threading.Thread(target=relay, args=(server, client, look), daemon=True)
            back.start()
            relay(client, server)
            back.join()
