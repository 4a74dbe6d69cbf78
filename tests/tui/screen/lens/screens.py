# SPDX-License-Identifier: LGPL-2.1-or-later
"""Screens of guests in QEMU: boot sectors, memory tests, and Linux, as lists of pixels."""

import json
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "support"))
from initrd import archive  # noqa: E402

PATIENCE = 120  # seconds


class Guest:
    """A machine under QEMU. Use as a context manager."""

    def __init__(self, *options):
        self.directory = tempfile.TemporaryDirectory()
        path = pathlib.Path(self.directory.name)
        self.serial_file = path / "serial"
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-m", "256", "-display", "none", "-vga", "std",
             "-nic", "none", "-serial", f"file:{self.serial_file}",
             "-qmp", f"unix:{path}/qmp,server=on,wait=off", *options], stdin=subprocess.DEVNULL)
        self.socket = socket.socket(socket.AF_UNIX)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.socket.connect(f"{path}/qmp")
                break
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.05)
        self.stream = self.socket.makefile("rw")
        self.stream.readline()
        self.command("qmp_capabilities")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.socket.close()
        self.directory.cleanup()

    def command(self, name, **arguments):
        self.stream.write(json.dumps({"execute": name, "arguments": arguments}) + "\n")
        self.stream.flush()
        while True:
            answer = json.loads(self.stream.readline())
            if "error" in answer:
                raise RuntimeError(answer["error"]["desc"])
            if "return" in answer:
                return answer["return"]

    def serial(self):
        return self.serial_file.read_text(errors="replace") if self.serial_file.exists() else ""

    def wait_serial(self, word):
        end = time.monotonic() + PATIENCE
        while word not in self.serial():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"The guest never said {word}")
            time.sleep(0.1)

    def shoot(self):
        """(width, height, bytes of red, green and blue)"""
        path = pathlib.Path(self.directory.name) / "screen.ppm"
        self.command("screendump", filename=str(path))
        _, size, _, pixels = path.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        return width, height, pixels


def boot_sector(screen):
    """Options for a guest that shows the 4000 bytes (letter, colours) as its text screen."""
    code = bytes([
        0xb8, 0x03, 0x00, 0xcd, 0x10,  # mov ax, 3; int 10h: 80x25
        0xb8, 0x03, 0x10, 0x30, 0xdb, 0xcd, 0x10,  # mov ax, 1003h; xor bl, bl; int 10h: no blinking
        0xb8, 0x08, 0x02, 0xb9, 0x02, 0x00, 0xba, 0x80, 0x00,  # 8 sectors from the second on,
        0xbb, 0x00, 0x7e, 0xcd, 0x13,  # of the first disk, to 7e00h
        0xb8, 0x00, 0xb8, 0x8e, 0xc0,  # es = b800h
        0xbe, 0x00, 0x7e, 0x31, 0xff, 0xb9, 0xd0, 0x07, 0xf3, 0xa5,  # copy 2000 words
        0xb0, 0x52, 0xba, 0xf8, 0x03, 0xee,  # out 3f8h, 'R'
        0xf4, 0xeb, 0xfd,  # hlt
    ])
    return code.ljust(510, b"\0") + b"\x55\xaa" + bytes(screen).ljust(8 * 512, b"\0")


def linux(kernel, directory, text=None, append="", mode=0x317):
    """Options for a Linux guest that shows @text and tells its font."""
    directory = pathlib.Path(directory)
    subprocess.run(["gcc", "-static", "-O1", "-o", directory / "init", HERE / "init.c"], check=True)
    files = [("init", 0o100755, (directory / "init").read_bytes())]
    if text is not None:
        files.append(("text", 0o100644, text.encode()))
    (directory / "initrd").write_bytes(archive(files))
    return ["-kernel", str(kernel), "-initrd", str(directory / "initrd"),
            "-append", f"vga={mode} {append}"]


def write_png(path, width, height, pixels):
    """Rows of a text screen repeat, which the best compression finds."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + pixels[y * width * 3:(y + 1) * width * 3] for y in range(height))
    pathlib.Path(path).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
