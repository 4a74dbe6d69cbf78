# SPDX-License-Identifier: LGPL-2.1-or-later
"""Cases about the displays of guests of a private libvirt daemon, on this machine and on another.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import certificates
from libvirt import Daemon
from sshd import Sshd

ORIEL = os.environ["ORIEL"]
DONE, FAILED, _, REFUSED, UNREACHABLE = range(5)
PASSWORD = "canary12"


class Case(unittest.TestCase):
    """A daemon and where its guests listen; 0.0.0.0 is what other machines reach."""

    protocol = None  # of the guests' displays, for the cases of a class

    @classmethod
    def start(cls, *options):
        cls.directory = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="oriel-")))
        cls.directory.chmod(0o755)
        cls.daemon = Daemon(*options)
        cls.addClassCleanup(cls.daemon.close)
        cls.sshd = Sshd()
        cls.addClassCleanup(cls.sshd.close)
        cls.far = cls.sshd.libvirt_uri(cls.daemon.socket)

    @classmethod
    def start_tls(cls):
        """A daemon whose guests have certificates, by an authority that is known, or not."""
        pki = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="oriel-")))
        certificates.make(pki)
        for there, here in (("ca", "ca-cert"), ("server", "server-cert")):
            shutil.copy(pki / f"{there}.pem", pki / f"{here}.pem")
        for path in (pki, *pki.iterdir()):
            path.chmod(0o755)
        cls.start("--tls", str(pki))
        cls.ca, cls.other_ca = str(pki / "ca.pem"), str(pki / "other-ca.pem")

    def address(self, guest):
        """The URI where the guest listens, with the name its certificate has."""
        port = re.search(f"<graphics type='{self.protocol}' port='(\\d+)'",
                         self.daemon.virsh("dumpxml", guest))[1]
        return f"{self.protocol}://localhost:{port}"

    def shoot(self, *words, password=None):
        """Takes a picture, without a terminal."""
        fds = ()
        if password is not None:
            reader, writer = os.pipe()
            os.write(writer, password.encode())
            os.close(writer)
            fds = (reader,)
            words = ("--password-fd", str(reader), *words)
        result = subprocess.run(
            [ORIEL, "screenshot", "-o", "-", *words], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=fds, start_new_session=True,
            timeout=60, check=False)
        for fd in fds:
            os.close(fd)
        return result

    def check_picture(self, *words, password=None):
        result = self.shoot(*words, password=password)
        self.assertEqual(result.returncode, DONE, result.stderr)
        self.assertEqual(result.stdout[:4], b"\x89PNG")

    def check_refused(self, status, reason, *words, password=None):
        result = self.shoot(*words, password=password)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertRegex(result.stderr.decode(), reason)
        self.assertEqual(result.stdout, b"")
        self.assertNotIn(PASSWORD.encode(), result.stderr)
