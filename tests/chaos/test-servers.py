#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that die, freeze, hurry, dawdle and change their mind, and lines that break: whoever looks
at a console is told what happened, and sees it again at the next try after it can be seen.

Environment: as of chaos.py, and ORIEL_TEST_VNC_SERVER, ORIEL_TEST_SPICE_SERVER.
"""

import hashlib
import os
import pathlib
import signal
import ssl
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "sdl")]
import certificates  # noqa: E402
import tap  # noqa: E402
from chaos import Line, Watcher, wait_for  # noqa: E402
from servers import Server  # noqa: E402

NEXT_TRY = 1  # seconds: of the backoff, for a while after an end
ROUNDS = 15


class Servers:
    protocol = program = None
    options = ()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-chaos-", dir="/tmp")
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "socket")
        self.server = None
        self.serve()
        self.addCleanup(lambda: self.end_server())

    def serve(self, *options):
        pathlib.Path(self.path).unlink(missing_ok=True)
        self.server = Server(self.program, "--unix", self.path, *self.options, *options)
        return time.monotonic()

    def end_server(self):
        """As QEMU ends when it is killed: without a word, and its socket stays."""
        self.server.process.send_signal(signal.SIGCONT)
        self.server.process.kill()
        self.server.close()

    def look(self, *words, uri=None, **more):
        uri = uri or f"{self.protocol}+unix://{self.path}"
        watcher = Watcher("--reconnect", *words, uri, **more)
        self.addCleanup(watcher.close)
        return watcher

    def type_key(self, watcher):
        """It arrives, and does not stay pressed."""
        self.server.lines.clear()
        watcher.tell("key 0x1e down")
        watcher.tell("key 0x1e up")
        wait_for(lambda: self.keys() >= 2, lambda: f"a key arrives: {self.server.lines}")
        self.assertTrue([line for line in self.server.lines if line.startswith("key")][-1]
                        .endswith("up"))

    def keys(self):
        return sum(line.startswith("key") for line in list(self.server.lines))

    def check_soon(self, returned, shown):
        """At the next try; how much later a busy machine is, is told."""
        print(f"# back {max(shown - returned, 0):.2f} s after the server", flush=True)
        self.assertLess(shown - returned, NEXT_TRY + 10)

    def test_killed(self):
        watcher = self.look()
        watcher.wait("state shown")
        self.end_server()
        watcher.wait("failed .*(lost|ended|closed|connection)")
        watcher.wait("state ended .*trying again in 1 s")
        watcher.wait("failed .*nothing listens there")
        returned = self.serve()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_rounds(self):
        """Nothing is left behind by sessions that ended."""
        watcher = self.look()
        watcher.wait("state shown")
        before = watcher.fds()
        for _ in range(ROUNDS):
            self.server.tell("drop")
            watcher.wait("failed")
            watcher.tell("now")
            watcher.wait("state shown")
        self.assertLessEqual(watcher.fds(), before + 4)
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")
        self.type_key(watcher)

    def test_frozen(self):
        """A server that stands still keeps the picture; the keys wait for it, and none is stuck."""
        watcher = self.look()
        watcher.wait("state shown")
        self.type_key(watcher)
        self.server.process.send_signal(signal.SIGSTOP)
        self.server.lines.clear()
        watcher.tell("key 0x1e down")
        watcher.tell("key 0x1e up")
        self.server.process.send_signal(signal.SIGCONT)
        wait_for(lambda: self.keys() >= 2, "the keys arrive")
        self.type_key(watcher)
        self.assertFalse(watcher.says("failed"))

    def test_suspended(self):
        """The viewer stands still while its server goes and comes, with a key down, and while it
        counts down: the picture is back by itself, and nothing is pressed."""
        watcher = self.look()
        watcher.wait("state shown")
        watcher.tell("key 0x1e down")
        wait_for(lambda: self.keys() >= 1, "a key is down")
        watcher.stop()
        self.end_server()
        self.serve()
        returned = watcher.resume()
        watcher.wait("failed")
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)
        self.end_server()
        watcher.wait("state ended .*trying again")
        watcher.stop()
        self.serve()
        returned = watcher.resume()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_broken_line(self):
        line = Line(self.path)
        self.addCleanup(line.cut)
        watcher = self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")
        watcher.wait("state shown")
        watcher.tell("key 0x1e down")
        wait_for(lambda: self.keys() >= 1, "a key is down")
        line.cut()
        watcher.wait("failed")
        line.mend()
        returned = time.monotonic()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_storm(self):
        """The guest changes its mode as fast as it can; the last one is what is shown."""
        watcher = self.look()
        watcher.wait("state shown")
        for number in range(100):
            self.server.tell(f"resize {320 + number * 8} {200 + number * 4}")
            watcher.tell(f"key 0x1e {'up' if number % 2 else 'down'}")
        self.server.tell("resize 808 606")
        watcher.wait("size 808x606")
        self.assertFalse(watcher.says("failed"))
        self.type_key(watcher)

    def test_slow(self):
        """What is typed is not behind what is shown."""
        line = Line(self.path, rate=256 * 1024)
        self.addCleanup(line.cut)
        watcher = self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")
        watcher.wait("state shown")
        self.type_key(watcher)
        self.assertFalse(watcher.says("failed"))


class Vnc(Servers, unittest.TestCase):
    protocol = "vnc"
    program = "ORIEL_TEST_VNC_SERVER"

    def test_now(self):
        """Nobody has to wait for the countdown."""
        self.end_server()
        watcher = self.look()
        watcher.wait("trying again in 2 s")
        self.serve()
        watcher.tell("now")
        watcher.wait("state shown")

    def test_frozen_at_first(self):
        self.server.process.send_signal(signal.SIGSTOP)
        watcher = self.look()
        watcher.wait("state connecting .* s so far")
        watcher.wait("failed .*did not .*within")
        self.server.process.send_signal(signal.SIGCONT)
        returned = time.monotonic()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)

    def test_changed_password(self):
        """The one that was right is tried once, and then the person is asked."""
        self.server.tell("password first")
        wait_for(lambda: self.server.says("ok"), "it has a password")
        reader, writer = os.pipe()
        os.write(writer, b"first\n")
        os.close(writer)
        watcher = self.look(f"--password-fd={reader}", pass_fds=(reader,))
        os.close(reader)
        watcher.wait("state shown")
        self.server.tell("password second")
        self.server.tell("drop")
        watcher.wait("failed")
        watcher.wait("state asking")
        watcher.tell("answer wrong")
        watcher.wait("state asking")
        watcher.tell("answer second")
        watcher.wait("state shown")
        self.type_key(watcher)


class Spice(Servers, unittest.TestCase):
    protocol = "spice"
    program = "ORIEL_TEST_SPICE_SERVER"
    options = ("--vnc-words",)

    def serve_tls(self, certificate):
        """Its port, after the server that was there is gone."""
        self.end_server()
        pki = self.folder.name
        self.server = Server(self.program, "--tcp", "--tls", "--tls-key", f"{pki}/server-key.pem",
                             "--tls-cert", f"{pki}/{certificate}.pem", "--tls-ca", f"{pki}/ca.pem")
        return int(self.server.ready[1])

    def test_changed_certificate(self):
        """It is refused aloud, nobody is asked, and the one that is trusted is seen again."""
        certificates.make(self.folder.name)
        line = Line(self.serve_tls("server"))
        self.addCleanup(line.cut)
        trusted = ssl.PEM_cert_to_DER_cert(pathlib.Path(self.folder.name, "server.pem").read_text())
        known = pathlib.Path(self.folder.name, "oriel", "known-certificates")
        known.parent.mkdir()
        known.write_text(f"{hashlib.sha256(trusted).hexdigest()} localhost:{line.port}\n")
        watcher = self.look(uri=f"spice://localhost?tls-port={line.port}",
                            environment={"XDG_DATA_HOME": self.folder.name})
        watcher.wait("state shown")
        line.path = self.serve_tls("elsewhere")
        watcher.wait("failed .*HAS CHANGED")
        line.path = self.serve_tls("server")
        watcher.tell("now")
        watcher.wait("state shown")
        self.assertFalse(watcher.says("state asking"))

    def test_silent_line(self):
        """A connection that is taken, and leads nowhere."""
        line = Line(self.path)
        self.addCleanup(line.cut)
        line.hold()
        watcher = self.look(uri=f"{self.protocol}://127.0.0.1:{line.port}")
        watcher.wait("failed .*did not .*within")
        line.cut()
        watcher.wait("failed .*nothing listens there")
        line.mend()
        returned = time.monotonic()
        self.check_soon(returned, watcher.wait("state shown"))
        self.type_key(watcher)


if __name__ == "__main__":
    tap.main()
