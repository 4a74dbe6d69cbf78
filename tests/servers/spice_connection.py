# SPDX-License-Identifier: LGPL-2.1-or-later
"""One client of the scripted SPICE server: its channels, each a connection of its own."""
import fcntl
import socket
import struct
import termios
import threading
import time

import spice_wire as w

PATIENCE = 120  # seconds; a client that ends is noticed at once


class Over(Exception):
    """The script ends here, and with it what it runs on."""


class Channel:
    def __init__(self, sock):
        self.socket, self.gone = sock, False
        self.kind = self.number = None

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            raise Over from None

    def receive(self, size):
        data = b""
        try:
            while len(data) < size:
                more = self.socket.recv(size - len(data))
                if not more:
                    raise Over
                data += more
        except OSError:
            raise Over from None
        return data

    def greeting(self):
        """What the client wants to be linked to."""
        head = self.receive(16)
        body = self.receive(struct.unpack_from("<I", head, 12)[0])
        self.kind, self.number = body[4], body[5]

    def link(self):
        """Any password will do."""
        self.greeting()
        caps = {w.MAIN: (w.MAIN_CAPS,), w.DISPLAY: (w.DISPLAY_CAPS,)}.get(self.kind, ())
        self.send(w.link_reply(channel=caps))
        self.receive(4 + 128)
        self.send(w.u32(0))

    def listen(self, heard):
        """Calls @heard with the number of each message of the client, until it leaves."""
        try:
            while True:
                kind, size = struct.unpack("<HI", self.receive(6))
                self.receive(size)
                heard(kind)
        except Over:
            self.gone = True

    def is_read(self):
        """Whether the client has read all that was sent."""
        return self.gone or fcntl.ioctl(self.socket, termios.TIOCOUTQ, bytes(4)) == bytes(4)

    def close(self, reset=False):
        if reset:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Client:
    """The script runs from the first connection on, which it has to link by itself; later ones are
    linked here, unless it says otherwise."""

    def __init__(self, row, tell):
        self.row, self.tell = row, tell
        self.first = None
        self.meet_others = self._link
        self._channels, self._all, self._pongs = {}, [], 0
        self._change = threading.Condition()

    def add(self, sock):
        channel = Channel(sock)
        self._all.append(channel)
        if self.first is None:
            self.first = channel
            threading.Thread(target=self._run, daemon=True).start()
        else:
            threading.Thread(target=self._meet, args=(channel,), daemon=True).start()

    def enter(self, channel):
        """It is linked."""
        with self._change:
            self._channels.setdefault(channel.kind, channel)
            self._change.notify_all()
        threading.Thread(target=self._listen, args=(channel,), daemon=True).start()

    def get(self, kind):
        """The first channel of this kind, waited for."""
        with self._change:
            self._change.wait_for(lambda: kind in self._channels or self.first.gone,
                                  PATIENCE)
        if kind not in self._channels:
            raise Over
        return self._channels[kind]

    def send(self, kind, data):
        self.get(kind).send(data)

    def sync(self, kind):
        """Waits until the client has looked at everything that was sent to this channel."""
        count = self._pongs + 1
        self.send(kind, w.ping())
        with self._change:
            self._change.wait_for(lambda: self._pongs >= count or self.get(kind).gone,
                                  PATIENCE)

    def close(self, reset=False):
        for channel in self._all:
            channel.close(reset)

    def _meet(self, channel):
        try:
            self.meet_others(channel)
        except Over:
            channel.close()

    def _link(self, channel):
        channel.link()
        self.enter(channel)

    def _listen(self, channel):
        def heard(kind):
            if kind == 3:  # an answer to ping
                with self._change:
                    self._pongs += 1
                    self._change.notify_all()
            elif channel.kind == w.INPUTS and kind in (102, 104):  # a key was released
                self.tell(f"report {self.row[0]}")

        channel.listen(heard)
        with self._change:
            self._change.notify_all()

    def _run(self):
        name, _, _, *script = self.row
        try:
            for step in script:
                step(self)
            self._wait_until_read()
        except Over:
            self.close()
        self.tell(f"done {name}")

    def _wait_until_read(self):
        """At most 3 s: the client may be stuck on purpose."""
        end = time.monotonic() + 3
        while time.monotonic() < end and not all(c.is_read() for c in self._all):
            time.sleep(0.01)
