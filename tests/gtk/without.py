# SPDX-License-Identifier: LGPL-2.1-or-later
"""A compositor that has never heard of an interface of Wayland."""

import contextlib
import os
import socket
import threading

MOST = 1 << 16  # bytes at once, more than what a compositor has to tell of its interfaces
MOST_FDS = 28  # as in libwayland


class Without:
    """Stands between programs and a weston, and tells them of the interface by another name."""

    def __init__(self, weston, interface):
        self.screen = weston.screen
        self.weston, self.interface = weston, interface.encode()
        folder = weston.environment()["XDG_RUNTIME_DIR"]
        self.paths = [f"{folder}/{name}" for name in
                      (weston.environment()["WAYLAND_DISPLAY"], "without")]
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.paths[1])
        self.listener.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def environment(self):
        return self.weston.environment() | {"WAYLAND_DISPLAY": self.paths[1]}

    def find_window(self, pid=None):
        return self.weston.find_window(pid)

    def accept(self):
        while True:
            client = self.listener.accept()[0]
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.paths[0])
            for ends in ((client, server), (server, client)):
                threading.Thread(target=self.pass_on, args=ends, daemon=True).start()

    def pass_on(self, source, target):
        unknown = b"x" * len(self.interface)
        with contextlib.suppress(OSError):  # one of them has gone
            data, fds = socket.recv_fds(source, MOST, MOST_FDS)[:2]
            while data:
                socket.send_fds(target, [data.replace(self.interface, unknown)], fds)
                for fd in fds:
                    os.close(fd)
                data, fds = socket.recv_fds(source, MOST, MOST_FDS)[:2]
            target.shutdown(socket.SHUT_WR)
