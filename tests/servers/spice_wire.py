# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bytes of the SPICE protocol as a server sends them, right or wrong.

Numbers and layouts: spice/protocol.h, spice/enums.h, spice/vd_agent.h, and the protocol's
description in spice-common, spice.proto. Everything is little-endian and packed.
"""
import base64
import struct

MAIN, DISPLAY, INPUTS, CURSOR, PLAYBACK, RECORD = 1, 2, 3, 4, 5, 6

# Any RSA key of 1024 bits; nobody decrypts what it encrypts.
KEY = base64.b64decode(
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDGUcaNaFF8NAGccxUceN0FCt8VG6MPY1Il"
    "GV3Iskd3U2MSQFvpSUh1z5du1kwYqMpQnhNOqtPSC9/TEwDcrcX7VqjEov0CP/LdfplDLNou"
    "gOl9H///1CAOCCEa52MRfVOj76HzvN83yvS5Y9EnH1sSiCMGm0LIkYklwqebKAeL1QIDAQAB")

AUTH_SELECTION, AUTH_SPICE, AUTH_SASL, MINI_HEADER = 1, 2, 4, 8
COMMON_CAPS = AUTH_SELECTION | AUTH_SPICE | MINI_HEADER
# Of the display channel: sized frames, monitors, composite, A8 surfaces.
DISPLAY_CAPS = 15
# Of the main channel: half a migration, name, agent with tokens, whole migration.
MAIN_CAPS = 15

BITMAP, QUIC, LZ_PLT, LZ_RGB, GLZ_RGB, FROM_CACHE, SURFACE = 0, 1, 100, 101, 102, 103, 104
JPEG, ZLIB_GLZ_RGB, JPEG_ALPHA, LZ4 = 105, 107, 108, 109
XRGB, ARGB = 32, 96
PRIMARY = 1
MJPEG = 1


def u8(*values):
    return bytes(values)


def u16(*values):
    return struct.pack(f"<{len(values)}H", *values)


def u32(*values):
    return struct.pack(f"<{len(values)}I", *values)


def i32(*values):
    return struct.pack(f"<{len(values)}i", *values)


def u64(*values):
    return struct.pack(f"<{len(values)}Q", *values)


def big32(*values):
    return struct.pack(f">{len(values)}I", *values)


# Linking


def link_reply(error=0, key=KEY, common=(COMMON_CAPS,), channel=(), offset=178, size=None,
               counts=None, magic=b"REDQ", version=(2, 2)):
    counts = (len(common), len(channel)) if counts is None else counts
    body = u32(error) + key + u32(*counts, offset) + u32(*common, *channel)
    return magic + u32(*version, len(body) if size is None else size) + body


# Messages, with a mini header


def message(kind, body=b"", size=None):
    return u16(kind) + u32(len(body) if size is None else size) + body


def ping(number=1, data=b""):
    return message(4, u32(number) + u64(0) + data)


def wait_for(*channels):
    return message(5, u8(len(channels)) + b"".join(u8(kind, number) + u64(serial)
                                                   for kind, number, serial in channels))


def notify(text, length=None):
    return message(7, u64(0) + u32(2, 2, 0) + u32(len(text) if length is None else length) + text
                   + b"\0")


def main_init(modes=3, mode=2, agent=0, tokens=10):
    return message(103, u32(0x1234, 1, modes, mode, agent, tokens, 0, 0))


def channels_list(*channels, count=None):
    return message(104, u32(len(channels) if count is None else count)
                   + b"".join(u8(kind, number) for kind, number in channels))


def mouse_mode(modes, mode):
    return message(105, u16(modes, mode))


def name(text, length=None):
    return message(113, u32(len(text) if length is None else length) + text)


def agent(kind, data, size=None):
    return message(109, u32(1, kind) + u64(0) + u32(len(data) if size is None else size) + data)


def destination(host, port=1, tls=0, subject=b"\0", tail=b""):
    """Of a migration: both strings lie behind what points to them."""
    fixed = 2 + 2 + 4 * 4 + len(tail)
    return (u16(port, tls) + u32(len(host), fixed, len(subject), fixed + len(host)) + tail + host
            + subject)


# Of the display channel


def rect(left, top, width, height):
    return i32(top, left, top + height, left + width)


WHOLE = rect(0, 0, 64, 64)
NO_MASK = bytes(13)


def base(box=WHOLE, surface=0, clip=b"\0"):
    return u32(surface) + box + clip


def surface_create(number=0, width=64, height=64, form=XRGB, flags=PRIMARY):
    return message(314, u32(number, width, height, form, flags))


def surface_destroy(number=0):
    return message(315, u32(number))


def fill(colour, box=WHOLE, surface=0, clip=b"\0", brush=None, mask=NO_MASK):
    brush = b"\1" + u32(colour) if brush is None else brush
    return message(302, base(box, surface, clip) + brush + u16(8) + mask)


def image(kind, data, width=64, height=64, number=1, flags=0):
    return u64(number) + u8(kind, flags) + u32(width, height) + data


def sized(data, size=None):
    return u32(len(data) if size is None else size) + data


def bitmap(data, width=64, height=64, form=8, flags=4, stride=None, palette=b""):
    """@palette is at its pointer, behind the pixels."""
    stride = width * 4 if stride is None else stride
    return u8(form, flags) + u32(width, height, stride) + (palette or u32(0)) + data


def copy(picture, box=WHOLE, area=WHOLE, surface=0, offset=None, clip=b"\0"):
    head = base(box, surface, clip)
    fixed = len(head) + 4 + 16 + 2 + 1 + len(NO_MASK)
    return message(304, head + u32(fixed if offset is None else offset) + area + u16(8) + b"\0"
                   + NO_MASK + picture)


def lz_header(kind=8, width=64, height=64, stride=256):
    return big32(0x20205A4C, 0x10001, kind, width, height, stride, 1)


def glz_header(kind=8, width=64, height=64, stride=256, number=5, distance=4):
    return (big32(0x20205A4C, 0x10001) + u8(kind | 0x10) + big32(width, height, stride)
            + struct.pack(">QI", number, distance))


def quic_header(kind=4, width=64, height=64):
    return b"QUIC" + u32(0, kind, width, height)


def monitors(*heads, count=None, most=16):
    """A head: its number, surface, width, height, x, y."""
    return message(317, u16(len(heads) if count is None else count, most)
                   + b"".join(u32(*head, 0) for head in heads))


def stream_create(number=1, codec=MJPEG, width=64, height=64, box=WHOLE, surface=0):
    return message(122, u32(surface, number) + u8(0, codec) + u64(0)
                   + u32(width, height, width, height) + box + b"\0")


def stream_data(data, number=1, size=None, time=1):
    return message(123, u32(number, time) + sized(data, size))


# Of the playback channel


def sound_start(channels=2, form=1, rate=48000):
    return message(103, u32(channels) + u16(form) + u32(rate, 0))


def sound_mode(mode=1):
    return message(102, u32(0) + u16(mode))


def sound(samples):
    return message(101, u32(1) + samples)


# Of the cursor channel


def cursor(width, height, data, kind=0, hot=(0, 0), flags=0, number=1):
    return u16(flags) + u64(number) + u8(kind) + u16(width, height, *hot) + data


def cursor_set(shape, x=0, y=0):
    return message(103, struct.pack("<2hB", x, y, 1) + shape)
