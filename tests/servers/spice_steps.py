# SPDX-License-Identifier: LGPL-2.1-or-later
"""The steps of a script: functions of a client."""
import threading
import time

import spice_wire as w
from spice_connection import Over


def raw(*parts):
    """Bytes for the first connection, linked or not."""
    return lambda client: client.first.send(b"".join(parts))


def GREETING(client):
    """What the client wants first of all."""
    client.first.greeting()


def TICKET(client):
    """How it logs in, and its password, which it sends after an honest reply."""
    client.first.send(w.link_reply(channel=(w.MAIN_CAPS,)))
    client.first.receive(4 + 128)


def LINK(client):
    client.first.link()
    client.enter(client.first)


def on(kind, *parts):
    """Bytes for a channel that is linked, or will be."""
    return lambda client: client.send(kind, b"".join(parts))


def main(*parts):
    return on(w.MAIN, *parts)


def display(*parts):
    return on(w.DISPLAY, *parts)


def cursor(*parts):
    return on(w.CURSOR, *parts)


def play(*parts):
    return on(w.PLAYBACK, *parts)


def many(kind, byte, count):
    """So many of the same byte, of which few are in memory at a time: to make them all at once
    takes seconds on a busy machine, in which no other case gets on."""
    return repeat(kind, byte * (1 << 16), count >> 16)


def repeat(kind, data, count):
    def step(client):
        for _ in range(count):
            client.send(kind, data)

    return step


def flood(kind, data):
    """Without an end, while the script goes on."""

    def pour(client):
        try:
            while True:
                client.send(kind, data)
        except Over:
            pass

    return lambda client: threading.Thread(target=pour, args=(client,), daemon=True).start()


def CLOSE(client):
    raise Over


def RESET(client):
    client.close(reset=True)


def close_channel(kind):
    return lambda client: client.get(kind).close()


def IGNORE_OTHERS(client):
    """Later connections are accepted, and never answered."""
    client.meet_others = lambda channel: None


def refuse(channel):
    channel.greeting()
    channel.send(w.link_reply())
    channel.receive(4 + 128)
    channel.send(w.u32(7))
    channel.close()


def REFUSE(client):
    """Every login fails."""
    client.meet_others = refuse
    refuse(client.first)


def sync(kind):
    return lambda client: client.sync(kind)


def drip(data, interval):
    """A byte every @interval seconds, on the first connection."""

    def step(client):
        for byte in data:
            client.first.send(bytes([byte]))
            time.sleep(interval)

    return step


CHANNELS = w.channels_list((w.DISPLAY, 0), (w.INPUTS, 0), (w.CURSOR, 0))
# An honest greeting, up to the channels that are to be connected.
GREET = (LINK, main(w.main_init(), CHANNELS), on(w.INPUTS, w.message(101, w.u16(0))))
# And an honest screen.
UP = (*GREET, display(w.surface_create(), w.fill(0x336699), w.message(102)), sync(w.DISPLAY))
# The picture by which a session shows that it lives on, with a surface that may be there already.
PROOF = display(w.surface_create(), w.fill(0x13579B))
