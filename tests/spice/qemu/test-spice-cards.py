#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests with the graphics cards of QEMU: the picture of `oriel screenshot` is QEMU's own, pixel for
pixel.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import tap  # noqa: E402

ORIEL = os.environ["ORIEL"]
# Fills the screen with colours in VGA's mode of 320x200, then rests: the plane at 0xa0000 counts up.
BOOT = bytes.fromhex("b81300cd10 6800a007 31ff 30c0 b9 00fa aa fec0 e2fb f4 ebfd")
PATIENCE = 60  # seconds until both are the same


def read_ppm(path):
    """Width, height and pixels, three bytes each."""
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
    """The same, of a picture with three or four bytes a pixel."""
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


class Guest:
    """It fills its screen, and rests."""

    def __init__(self, directory, card):
        self.directory = pathlib.Path(directory)
        self.uri = f"spice+unix://{self.directory}/socket"
        disk = self.directory / "disk"
        disk.write_bytes(BOOT.ljust(510, b"\0") + b"\x55\xaa")
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-m", "16", "-nodefaults", "-display", "none",
             "-device", card, "-drive", f"format=raw,file={disk}", "-qmp", "stdio",
             "-spice", f"unix=on,addr={self.directory}/socket,disable-ticketing=on"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.ask("qmp_capabilities")

    def ask(self, command, **arguments):
        self.process.stdin.write(
            json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        self.process.stdin.flush()
        while True:
            answer = json.loads(self.process.stdout.readline())
            if "error" in answer:
                raise RuntimeError(answer["error"]["desc"])
            if "return" in answer:
                return

    def picture(self):
        path = self.directory / "picture"
        self.ask("screendump", filename=str(path))
        return read_ppm(path)

    def close(self):
        self.process.kill()
        self.process.communicate()


class Cards(unittest.TestCase):
    def look(self, card):
        directory = self.enterContext(tempfile.TemporaryDirectory(prefix="oriel-"))
        guest = Guest(directory, card)
        self.addCleanup(guest.close)
        deadline = time.monotonic() + PATIENCE
        while True:
            shot = subprocess.run([ORIEL, "screenshot", "-o", "-", guest.uri], timeout=PATIENCE,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
            shown, there = read_png(shot.stdout), guest.picture()
            if shown == there and len(set(there[2])) > 10:
                return
            self.assertLess(time.monotonic(), deadline, f"{shown[:2]} is not like {there[:2]}")

    def test_vga(self):
        self.look("VGA")

    def test_cirrus(self):
        self.look("cirrus-vga")

    def test_qxl(self):
        self.look("qxl-vga")

    def test_virtio(self):
        self.look("virtio-vga")


tap.main()
