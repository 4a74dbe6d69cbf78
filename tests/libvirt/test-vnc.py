#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""VNC of guests by its address: passwords and certificates as libvirt sets them up in QEMU.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from libvirt import Daemon  # noqa: E402

ORIEL = os.environ["ORIEL"]
DONE, FAILED, _, REFUSED, _ = range(5)
PASSWORD = "canary12"
FAR = "qemu+ssh://localhost/session"

# In place of ssh to another machine: passes over options and the machine's name, and runs the command
# as the user there, whose session daemon it reaches.
SSH = """#!/bin/sh
while [ "$1" != -- ]; do shift; done
shift 2
export XDG_RUNTIME_DIR={directory}/run
exec {login} sh -c "$*"
"""


def graphics(address, password=None):
    secret = f" passwd='{password}'" if password else ""
    return f"<graphics type='vnc' port='-1' autoport='yes' listen='{address}'{secret}/>"


class Case(unittest.TestCase):
    """A daemon and where its guests listen; 0.0.0.0 is what other machines reach."""

    @classmethod
    def start(cls, *options):
        cls.directory = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="oriel-")))
        cls.directory.chmod(0o755)
        cls.daemon = Daemon(*options)
        cls.addClassCleanup(cls.daemon.close)
        ssh = cls.directory / "bin" / "ssh"
        ssh.parent.mkdir()
        user = cls.daemon.user
        login = "setpriv --clear-groups --reuid={user} --regid={group}".format(**user) if user else ""
        ssh.write_text(SSH.format(directory=cls.daemon.directory, login=login))
        ssh.chmod(0o755)

    def address(self, guest):
        """The URI where the guest listens, with the name its certificate has."""
        port = re.search(r"<graphics type='vnc' port='(\d+)'", self.daemon.virsh("dumpxml", guest))[1]
        return f"vnc://localhost:{port}"

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
            env=os.environ | {"PATH": f"{self.directory}/bin:{os.environ['PATH']}"},
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


class Password(Case):
    @classmethod
    def setUpClass(cls):
        cls.start()
        cls.daemon.create("near", graphics("127.0.0.1", PASSWORD))
        cls.daemon.create("far", graphics("0.0.0.0", PASSWORD))

    def test_right(self):
        self.check_picture(self.address("near"), password=PASSWORD)

    def test_wrong(self):
        self.check_refused(REFUSED, "refused the password", self.address("near"), password="wrong")

    def test_none(self):
        self.check_refused(REFUSED, "no terminal to ask on", self.address("near"))

    def test_past_the_password(self):
        """The daemon of this machine lets its user in."""
        self.check_picture("-c", self.daemon.uri, "near")

    def test_of_the_description(self):
        """Another machine's guest is reached by its address; who may read its password is not
        asked."""
        self.check_picture("-c", FAR, "far")

    def test_listens_inside_another_machine(self):
        self.check_refused(FAILED, "another machine", "-c", FAR, "near")


class Certificate(Case):
    @classmethod
    def setUpClass(cls):
        pki = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="oriel-")))
        subprocess.run([TESTS / "vnc" / "real-server", "certificates", pki], check=True)
        for there, here in (("ca", "ca-cert"), ("server", "server-cert")):
            shutil.copy(pki / f"{there}.pem", pki / f"{here}.pem")
        for path in (pki, *pki.iterdir()):
            path.chmod(0o755)
        cls.start("--vnc-tls", str(pki))
        cls.ca, cls.other_ca = str(pki / "ca.pem"), str(pki / "other-ca.pem")
        cls.daemon.create("open", graphics("127.0.0.1"))
        cls.daemon.create("locked", graphics("0.0.0.0", PASSWORD))

    def test_right(self):
        self.check_picture("--ca-file", self.ca, self.address("open"))

    def test_unknown_authority(self):
        self.check_refused(FAILED, "certificate", self.address("open"))

    def test_other_authority(self):
        self.check_refused(FAILED, "certificate", "--ca-file", self.other_ca, self.address("open"))

    def test_right_with_password(self):
        self.check_picture("--ca-file", self.ca, self.address("locked"), password=PASSWORD)

    def test_wrong_password(self):
        self.check_refused(REFUSED, "refused the password", "--ca-file", self.ca,
                           self.address("locked"), password="wrong")

    def test_of_the_description(self):
        self.check_picture("--ca-file", self.ca, "-c", FAR, "locked")
        self.check_refused(FAILED, "certificate", "-c", FAR, "locked")


if __name__ == "__main__":
    tap.main()
