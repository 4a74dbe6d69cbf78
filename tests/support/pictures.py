# SPDX-License-Identifier: LGPL-2.1-or-later
"""Files of pictures, as width, height and pixels, three bytes each."""

import struct
import zlib


def read_ppm(path):
    magic, size, _, pixels = path.read_bytes().split(b"\n", 3)
    assert magic == b"P6"
    width, height = map(int, size.split())
    return width, height, pixels


def unfilter(kind, line, above, step):
    """A row of a PNG, section 9 of its standard."""
    out = bytearray(line)
    for i, value in enumerate(line):
        left = out[i - step] if i >= step else 0
        up = above[i]
        corner = above[i - step] if i >= step else 0
        if kind == 1:
            value += left
        elif kind == 2:
            value += up
        elif kind == 3:
            value += (left + up) // 2
        elif kind == 4:
            guess = left + up - corner
            value += min((left, up, corner), key=lambda known: abs(guess - known))
        out[i] = value & 0xff
    return out


def read_png(data):
    """Of a picture with three or four bytes a pixel."""
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, _, colours = struct.unpack_from(">IIBB", body)
        elif kind == b"IDAT":
            packed += body
        at += size + 12
    step = {2: 3, 6: 4}[colours]
    plain, row, pixels = zlib.decompress(packed), bytes(width * step), bytearray()
    for y in range(height):
        start = y * (width * step + 1)
        row = unfilter(plain[start], plain[start + 1:start + 1 + width * step], row, step)
        for x in range(0, width * step, step):
            pixels += row[x:x + 3]
    return width, height, bytes(pixels)
