# SPDX-License-Identifier: LGPL-2.1-or-later
"""One client of a scripted server: runs the script, and understands what the client sends."""
import ctypes
import fcntl
import socket
import ssl
import struct
import termios
import threading
import time
import zlib

from rfb_steps import Over

SO_ATTACH_FILTER = 26  # asm-generic/socket.h

REPORT_KEY = 0xFFC9  # F12: released, the client wants to know what was counted

# Sizes of client messages, RFC 6143 section 7.5; None = depends on the message.
SIZES = {0: 20, 2: None, 3: 10, 4: 8, 5: 6, 6: None, 250: 4, 251: None, 255: None}


def message_size(buffer):
    """The size of the first message of @buffer, or None when more has to be read to know."""
    kind = buffer[0]
    if kind not in SIZES:
        raise Over
    if SIZES[kind] is not None:
        return SIZES[kind]
    head = {2: 4, 6: 8, 251: 8, 255: 4}[kind]
    if len(buffer) < head:
        return None
    if kind == 2:
        return head + 4 * struct.unpack_from(">H", buffer, 2)[0]
    if kind == 6:
        return head + abs(struct.unpack_from(">i", buffer, 4)[0])
    if kind == 251:
        return head + 16 * buffer[6]
    if buffer[1] == 0:
        return 12
    return 10 if struct.unpack_from(">H", buffer, 2)[0] == 2 else 4


class Counts:
    """What the client's input added up to."""

    def __init__(self):
        self.keys, self.buttons, self.mask = [], [], 0
        self.motions, self.cuts = 0, []

    def key(self, keysym, down):
        self.keys.append((keysym, down))

    def pointer(self, mask):
        self.motions += 1
        if mask != self.mask:
            self.buttons.append(mask)
        self.mask = mask

    def in_order(self):
        """Each key goes down, then up, and the next key is a higher one."""
        pairs = list(zip(self.keys[::2], self.keys[1::2]))
        return all(a == (b[0], True) and not b[1] for a, b in pairs) and all(
            first[0][0] < second[0][0] for first, second in zip(pairs, pairs[1:])
        )

    def __str__(self):
        down = sum(1 for _, pressed in self.keys if pressed)
        order = "kept" if self.in_order() else "broken"
        cuts = ",".join(f"{len(cut)}:{zlib.crc32(cut):08x}" for cut in self.cuts) or "none"
        return (
            f"down={down} up={len(self.keys) - down} order={order}"
            f" motions={self.motions} buttons={len(self.buttons)} mask={self.mask} cuts={cuts}"
        )


class Connection:
    certificate = None  # its file, and that of its key

    def __init__(self, sock, row, tell):
        self.socket, self.row, self.tell = sock, row, tell
        self.understood = False  # the handshake is over: what comes now are messages
        self.listening = threading.Event()
        self.listening.set()
        self.counts = Counts()
        self._buffer, self._gone, self._requests = bytearray(), False, 0
        self._size = None  # that the client wants the screen to have, as it said it
        self._tls, self._shaken = None, False
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._change = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        threading.Thread(target=self._run, daemon=True).start()

    def send(self, data):
        try:
            with self._change:
                if self._shaken:
                    self._tls.write(data)
                    data = self._outgoing.read()
            self.socket.sendall(data)
        except OSError:
            raise Over from None

    def start_tls(self, last):
        """Sends the @last bytes in clear, at which the client begins to shake hands."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certificate)
        with self._change:
            self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
            self.socket.sendall(last)
            self._change.wait_for(lambda: self._gone or self._shaken)
        if self._gone:
            raise Over

    def receive(self, size):
        with self._change:
            self._change.wait_for(lambda: self._gone or len(self._buffer) >= size)
            if len(self._buffer) < size:
                raise Over
            data = bytes(self._buffer[:size])
            del self._buffer[:size]
            return data

    def wait_for_request(self, count=1):
        with self._change:
            self._digest()
            self._change.wait_for(lambda: self._gone or self._requests >= count)
        if self._gone:
            raise Over

    def wait_for_key(self):
        with self._change:
            self._change.wait_for(lambda: self._gone or self.counts.keys)
        if self._gone:
            raise Over

    def wait_for_size(self):
        with self._change:
            self._change.wait_for(lambda: self._gone or self._size is not None)
        if self._gone:
            raise Over
        return self._size

    def cut(self):
        """The kernel drops every packet for the socket: a filter whose one instruction is to pass
        nothing (BPF_RET, 0)."""
        nothing = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0), 8)
        program = struct.pack("HP", 1, ctypes.addressof(nothing))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)

    def _run(self):
        name, _, _, *script = self.row
        try:
            for step in script:
                if callable(step):
                    step(self)
                else:
                    self.send(step)
            self._wait_until_consumed()
            self.tell(f"done {name}")
            with self._change:
                self._change.wait_for(lambda: self._gone)
        except Over:
            self.tell(f"done {name}")
        self._close()
        self.tell(f"gone {name}")

    def _close(self):
        """A socket that is being read from stays open, so the reader has to leave first."""
        self.listening.set()
        try:
            self.socket.shutdown(socket.SHUT_RD)
        except OSError:
            pass
        self._reader.join()
        self.socket.close()

    def _wait_until_consumed(self):
        """Waits until the client has read everything, at most 3 s: it may be stuck on purpose."""
        end = time.monotonic() + 3
        while time.monotonic() < end and not self._gone:
            left = fcntl.ioctl(self.socket, termios.TIOCOUTQ, bytes(4))
            if left == bytes(4):
                return
            time.sleep(0.01)

    def _read(self):
        try:
            while True:
                self.listening.wait()
                data = self.socket.recv(65536)
                if not data:
                    break
                with self._change:
                    self._buffer += self._decrypt(data)
                    self._digest()
                    self._change.notify_all()
        except (OSError, Over):
            pass
        with self._change:
            self._gone = True
            self._change.notify_all()

    def _decrypt(self, data):
        if self._tls is None:
            return data
        self._incoming.write(data)
        plain = b""
        try:
            if not self._shaken:
                self._tls.do_handshake()
                self._shaken = True
            while True:
                plain += self._tls.read(65536)
        except ssl.SSLWantReadError:
            pass
        self.socket.sendall(self._outgoing.read())
        return plain

    def _digest(self):
        while self.understood and self._buffer:
            size = message_size(self._buffer)
            if size is None or len(self._buffer) < size:
                return
            message = bytes(self._buffer[:size])
            del self._buffer[:size]
            self._message(message)

    def _message(self, message):
        kind = message[0]
        if kind == 3:
            self._requests += 1
            self._change.notify_all()
        elif kind == 4:
            self._key(struct.unpack_from(">I", message, 4)[0], message[1] != 0)
        elif kind == 255 and message[1] == 0:
            down, keysym = struct.unpack_from(">HI", message, 2)
            self._key(keysym, down != 0)
        elif kind == 5:
            self.counts.pointer(message[1])
        elif kind == 6:
            self.counts.cuts.append(message[8:])
        elif kind == 251:
            self._size = struct.unpack_from(">HH", message, 2)
            self._change.notify_all()

    def _key(self, keysym, down):
        if keysym != REPORT_KEY:
            self.counts.key(keysym, down)
        elif not down:
            self.tell(f"report {self.row[0]} {self.counts}")
