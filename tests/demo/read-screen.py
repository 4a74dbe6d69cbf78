#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the text on a picture of a PC's screen in VGA text mode.

Usage: read-screen.py FILE.png

Text mode draws every character from one font, so each cell of the grid is compared with the glyphs
of that font, which is taken from the firmware that draws them (QEMU's VGA BIOS). Only exact matches
count. Exits with 1 when less than 90 % of the cells are characters: then it is no text screen.
"""

import struct
import sys
import zlib

FIRMWARE = "/usr/share/seabios/vgabios-stdvga.bin"
GLYPH_A = bytes.fromhex("000010386cc6c6fec6c6c6c600000000")
HEIGHT = 16
# Code page 437 where it is not ASCII: what a terminal shows for the glyphs below space and above ~.
LOW = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"


def read_png(path):
    """Returns width, height and rows of an RGB picture of 8 bits a sample."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        sys.exit(f"{path}: not a PNG file")
    position, body, header = 8, b"", None
    while position < len(data):
        size, kind = struct.unpack(">I4s", data[position : position + 8])
        chunk = data[position + 8 : position + 8 + size]
        position += size + 12
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", chunk)
        elif kind == b"IDAT":
            body += chunk
    width, height, depth, colour, _, _, interlace = header
    if (depth, colour, interlace) != (8, 2, 0):
        sys.exit(f"{path}: not an RGB picture of 8 bits a sample")
    return width, height, unfilter(zlib.decompress(body), width * 3, height)


def unfilter(body, stride, height):
    """Undoes the filters of PNG (ISO/IEC 15948, section 9)."""
    rows, above = [], bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        kind, row = body[start], bytearray(body[start + 1 : start + 1 + stride])
        for i in range(stride if kind else 0):
            left = row[i - 3] if i >= 3 else 0
            corner = above[i - 3] if i >= 3 else 0
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = above[i]
            elif kind == 3:
                guess = (left + above[i]) // 2
            else:
                guess = min((left, above[i], corner), key=lambda v: abs(left + above[i] - corner - v))
            row[i] = (row[i] + guess) & 0xFF
        rows.append(row)
        above = row
    return rows


def read_font():
    """Returns {bitmap: character} of the 8x16 font."""
    with open(FIRMWARE, "rb") as file:
        firmware = file.read()
    base = firmware.index(GLYPH_A) - ord("A") * HEIGHT
    font = {}
    for code in reversed(range(256)):  # of equal glyphs the lowest code stays
        glyph = firmware[base + code * HEIGHT : base + (code + 1) * HEIGHT]
        font[glyph] = LOW[code] if code < 32 else bytes([code]).decode("cp437")
    font[bytes(HEIGHT)] = " "
    return font


def read_cell(rows, x, y, font):
    """Returns the character drawn there, or None. Either of its two colours may be the paper."""
    cell = [
        [bytes(rows[y + dy][3 * (x + dx) : 3 * (x + dx) + 3]) for dx in range(8)]
        for dy in range(HEIGHT)
    ]
    colours = sorted({pixel for line in cell for pixel in line})
    if len(colours) > 2:
        return None
    for ink in colours:
        bits = (sum((pixel == ink) << (7 - i) for i, pixel in enumerate(line)) for line in cell)
        character = font.get(bytes(bits))
        if len(colours) == 1:
            return " "
        if character is not None:
            return character
    return None


def read_grid(width, height, rows, font, cell_width):
    """Returns the lines of text and the share of cells that are characters."""
    lines, known, cells = [], 0, 0
    for y in range(0, height - HEIGHT + 1, HEIGHT):
        line = [read_cell(rows, x, y, font) for x in range(0, width - cell_width + 1, cell_width)]
        cells += len(line)
        known += sum(character is not None for character in line)
        lines.append("".join(character or "?" for character in line).rstrip())
    return lines, known / cells if cells else 0


def main(path):
    width, height, rows = read_png(path)
    font = read_font()
    lines, share = max(
        (read_grid(width, height, rows, font, cell) for cell in (8, 9)), key=lambda grid: grid[1]
    )
    if share < 0.9 or not any(lines):
        sys.exit(f"{path}: no text screen ({width} x {height}, {share:.0%} of the cells known)")
    print("\n".join(lines).strip("\n"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: read-screen.py FILE.png")
    main(sys.argv[1])
