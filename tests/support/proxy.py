# SPDX-License-Identifier: LGPL-2.1-or-later
"""A proxy for tests, on a port of its own: HTTP CONNECT and SOCKS 5 (RFC 1928, 1929)."""

import base64
import contextlib
import socket
import struct
import threading

from listener import Listener


class Proxy(Listener):
    """Lets in @user with @password, if they are given. It knows no names: every host is this
    machine. The destinations that clients asked for are in @asked; @refuses turns all down, and
    @drips answers HTTP a byte at a time, for ever. So many bytes of servers have been @relayed;
    what clients said is in @said, a text for each connection."""

    def __init__(self, user=None, password=None, refuses=False, drips=False):
        self.user, self.password, self.refuses, self.drips = user, password, refuses, drips
        self.closed = threading.Event()
        self.asked = []
        self.said = []
        self.relayed = 0
        super().__init__(socket.create_server(("127.0.0.1", 0)))
        self.port = self.listener.getsockname()[1]

    def serve(self, client):
        with contextlib.suppress(ValueError, IndexError):  # of the client's doing
            while self.drips and not self.closed.wait(0.2):
                client.sendall(b"H")
            if client.recv(1, socket.MSG_PEEK) == b"\x05":
                self.serve_socks(client)
            else:
                self.serve_http(client)

    def connect(self, client, host, port, accepted, refused):
        self.asked.append((host, port))
        if self.refuses:
            client.sendall(refused)
            return
        try:
            server = socket.create_connection(("127.0.0.1", port))
        except OSError:
            client.sendall(refused)
            return
        client.sendall(accepted)
        back = threading.Thread(target=relay, args=(server, client, self.count), daemon=True)
        back.start()
        said = bytearray()
        self.said.append(said)
        relay(client, server, lambda data: said.extend(data) or data)
        back.join()
        server.close()

    def count(self, data):
        self.relayed += len(data)
        return data

    def serve_http(self, client):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1)
        lines = head.decode().split("\r\n")
        host, _, port = lines[0].split()[1].rpartition(":")
        login = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if self.user and f"Proxy-Authorization: Basic {login}" not in lines:
            client.sendall(b"HTTP/1.0 407 Who are you?\r\n\r\n")
            return
        self.connect(client, host, int(port), b"HTTP/1.0 200 Here\r\n\r\n",
                     b"HTTP/1.0 403 Not there\r\n\r\n")

    def serve_socks(self, client):
        _, n_methods = client.recv(2)
        client.recv(n_methods)
        client.sendall(b"\x05\x02" if self.user else b"\x05\x00")
        if self.user:
            _, size = client.recv(2)
            user = client.recv(size).decode()
            password = client.recv(client.recv(1)[0]).decode()
            right = (user, password) == (self.user, self.password)
            client.sendall(b"\x01\x00" if right else b"\x01\x01")
            if not right:
                return
        kind = client.recv(4)[3]
        host = (client.recv(client.recv(1)[0]).decode() if kind == 3
                else socket.inet_ntop(*((socket.AF_INET, client.recv(4)) if kind == 1
                                        else (socket.AF_INET6, client.recv(16)))))
        port = struct.unpack(">H", client.recv(2))[0]
        end = b"\x00\x01\x00\x00\x00\x00\x00\x00"
        self.connect(client, host, port, b"\x05\x00" + end, b"\x05\x02" + end)

    def close(self):
        self.closed.set()
        super().close()


def relay(source, sink, look=lambda data: data):
    """Passes on what @look makes of what comes, until its end."""
    try:
        while data := source.recv(65536):
            sink.sendall(look(data))
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass
