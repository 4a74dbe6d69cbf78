#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""VNC of guests by its address: passwords and certificates as libvirt sets them up in QEMU.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import pathlib
import sys

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from guests import FAILED, PASSWORD, REFUSED, Case  # noqa: E402


def graphics(address, password=None):
    secret = f" passwd='{password}'" if password else ""
    return f"<graphics type='vnc' port='-1' autoport='yes' listen='{address}'{secret}/>"


class Password(Case):
    protocol = "vnc"

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
        """Who may read the password of another machine's guest is not asked for it."""
        self.check_picture("-c", self.far, "far")

    def test_listens_inside_another_machine(self):
        """The way is the ssh connection by which the host is reached."""
        self.check_picture("-c", self.far, "near")


class Certificate(Case):
    protocol = "vnc"

    @classmethod
    def setUpClass(cls):
        cls.start_tls()
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
        self.check_picture("--ca-file", self.ca, "-c", self.far, "locked")
        self.check_refused(FAILED, "certificate", "-c", self.far, "locked")


if __name__ == "__main__":
    tap.main()
