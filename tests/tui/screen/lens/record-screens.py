#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records screens of guests for the tests of the text lens, with what they say where that is known.

    record-screens.py KERNEL FOLDER

KERNEL is a vmlinuz of Debian's package linux-image-amd64; memtest86+ is that of its own package. For
each screen a NAME.png is written; a NAME.txt has its lines where the script chose them.
"""

import pathlib
import sys
import tempfile
import time

from screens import PATIENCE, Guest, boot_sector, linux, write_png

CP437 = bytes(range(32, 127)) + bytes(range(128, 255))
MEMTEST = "/boot/memtest86+x64.bin"


def record(folder, name, options, word=None, lit=0, text=None):
    """Once the guest said @word, or so many of its pixels are not black."""
    with Guest(*options) as guest:
        if word is not None:
            guest.wait_serial(word)
        end = time.monotonic() + PATIENCE
        while True:
            time.sleep(1)
            width, height, pixels = guest.shoot()
            black = sum(pixels[i:i + 3] == b"\0\0\0" for i in range(0, len(pixels), 3))
            if width * height - black >= lit:
                break
            if time.monotonic() > end:
                raise TimeoutError(f"{name} shows nothing")
        write_png(folder / f"{name}.png", width, height, pixels)
    if text is not None:
        # Blocks that are the same in other colours.
        text = text.translate(str.maketrans("█▀▌", " ▄▐"))
        lines = [line.rstrip(" ") for line in text.splitlines()]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n")
    print(name)


def all_letters():
    """A text screen with every letter of code page 437 in many colours, and its lines."""
    cells, lines = b"", ""
    for row in range(25):
        line = bytes(CP437[(row * 80 + column) % len(CP437)] for column in range(80))
        for column, code in enumerate(line):
            colors = (row * 80 + column) * 7 % 256
            # Letters in the colour of their background are not to be seen.
            cells += bytes([code, colors ^ 1 if colors >> 4 == colors & 15 else colors])
        lines += line.decode("cp437").rstrip(" ") + "\n"
    return cells, lines


def main():
    kernel, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    letters = "".join(chr(code) for code in range(33, 127))
    drawn = "╔═╦═╗┌─┬─┐ ░▒▓█▄▀ äöüßéèñ ÄÖÜ £¥ ½¼ ←↑→↓ π Σ ±"
    shown = [f"{n:2} {letters[n:] + letters[:n]}" for n in range(40)] + [drawn, "login: "]
    colored = "\033[2J\033[H" + "".join(f"\033[3{n % 7 + 1}m{line}\033[m\r\n"
                                        for n, line in enumerate(shown)).rstrip("\r\n")
    with tempfile.TemporaryDirectory() as directory:
        cells, lines = all_letters()
        disk = pathlib.Path(directory) / "disk"
        disk.write_bytes(boot_sector(cells).ljust(1 << 20, b"\0"))
        record(folder, "seabios", [], lit=6000)
        record(folder, "memtest", ["-kernel", MEMTEST], lit=100000)
        record(folder, "letters", ["-drive", f"file={disk},format=raw"], "R", text=lines)
        for name, append, columns, rows in (("linux", "", 128, 48),
                                            ("linux-large", "fbcon=font:TER16x32", 64, 24)):
            wrapped = [line[i:i + columns].rstrip(" ")
                       for line in shown for i in range(0, len(line), columns)]
            text = "\n".join(wrapped[-rows:]) + "\n"
            options = linux(kernel, directory, colored, f"console=tty0 quiet {append}")
            record(folder, name, options, "READY", text=text)
        record(folder, "panic", linux(kernel, directory, None, "console=tty0 panic=0"), "READY", 30000)


if __name__ == "__main__":
    main()
