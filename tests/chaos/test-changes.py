#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that come back with another password, or another certificate.

Environment: as of served.py, and ORIEL_TEST_REAL_SERVER (tests/vnc/real-server).
"""

import hashlib
import os
import pathlib
import shutil
import ssl
import sys
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "sdl")]
import certificates  # noqa: E402
import served  # noqa: E402
import tap  # noqa: E402
from chaos import Line, wait_for  # noqa: E402
from servers import Server  # noqa: E402


class Changes:
    def test_password(self):
        """The one that was right is tried once, and then the person is asked."""
        self.set_password("first")
        reader, writer = os.pipe()
        os.write(writer, b"first\n")
        os.close(writer)
        watcher = self.look(f"--password-fd={reader}", pass_fds=(reader,))
        os.close(reader)
        watcher.wait("state shown")
        self.assertFalse(watcher.says("state asking"))
        watcher.tell("key 0x1e down")
        wait_for(lambda: self.keys() >= 1, "a key is down")
        self.set_password("second")
        watcher.wait("failed")
        watcher.wait("state asking")
        watcher.tell("answer wrong")
        watcher.wait("state asking")
        watcher.tell("answer second")
        watcher.wait("state shown")
        self.type_key(watcher)
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")

    def test_typed(self):
        """What was typed is given again, until it is refused: then the person is asked, once."""
        self.set_password("first")
        watcher = self.look()
        watcher.wait("state asking")
        watcher.tell("answer first")
        watcher.wait("state shown")
        self.check_silent(watcher, "first")
        self.set_password("second")
        watcher.wait("state asking .*refuses the password that was known")
        watcher.tell("answer second")
        watcher.wait("state shown")
        self.check_silent(watcher, "second")

    def check_silent(self, watcher, word):
        """It comes back, twice, and nobody is asked."""
        for _ in range(2):
            begun = watcher.seen
            self.set_password(word)
            watcher.wait("failed|state ended")
            watcher.wait("state shown")
            self.assertFalse([line for _, line in watcher.lines[begun:] if "asking" in line])
        self.type_key(watcher)

    def fingerprint(self, name):
        """As it is told."""
        pem = pathlib.Path(self.folder.name, f"{name}.pem").read_text()
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper()

    def test_certificate(self):
        """It is refused aloud, nobody is asked, and nothing is tried until somebody wants it; the
        one that is trusted is seen again."""
        certificates.make(self.folder.name)
        trusted, other = self.fingerprint("server"), self.fingerprint("elsewhere")
        line = Line(self.serve_tls("server"))
        self.addCleanup(line.cut)
        watcher = self.look(uri=self.tls_uri.format(line.port),
                            environment={"XDG_DATA_HOME": self.folder.name})
        watcher.wait(f"state asking .*SHA256 {trusted}")
        watcher.tell("trust")
        watcher.wait("state shown")
        line.path = self.serve_tls("elsewhere")
        watcher.wait("state ended .*trying again")
        watcher.wait(f"failed .*HAS CHANGED.* Trusted is SHA256 {trusted}, shown was SHA256 {other}")
        watcher.wait("state ended .*HAS CHANGED")
        self.assertNotIn("trying again", watcher.lines[watcher.seen - 1][1])
        line.path = self.serve_tls("server")
        watcher.tell("now")
        watcher.wait("state shown")
        self.assertEqual(sum("state asking" in text for _, text in watcher.lines), 1)
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")


class Vnc(Changes, served.Vnc, unittest.TestCase):
    tls_uri = "vnc://localhost:{}"

    def set_password(self, word):
        """For those who come; who is there has to come again."""
        self.server.lines.clear()
        self.server.tell(f"password {word}")
        wait_for(lambda: self.server.says("ok"), "it has a password")
        self.server.tell("drop")

    def serve_tls(self, certificate):
        """The path of a real one, after that which was there is gone."""
        if hasattr(self, "real"):
            self.real.close()
        else:
            self.addCleanup(lambda: self.real.close())
        pki = self.folder.name
        self.real = Server("ORIEL_TEST_REAL_SERVER", "xtigervnc", "-SecurityTypes", "X509None",
                           f"-X509Key={pki}/server-key.pem", f"-X509Cert={pki}/{certificate}.pem")
        return self.real.ready[0].removeprefix("vnc+unix://")

    @unittest.skipUnless(shutil.which("Xtigervnc"), "no Xtigervnc")
    def test_certificate(self):
        super().test_certificate()


class Spice(Changes, served.Spice, unittest.TestCase):
    tls_uri = "spice://localhost?tls-port={}"

    def set_password(self, word):
        """Of one that starts again."""
        self.end_server()
        self.serve("--password", word)

    def serve_tls(self, certificate):
        """Its port, after the server that was there is gone."""
        self.end_server()
        pki = self.folder.name
        self.server = Server(self.program, "--tcp", "--tls", "--tls-key", f"{pki}/server-key.pem",
                             "--tls-cert", f"{pki}/{certificate}.pem", "--tls-ca", f"{pki}/ca.pem")
        return int(self.server.ready[1])


if __name__ == "__main__":
    tap.main()
