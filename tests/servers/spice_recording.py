# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a SPICE server said in sessions that were recorded: of each session and each of its channels,
by type and number, all bytes, the link's reply among them. In a file, zlib's of: session, type,
number, length in 4 bytes, bytes, for each channel."""
import random
import struct
import zlib

# A half of all corruptions hit these first bytes of a channel: its link and its first messages.
HEAD = 2048
DISPLAY = (2, 0)


def load(path):
    with open(path, "rb") as file:
        data = zlib.decompress(file.read())
    sessions, at = [], 0
    while at < len(data):
        session, kind, number, length = struct.unpack_from("<BBBI", data, at)
        at += 7
        if session == len(sessions):
            sessions.append({})
        sessions[session][kind, number] = data[at:at + length]
        at += length
    return sessions


def save(path, sessions):
    data = b"".join(struct.pack("<BBBI", session, *which, len(said)) + said
                    for session, channels in enumerate(sessions)
                    for which, said in sorted(channels.items()))
    with open(path, "wb") as file:
        file.write(zlib.compress(data, 9))


def corrupt(sessions, seed):
    """A copy of the channels of a session, with one other byte."""
    dice = random.Random(seed)
    channels = sessions[seed // 2 % len(sessions)]
    which = DISPLAY if seed % 2 == 0 else dice.choice(sorted(channels))
    said = bytearray(channels[which])
    at = dice.randrange(len(said) if seed % 2 == 0 else min(HEAD, len(said)))
    said[at] ^= dice.randrange(1, 256)
    return {**channels, which: bytes(said)}
