#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the table of glyphs of the text lens, from what guests show and from Debian's fonts.

    make-glyphs.py KERNEL FONTS >frontends/tui/screen/lens-glyphs.c

KERNEL is a vmlinuz of Debian's package linux-image-amd64, FONTS the folder of its package
console-setup-linux (usr/share/consolefonts), whose fonts are in the public domain.
"""

import gzip
import pathlib
import struct
import sys
import tempfile
import time

from screens import Guest, boot_sector, linux

# What the letters 0 to 31 and 127 of code page 437 are shown as.
LOW = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"
CP437 = LOW + bytes(range(32, 127)).decode() + "⌂" + bytes(range(128, 256)).decode("cp437")
FIXED = ["Lat15", "Lat2", "Lat7", "Lat38", "Uni1", "Uni2", "Uni3", "CyrSlav", "CyrAsia", "Greek"]

HEAD = """// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Glyphs of text screens, as tests/tui/screen/lens/make-glyphs.py writes them: the letters of VGA's
 * text mode from the screen of a guest, those of the Linux console from its kernel, and the font
 * Fixed of Debian's package console-setup-linux ("All console fonts are public domain by nature").
 */
#include "screen/lens-glyphs.h"

/* clang-format off */
"""


def vga(directory):
    """The text mode's glyphs: {code point: rows}."""
    # The first row has the cursor.
    screen = b" \7" * 80 + b"".join(bytes([code, 7]) for code in range(256))
    disk = pathlib.Path(directory) / "disk"
    disk.write_bytes(boot_sector(screen.ljust(4000, b"\0")).ljust(1 << 20, b"\0"))
    with Guest("-drive", f"file={disk},format=raw") as guest:
        guest.wait_serial("R")
        time.sleep(1)
        width, _, pixels = guest.shoot()
    glyphs = {}
    for code in range(256):
        left, top = code % 80 * 9, (1 + code // 80) * 16
        rows = bytes(sum((pixels[((top + y) * width + left + x) * 3] != 0) << (7 - x) for x in range(8))
                     for y in range(16))
        glyphs.setdefault(ord(CP437[code]), rows)
    return glyphs


def kernel_font(kernel, directory, append):
    with Guest(*linux(kernel, directory, "text", append)) as guest:
        guest.wait_serial("READY")
        words = [line.split() for line in guest.serial().splitlines()]
    bits = {int(line[1]): bytes.fromhex(line[2]) for line in words if line[:1] == ["GLYPH"]}
    glyphs = {ord(CP437[code]): rows for code, rows in bits.items()}
    # The kernel's own map has more names for some; the first is the one that is shown.
    for line in words:
        if line[:1] == ["MAP"]:
            code, position = int(line[1], 16), int(line[2])
            if code < 0xf000 and bits[position] not in glyphs.values():
                glyphs[code] = bits[position]
    return glyphs


def psf(path):
    """The glyphs of a console font (PSF1, PSF2), by the first of their names."""
    data = gzip.decompress(path.read_bytes())
    if data[:2] == b"\x36\x04":
        mode, size = data[2], data[3]
        count, start, wide = 512 if mode & 1 else 256, 4, True
    else:
        _, start, _, count, size = struct.unpack("<5I", data[4:24])
        wide = False
    table = data[start + count * size:]
    glyphs = {}
    for index in range(count):
        rows = data[start + index * size:start + (index + 1) * size]
        if wide:
            end = 0
            while table[end:end + 2] != b"\xff\xff":
                end += 2
            names, table = struct.unpack(f"<{end // 2}H", table[:end]), table[end + 2:]
            names = names[:names.index(0xfffe)] if 0xfffe in names else names
        else:
            end = table.index(b"\xff")
            names, table = table[:end].split(b"\xfe")[0].decode("utf-8"), table[end + 1:]
            names = [ord(name) for name in names]
        names = [name for name in names if name != 0xfffd and not 0xf000 <= name < 0xf900]
        if names:
            glyphs[min(names)] = rows
    return glyphs


def merge(fonts):
    """[(rows, code point)]: of a picture with several names, the first one's, and the simplest."""
    table = {}
    for font in fonts:
        for code, rows in sorted(font.items()):
            other = table.setdefault(rows, code)
            if other != code:
                print(f"{chr(code)} U+{code:04X} looks as {chr(other)} U+{other:04X}", file=sys.stderr)
    return sorted(table.items(), key=lambda item: (item[1], item[0]))


def print_table(name, glyphs, words, per_line):
    print(f"const {name[0]} {name[1]}[] = {{")
    entries = []
    for rows, code in glyphs:
        size = len(rows) // words
        parts = ", ".join(f"0x{int.from_bytes(rows[i * size:(i + 1) * size], 'big'):x}"
                          for i in range(words))
        entries.append(f"{{0x{code:x}, {{{parts}}}}},")
    for i in range(0, len(entries), per_line):
        print("    " + " ".join(entries[i:i + per_line]))
    print("};")
    print(f"const guint {name[1].replace('glyphs', 'n_glyphs')} = G_N_ELEMENTS({name[1]});\n")


def main():
    kernel, fonts = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as directory:
        small = [vga(directory), kernel_font(kernel, directory, "console=tty0 quiet")]
        large = kernel_font(kernel, directory, "console=tty0 quiet fbcon=font:TER16x32")
    small += [psf(fonts / f"{name}-Fixed16.psf.gz") for name in FIXED]
    print(HEAD)
    print_table(("LensGlyph", "lens_glyphs"), merge(small), 2, 2)
    print_table(("LensLargeGlyph", "lens_large_glyphs"), merge([large]), 8, 1)
    print("/* clang-format on */")


if __name__ == "__main__":
    main()
