#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""SPICE of guests, which takes a connection a channel: passed on by the host, or by the address.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import collections
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import proxy  # noqa: E402
import tap  # noqa: E402
from guests import DONE, FAILED, PASSWORD, REFUSED, UNREACHABLE, Case  # noqa: E402
from libvirt import TWO_DISPLAYS  # noqa: E402

HIDDEN = "<graphics type='spice'><listen type='none'/></graphics>"
SOCKET = "<graphics type='spice'><listen type='socket'/></graphics>"


def locked(address):
    return (f"<graphics type='spice' port='-1' autoport='yes' listen='{address}' "
            f"passwd='{PASSWORD}'/>")


class Guests(Case):
    protocol = "spice"

    @classmethod
    def setUpClass(cls):
        cls.start()
        cls.daemon.create("hidden", HIDDEN)
        cls.daemon.create("socket", SOCKET)
        cls.daemon.create("near", locked("127.0.0.1"))
        cls.daemon.create("far", locked("0.0.0.0"))
        cls.daemon.create("both", f"<graphics type='vnc' port='-1'/>{HIDDEN}")
        cls.daemon.create("half", TWO_DISPLAYS)
        cls.daemon.unlink_display("half", "vnc")

    def test_no_address(self):
        """Every channel comes from the host: there is nothing else."""
        self.check_picture("-c", self.daemon.uri, "hidden")

    def test_past_the_password(self):
        """The daemon of this machine lets its user in, channel by channel."""
        self.check_picture("-c", self.daemon.uri, "near")

    def test_socket(self):
        self.check_picture("-c", self.daemon.uri, "socket")

    def test_second_display(self):
        self.check_picture("-c", self.daemon.uri, "--protocol", "spice", "both")

    def test_first_fails(self):
        """The guest's next display is shown, and that is said; unless a protocol was named."""
        result = self.shoot("-c", self.far, "half")
        self.assertEqual(result.returncode, DONE, result.stderr)
        self.assertRegex(result.stderr.decode(), r"^oriel: vnc failed, trying spice: .*\n$")
        result = self.shoot("-c", self.far, "--protocol", "spice", "half")
        self.assertEqual((result.returncode, result.stderr), (DONE, b""))
        self.check_refused(UNREACHABLE, "^oriel: .*half", "-c", self.far, "--protocol", "vnc", "half")

    def test_of_the_description(self):
        """Who may read the password of another machine's guest is not asked for it."""
        self.check_picture("-c", self.far, "far")

    def test_inside_another_machine(self):
        """Every channel goes through the one ssh connection, to a port or to a socket."""
        before = self.sshd.count_logins()
        self.check_picture("-c", self.far, "near")
        self.check_picture("-c", self.far, "socket")
        self.assertEqual(self.sshd.count_logins(), before + 2)

    def test_by_address(self):
        self.check_picture(self.address("near"), password=PASSWORD)
        self.check_refused(REFUSED, "refused the password", self.address("near"), password="wrong")
        self.check_refused(REFUSED, "no terminal to ask on", self.address("near"))


class Certificate(Case):
    """Guests that speak TLS: alone, where they are asked, and where they insist."""

    protocol = "spice"

    @classmethod
    def setUpClass(cls):
        cls.start_tls()
        for name, mode, channels in (("secure", "secure", {}), ("either", "any", {}),
                                     ("main", "any", {"main": "secure", "inputs": "secure"}),
                                     ("most", "secure", {"display": "insecure"})):
            lines = "".join(f"<channel name='{c}' mode='{m}'/>" for c, m in channels.items())
            cls.daemon.create(name, "<graphics type='spice' autoport='yes' listen='0.0.0.0' "
                              f"defaultMode='{mode}'>{lines}</graphics>")
        cls.daemon.create("inside", "<graphics type='spice' autoport='yes' listen='127.0.0.1' "
                          "defaultMode='secure'/>")

    def test_near(self):
        words = ("--host-subject=CN=server", "-c", self.daemon.uri, "secure")
        self.check_picture("--ca-file", self.ca, *words)
        self.check_refused(FAILED, "authority", "--ca-file", self.other_ca, *words)

    def test_far(self):
        """By its address, if it has one: by way of ssh there is no TLS."""
        for words in (), ("--direct",):
            self.check_picture("--ca-file", self.ca, *words, "-c", self.far, "secure")
            self.check_refused(FAILED, "authority", "--ca-file", self.other_ca, *words, "-c",
                               self.far, "secure")
        self.check_refused(FAILED, "TLS alone, which is not spoken by way of ssh", "--ca-file",
                           self.ca, "-c", self.far, "inside")

    def test_ports(self):
        """The first connection, which is main's, is to the port for TLS where main is encrypted, by
        the program or by the guest's description; and so are those of the other such channels."""
        for guest, asked_for, ports in (("either", "main", "secure plain plain plain"),
                                        ("either", "all", "secure secure secure secure"),
                                        ("either", "inputs", "plain plain plain secure"),
                                        ("main", None, "secure plain plain secure"),
                                        ("main", "cursor", "secure plain secure secure"),
                                        ("most", None, "secure plain secure secure")):
            self.check_ports(guest, asked_for, ports.split())

    def check_ports(self, guest, asked_for, ports):
        """Of main, and of display, cursor and inputs in some order; not all of them may be there
        before the picture is."""
        xml = self.daemon.virsh("dumpxml", guest)
        names = {int(re.search(f" {key}='(\\d+)'", xml)[1]): name
                 for key, name in (("port", "plain"), ("tlsPort", "secure"))}
        between = proxy.Proxy()
        self.addCleanup(between.close)
        words = ("--secure-channels", asked_for) if asked_for else ()
        with self.subTest(guest=guest, asked_for=asked_for):
            self.check_picture("--direct", "--proxy", f"http://127.0.0.1:{between.port}", "--ca-file",
                               self.ca, "--host-subject=CN=server", *words, "-c", self.daemon.uri,
                               guest)
            seen = [names[port] for _, port in between.asked]
            self.assertEqual(seen[0], ports[0])
            self.assertFalse(collections.Counter(seen) - collections.Counter(ports), seen)


if __name__ == "__main__":
    tap.main()
