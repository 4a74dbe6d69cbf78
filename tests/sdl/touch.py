# SPDX-License-Identifier: LGPL-2.1-or-later
"""An X server with a touch screen, and what fingers do on it.

Its fingers come over a socket of Xorg's driver "inputtest" (inputtestdrv(4)), and take the way of
real ones from there. Messages are as in the X server's xf86-input-inputtest-protocol.h: each begins
with its length and its type.
"""

import os
import socket
import struct

from screen import TIMEOUT
from xorg import CONFIG, HEIGHT, WIDTH, Xorg, is_possible

VERSION, SYNC, TOUCH = 0, 1, 6  # types of messages
BEGIN, UPDATE, END = 18, 19, 20  # as in XI2
FULL = 0xFFFF  # of an axis


def are_possible():
    return is_possible("input/inputtest")


class Touchscreen(Xorg):
    def __init__(self):
        super().__init__()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(TIMEOUT)
        self.socket.connect(self.path())
        self.socket.sendall(struct.pack("=IIHH", 12, VERSION, 1, 0))
        self.read()

    def path(self):
        return os.path.join(self.directory.name, "fingers")

    def config(self):
        return CONFIG + f"""
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{self.path()}"
  Option "DeviceType" "Touch"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "touch"
EndSection
"""

    def close(self):
        self.socket.close()
        super().close()

    def read(self):
        """One answer; returns its type."""
        length, kind = struct.unpack("=II", self.socket.recv(8, socket.MSG_WAITALL))
        if length > 8:
            self.socket.recv(length - 8, socket.MSG_WAITALL)
        return kind

    def touch(self, *fingers):
        """What several fingers do in one go: (number, BEGIN, UPDATE or END, x, y)..., in pixels of the
        screen. The server has seen to all of it afterwards."""
        data = b""
        for number, kind, x, y in fingers:
            place = [(x + 0.5) * FULL / WIDTH, (y + 0.5) * FULL / HEIGHT]
            data += struct.pack("=IIIII8s4x64d64d", 1056, TOUCH, number, kind, 0, b"\3" + bytes(7),
                                *place, *[0] * 126)
        self.socket.sendall(data + struct.pack("=II", 8, SYNC))
        self.read()
