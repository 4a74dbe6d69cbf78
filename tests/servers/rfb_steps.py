# SPDX-License-Identifier: LGPL-2.1-or-later
"""The steps of a script beside bytes to send: functions of a connection."""
import socket
import struct
import time

import rfb_wire as w


class Over(Exception):
    """The script ends here, and the connection with it."""


def HANDSHAKE(connection):
    """Everything before ServerInit, in turn with the client, without a password."""
    connection.send(w.VERSION)
    connection.receive(12)
    connection.send(w.types(1))
    connection.receive(1)
    connection.send(w.u32(0))
    connection.receive(1)
    connection.understood = True


def TLS_HANDSHAKE(connection):
    """The same under TLS, with a certificate (VeNCrypt, X509None)."""
    connection.send(w.VERSION)
    connection.receive(12)
    connection.send(w.types(19))
    connection.receive(1)
    connection.send(b"\0\2")
    connection.receive(2)
    connection.send(b"\0\1" + w.u32(260))
    connection.receive(4)
    connection.start_tls(b"\1")
    connection.send(w.u32(0))
    connection.receive(1)
    connection.understood = True


def GREET(connection):
    """A greeting as it should be: a screen of 64 x 64."""
    HANDSHAKE(connection)
    connection.send(w.server_init())


def REQUEST(connection):
    """Waits until the client asks for a picture."""
    if not connection.understood:
        connection.receive(12 + 1 + 1)
        connection.understood = True
    connection.wait_for_request()


def KEY(connection):
    """Waits until the client has pressed a key."""
    connection.wait_for_key()


def REFUSE_SIZE(connection):
    """Waits until the client wants another size, and refuses that, which it repeats."""
    width, height = connection.wait_for_size()
    connection.send(w.update(w.rect(1, 1, width, height, w.EXTENDED_DESKTOP_SIZE,
                                    w.screens(1, 64, 64))))


def requests(count):
    """Waits until the client has asked that often."""
    return lambda connection: connection.wait_for_request(count)


def DEAF(connection):
    """Never reads again."""
    connection.listening.clear()


def CLOSE(connection):
    raise Over


def RESET(connection):
    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise Over


def drip(data, interval):
    """A byte every @interval seconds."""

    def step(connection):
        for byte in data:
            connection.send(bytes([byte]))
            time.sleep(interval)

    return step


def later(make):
    """Bytes too many to be made before they are wanted."""
    return lambda connection: connection.send(make())


def many(byte, count):
    """So many of the same byte, of which few are in memory at a time: to make them all at once
    takes seconds on a busy machine, in which no other case gets on."""
    return repeat(byte * (1 << 16), count >> 16)


def pause(seconds):
    return lambda connection: time.sleep(seconds)


def pieces(*parts):
    """Every byte in a packet of its own."""

    def step(connection):
        for byte in b"".join(parts):
            connection.send(bytes([byte]))

    return step


def repeat(data, count):
    def step(connection):
        for _ in range(count):
            connection.send(data)

    return step
