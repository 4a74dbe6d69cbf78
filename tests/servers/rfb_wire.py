# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bytes of the RFB protocol (RFC 6143), as a server sends them, right or wrong."""
import struct
import zlib

VERSION = b"RFB 003.008\n"

RAW, COPY_RECT, RRE, HEXTILE, TIGHT, ZRLE = 0, 1, 2, 5, 7, 16
DESKTOP_SIZE, LAST_RECT, RICH_CURSOR, X_CURSOR = -223, -224, -239, -240
POINTER_CHANGE, EXTENDED_KEY, AUDIO, LED_STATE = -257, -258, -259, -261
DESKTOP_NAME, EXTENDED_DESKTOP_SIZE, ALPHA_CURSOR, WMVI = -307, -308, -314, 0x574D5669

BELL = b"\x02"


def u16(*values):
    return struct.pack(f">{len(values)}H", *values)


def u32(*values):
    return struct.pack(f">{len(values)}I", *values)


def text(value):
    """A string after its length."""
    value = value.encode() if isinstance(value, str) else value
    return u32(len(value)) + value


def pixel_format(bpp=32, depth=24, big=0, true=1, maxima=(255, 255, 255), shifts=(16, 8, 0)):
    return struct.pack(">4B3H3B3x", bpp, depth, big, true, *maxima, *shifts)


def server_init(width=64, height=64, name=b"scripted", pixels=None, name_length=None):
    length = len(name) if name_length is None else name_length
    return u16(width, height) + (pixels or pixel_format()) + u32(length) + name


def types(*numbers):
    return bytes([len(numbers), *numbers])


def rect(x, y, width, height, encoding, payload=b""):
    return struct.pack(">4Hi", x, y, width, height, encoding) + payload


def update(*rects, count=None):
    return b"\0\0" + u16(len(rects) if count is None else count) + b"".join(rects)


def raw(x, y, width, height, colour=0x336699):
    return rect(x, y, width, height, RAW, struct.pack("<I", colour) * (width * height))


def cut_text(value, length=None):
    return b"\3\0\0\0" + u32(len(value) if length is None else length) + value


def screens(count, width, height):
    """The payload of an extended desktop size rectangle."""
    one = u32(0) + u16(0, 0, width, height) + u32(0)
    return bytes([count, 0, 0, 0]) + one * count


def audio(operation, payload=b""):
    """A QEMU audio message: 0 end, 1 begin, 2 data."""
    return b"\xff\x01" + u16(operation) + payload


def zrle(data):
    packed = zlib.compress(data)
    return u32(len(packed)) + packed


def compact(length):
    """Tight's length of one to three bytes."""
    if length < 0x80:
        return bytes([length])
    if length < 0x4000:
        return bytes([length & 0x7F | 0x80, length >> 7])
    return bytes([length & 0x7F | 0x80, length >> 7 & 0x7F | 0x80, length >> 14])


def jpeg(width, height):
    """A grey picture, two bits for each 8 x 8 pixels of it: the shortest codes there are, for no
    difference from the last grey, and no detail."""

    def segment(kind, data):
        return bytes([0xFF, kind]) + u16(len(data) + 2) + data

    def codes(table):
        return segment(0xC4, bytes([table, 1]) + bytes(15) + b"\0")

    blocks = (width + 7) // 8 * ((height + 7) // 8)
    return (b"\xff\xd8" + segment(0xDB, b"\0" + b"\1" * 64)
            + segment(0xC0, b"\x08" + u16(height, width) + b"\1\1\x11\0")
            + codes(0x00) + codes(0x10) + segment(0xDA, b"\1\1\0\0\x3f\0")
            + bytes((blocks + 3) // 4) + b"\xff\xd9")


def png(width, height):
    """A black picture of one bit a pixel: small on the wire, large in memory."""

    def chunk(kind, data):
        return u32(len(data)) + kind + data + u32(zlib.crc32(kind + data))

    header = u32(width, height) + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
