#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that connect to their viewer: a real X server, a real guest, and somebody who is no server
at all.

Environment: as of chaos.py.
"""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from chaos import Watcher, wait_for  # noqa: E402
from ports import find_port  # noqa: E402

MODE = "340x230"


class Listening(unittest.TestCase):
    def setUp(self):
        self.port = find_port()
        folder = tempfile.TemporaryDirectory(prefix="oriel-listening-", dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def wait_for_servers(self, *words):
        watcher = Watcher(*words, f"--listen={self.port}")
        self.addCleanup(watcher.close)
        watcher.wait(f"state waiting waiting for a server to connect to localhost:{self.port}")
        self.check_listening()
        return watcher

    def find_listening(self):
        """The addresses at which the port is open, as the kernel writes them."""
        with open("/proc/net/tcp", encoding="ascii") as file:
            rows = [line.split() for line in file]
        return [row[1] for row in rows if row[1].endswith(f":{self.port:04X}") and row[3] == "0A"]

    def check_listening(self):
        return wait_for(self.find_listening, "it listens")

    def start(self, *command, **more):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   **more)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def start_x(self):
        """An X server, and how to make it connect."""
        reader, writer = os.pipe()
        self.start(
            "Xtigervnc", "-displayfd", str(writer), "-SecurityTypes", "None", "-geometry", MODE,
            "-rfbunixpath", f"{self.folder}/vnc", "-rfbport", "-1", "-nolisten", "tcp",
            "-noreset", stdout=subprocess.DEVNULL, pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as file:
            display = f":{file.readline().strip()}"
        return ["vncconfig", "-display", display, "-connect", f"127.0.0.1:{self.port}"]

    @unittest.skipUnless(shutil.which("Xtigervnc") and shutil.which("vncconfig"), "no Xtigervnc")
    def test_x_server(self):
        """One is shown, a second one is turned away, and when the first is gone, the next is."""
        connect = self.start_x()
        watcher = self.wait_for_servers("--reconnect")
        subprocess.run(connect, check=True, timeout=60)
        watcher.wait(f"size {MODE}")
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        subprocess.run([*connect[:3], "-disconnect"], check=True, timeout=60)
        watcher.wait("failed")
        watcher.wait("state waiting")
        self.check_listening()
        subprocess.run(connect, check=True, timeout=60)
        watcher.wait(f"size {MODE}")
        watcher.wait("state shown")

    @unittest.skipUnless(shutil.which("qemu-system-x86_64"), "no QEMU")
    def test_guest(self):
        watcher = self.wait_for_servers()
        self.start("nice", "qemu-system-x86_64", "-accel", "tcg", "-m", "16", "-nodefaults", "-S",
                   "-vga", "std", "-vnc", f"127.0.0.1:{self.port},reverse=on",
                   stdout=subprocess.DEVNULL)
        watcher.wait("size ")
        watcher.wait("state shown")

    def test_no_server(self):
        """Who speaks something else is told of, and does not keep others from being waited for."""
        watcher = self.wait_for_servers("--reconnect")
        for words in (b"GET / HTTP/1.0\r\n\r\n", b""):
            with socket.create_connection(("127.0.0.1", self.port)) as stranger:
                stranger.sendall(words)
            watcher.wait("failed")
            watcher.wait("state waiting")
            self.check_listening()

    def test_once(self):
        """Without --reconnect it is the end, from which a person goes on."""
        watcher = self.wait_for_servers()
        socket.create_connection(("127.0.0.1", self.port)).close()
        watcher.wait("state ended")
        watcher.tell("now")
        watcher.wait("state waiting")
        watcher.tell("now")  # while it waits: the port is its own again at once
        watcher.wait("state connecting")
        watcher.wait("state waiting")
        self.check_listening()
        socket.create_connection(("127.0.0.1", self.port)).close()
        watcher.wait("state ended")
        self.assertFalse(watcher.says("listens there"))

    def test_taken(self):
        with socket.create_server(("127.0.0.1", self.port)):
            watcher = Watcher(f"--listen=127.0.0.1:{self.port}")
            self.addCleanup(watcher.close)
            watcher.wait("failed cannot wait at .*another program listens there")

    def test_loopback(self):
        """Nobody else is heard unless that was asked for."""
        self.wait_for_servers()
        self.assertEqual(self.check_listening(), [f"0100007F:{self.port:04X}"])


if __name__ == "__main__":
    tap.main()
