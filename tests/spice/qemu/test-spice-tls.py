#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""TLS of QEMU's SPICE: whom it is believed, and what becomes of the rest.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TESTS / "support"))
import certificates  # noqa: E402
import tap  # noqa: E402

ORIEL = os.environ["ORIEL"]
DONE, FAILED, USAGE, REFUSED, _ = range(5)


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pki = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="oriel-")))
        certificates.make(cls.pki)
        cls.uris = {name: cls.start("--tls", str(cls.pki), name)
                    for name in ("server", "elsewhere", "expired")}

    @classmethod
    def start(cls, *options):
        server = subprocess.Popen([TESTS / "spice" / "qemu" / "real-server", *options], text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        cls.addClassCleanup(server.communicate)
        return server.stdout.readline().removeprefix("READY ").strip()

    def shoot(self, *words):
        """Takes a picture, in the folder of the certificates."""
        return subprocess.run(
            [ORIEL, "screenshot", "-o", "-", *words], stdin=subprocess.DEVNULL, cwd=self.pki,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, timeout=60,
            check=False)

    def check_picture(self, *words):
        result = self.shoot(*words)
        self.assertEqual(result.returncode, DONE, result.stderr)
        self.assertEqual(result.stdout[:4], b"\x89PNG")

    def check_refused(self, reason, *words, status=FAILED):
        result = self.shoot(*words)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertRegex(result.stderr.decode(), reason)
        self.assertEqual(result.stdout, b"")

    def test_right(self):
        self.check_picture("--ca-file", "ca.pem", self.uris["server"])

    def test_old_names(self):
        self.check_picture("--spice-ca-file", "ca.pem", "--spice-host-subject", "CN=elsewhere",
                           "--spice-secure-channels", "all", self.uris["elsewhere"])

    def test_unknown_authority(self):
        for words in ((), ("--ca-file", "other-ca.pem")):
            self.check_refused("authority that signed it is not known.*--ca-file", *words,
                               self.uris["server"])

    def test_no_authority(self):
        """Nobody falls back to the system's authorities."""
        (self.pki / "empty.pem").write_text("no certificate\n")
        self.check_refused("holds no certificate", "--ca-file", "empty.pem", self.uris["server"],
                           status=USAGE)
        self.check_refused("cannot be read", "--ca-file", "absent.pem", self.uris["server"],
                           status=USAGE)

    def test_other_host(self):
        self.check_refused("another name than 'localhost'.*--host-subject", "--ca-file", "ca.pem",
                           self.uris["elsewhere"])
        self.check_refused("another name than '127.0.0.1'", "--ca-file", "ca.pem",
                           self.uris["server"].replace("localhost", "127.0.0.1"))

    def test_subject(self):
        self.check_picture("--ca-file", "ca.pem", "--host-subject", "CN=elsewhere",
                           self.uris["elsewhere"])
        self.check_refused("does not have the subject 'CN=server'", "--ca-file", "ca.pem",
                           "--host-subject", "CN=server", self.uris["elsewhere"])

    def test_expired(self):
        self.check_refused("it has expired", "--ca-file", "ca.pem", self.uris["expired"])

    def test_ciphers(self):
        self.check_picture("--ca-file", "ca.pem", "--tls-ciphers", "ECDHE-ECDSA-AES256-GCM-SHA384",
                           self.uris["server"])
        self.check_refused("no cipher in 'ROT13'", "--tls-ciphers", "ROT13", self.uris["server"],
                           status=USAGE)

    def test_secure_channels(self):
        self.check_picture("--ca-file", "ca.pem", "--secure-channels", "main, display",
                           self.uris["server"])
        self.check_refused("not 'telepathy'", "--secure-channels", "main,telepathy",
                           self.uris["server"], status=USAGE)

    def test_secure_channels_in_clear(self):
        """A server without TLS is not spoken to where TLS is wanted."""
        self.check_refused("TLS is wanted", "--secure-channels", "inputs", self.start("--tcp"))
        self.check_refused("TLS is wanted", "--secure-channels", "all", self.start())

    def test_user(self):
        """SASL inside of TLS, with the name in the address and the password in a file."""
        uri = self.start("--tls", str(self.pki), "server", "--sasl", "scram-sha-1")
        uri = uri.replace("//", "//fred@")
        for password, status in (("secret12", DONE), ("wrong", REFUSED)):
            (self.pki / "password").write_text(password)
            result = subprocess.run(
                [ORIEL, "screenshot", "-o", "-", "--ca-file", "ca.pem", "--password-fd", "0", uri],
                stdin=(self.pki / "password").open(), cwd=self.pki, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, start_new_session=True, timeout=60, check=False)
            self.assertEqual(result.returncode, status, result.stderr)

    def test_not_tls(self):
        uri = self.start("--tcp").replace("spice:", "spice+tls:")
        self.check_refused("cannot agree on TLS", uri)


if __name__ == "__main__":
    tap.main()
