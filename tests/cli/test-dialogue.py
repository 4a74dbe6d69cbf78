#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Commands that ask or show as they go: raw text consoles, and passwords.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH, VNC_SERVER (tests/servers/vnc-server).
"""

import contextlib
import os
import pathlib
import pty
import select
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap  # noqa: E402
from program import DONE, FAILED, ORIEL, REFUSED, Case, oriel  # noqa: E402


class RawConsole(Case):
    """The text console of the made-up backend says what it hears."""

    def start(self, output):
        process = subprocess.Popen([ORIEL, "console", "--raw", "test://"], stdin=subprocess.PIPE,
                                   stdout=output, stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        return process

    def finish(self, process):
        """Types until it has ended."""
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            try:
                process.stdin.write(b"~")
                process.stdin.flush()
            except BrokenPipeError:
                break
            select.select([process.stderr], [], [], 0.05)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        return process.wait(60)

    def test_reader_has_enough(self):
        """As in a pipe to head: it ends when what it says is not read any more."""
        process = self.start(subprocess.PIPE)
        process.stdin.write(b"hello")
        process.stdin.flush()
        self.assertEqual(process.stdout.read(1), b"h")
        process.stdout.close()
        self.assertEqual(self.finish(process), DONE)
        self.assertEqual(process.stderr.read(), b"")

    def test_no_room(self):
        """What cannot be written is not dropped in silence."""
        with open("/dev/full", "wb") as full:
            process = self.start(full)
        self.assertEqual(self.finish(process), FAILED)
        self.assertIn(b"No space left on device", process.stderr.read())


class Password(Case):
    def setUp(self):
        super().setUp()
        self.path = str(self.directory / "vnc")
        self.server = subprocess.Popen(
            [os.environ["VNC_SERVER"], "--unix", self.path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.server.communicate)
        self.assertIn(b"READY", self.server.stdout.readline())
        self.server.stdin.write(b"password secret\n")
        self.server.stdin.flush()
        self.assertEqual(self.server.stdout.readline(), b"ok\n")

    def shoot(self, password):
        reader, writer = os.pipe()
        os.write(writer, password)
        os.close(writer)
        result = oriel("screenshot", "--password-fd", str(reader), f"vnc+unix://{self.path}", "-o",
                       "-", pass_fds=(reader,), start_new_session=True)
        os.close(reader)
        return result

    def test_right(self):
        self.assertEqual(self.check(self.shoot(b"secret\n"), DONE)[:4], b"\x89PNG")

    def test_wrong(self):
        self.check(self.shoot(b"wrong"), REFUSED, "refused the password")

    def test_no_terminal(self):
        result = oriel("screenshot", f"vnc+unix://{self.path}", start_new_session=True)
        self.assertEqual(result.returncode, REFUSED)
        self.assertIn(b"no terminal to ask on", result.stderr)

    def test_asked_on_the_terminal(self):
        path = self.directory / "picture.png"
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(ORIEL, [ORIEL, "screenshot", f"vnc+unix://{self.path}", "-o", str(path)])
        seen = b""
        while b"Password" not in seen or not seen.endswith(b": "):
            seen += os.read(terminal, 1024)
        os.write(terminal, b"secret\n")
        try:
            while data := os.read(terminal, 1024):
                seen += data
        except OSError:  # the other side is closed
            pass
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(status), DONE, seen)
        self.assertNotIn(b"secret", seen)
        self.assertTrue(path.exists())


if __name__ == "__main__":
    tap.main()
