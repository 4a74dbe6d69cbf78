#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests of another machine by way of ssh: a real ssh server in front of a real libvirt daemon.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap  # noqa: E402
from libvirt import Daemon  # noqa: E402
from sshd import Sshd  # noqa: E402
from waiting import wait_for  # noqa: E402

ORIEL = os.environ["ORIEL"]
DONE, FAILED, USAGE, REFUSED, UNREACHABLE = range(5)
PATIENCE = 120  # seconds
NEAR = "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>"
SOCKET = "<graphics type='vnc'><listen type='socket'/></graphics>"
CANARY = "canary-phrase"


def setUpModule():
    global daemon
    daemon = Daemon()
    unittest.addModuleCleanup(daemon.close)
    daemon.create("near", NEAR)
    daemon.create("socket", SOCKET)
    daemon.create("open", NEAR.replace("127.0.0.1", "0.0.0.0"))


class Case(unittest.TestCase):
    def start(self, **options):
        sshd = Sshd(**options)
        self.addCleanup(sshd.close)
        return sshd, sshd.libvirt_uri(daemon.socket)

    def shoot(self, uri, guest, *words, **environment):
        return subprocess.run(
            [ORIEL, "screenshot", "--timeout", "50", "-o", "-", "-c", uri, guest, *words], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            env=os.environ | environment, timeout=PATIENCE, check=False)

    def check_picture(self, uri, guest="near", **environment):
        result = self.shoot(uri, guest, **environment)
        self.assertEqual(result.returncode, DONE, result.stderr)
        self.assertEqual(result.stdout[:4], b"\x89PNG")

    def check_refused(self, status, reason, uri, guest="near"):
        result = self.shoot(uri, guest)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertRegex(result.stderr.decode(), reason)

    def talk(self, uri, *script):
        """Runs it on a terminal; `script` are pairs of what is waited for and what is typed.
        Returns the exit status and all that was shown."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(ORIEL, [ORIEL, "screenshot", "-o", os.devnull, "-c", uri, "near"])
        seen, answered, end = b"", 0, time.monotonic() + PATIENCE
        script = list(script)
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                seen += os.read(terminal, 4096)
            except OSError:
                break
            if script and script[0][0].encode() in seen[answered:]:
                os.write(terminal, script.pop(0)[1].encode() + b"\n")
                answered = len(seen)
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen.decode(errors="replace")


def wait_no_process(path):
    """Those that the directory belonged to may be about to end."""
    wait_for(lambda: subprocess.run(["pgrep", "-f", "--", path], stdout=subprocess.DEVNULL,
                                    check=False).returncode == 1, f"nobody knows {path} any more")


class OneConnection(Case):
    def test_one_login(self):
        """For the host and the console, whether it listens on a port or on a socket."""
        sshd, uri = self.start()
        for number, guest in enumerate(("near", "socket"), start=1):
            self.check_picture(uri, guest)
            self.assertEqual(sshd.count_logins(), number)

    def test_direct(self):
        """By ssh, even where the display could be reached without; unless that is wanted."""
        sshd, uri = self.start(options="LogLevel DEBUG1")
        for words, through in ((), 1), (("--direct",), 0):
            before = sshd.read_log().count("server_request_direct_tcpip")
            result = self.shoot(uri, "open", *words)
            self.assertEqual(result.returncode, DONE, result.stderr)
            after = sshd.read_log().count("server_request_direct_tcpip")
            self.assertEqual(bool(after - before), bool(through))

    def test_leaves_nothing(self):
        """No process, and nothing in the directory of sockets."""
        _, uri = self.start()
        runtime = self.enterContext(Directory())
        self.check_picture(uri, XDG_RUNTIME_DIR=runtime)
        self.assertEqual(os.listdir(runtime), [])
        wait_no_process(runtime)

    def test_killed(self):
        """What ran ssh cleans up for a program that cannot."""
        _, uri = self.start(passphrase=CANARY)
        runtime = self.enterContext(Directory())
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(ORIEL, [ORIEL, "list", "-c", uri], os.environ | {"XDG_RUNTIME_DIR": runtime})
        seen = b""
        while b"Password" not in seen:
            seen += os.read(terminal, 4096)
        self.assertEqual(len(os.listdir(runtime)), 1)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
        wait_for(lambda: os.listdir(runtime) == [], "the directory is removed")
        wait_no_process(runtime)

    def test_ipv6(self):
        try:
            _, uri = self.start(address="::1", name="::1")
        except OSError:
            self.skipTest("no IPv6 here")
        self.check_picture(uri)

    def test_programs_of_the_far_machine(self):
        """Where the server forwards nothing, its own programs do."""
        sshd, uri = self.start(options="AllowTcpForwarding no\nAllowStreamLocalForwarding no")
        self.check_picture(uri)
        self.check_picture(uri, "socket")
        self.assertEqual(sshd.count_logins(), 2)


class Questions(Case):
    def test_unknown_key(self):
        sshd, uri = self.start()
        sshd.known_hosts.unlink()
        self.check_refused(
            FAILED, "(?m)^oriel: near: ssh to localhost failed: its key is not trusted", uri)
        status, seen = self.talk(uri, ("Trust it? (yes/no)", "no"))
        self.assertEqual(status, FAILED, seen)
        self.assertFalse(sshd.known_hosts.exists())
        status, seen = self.talk(uri, ("Trust it? (yes/no)", "yes"))
        self.assertEqual(status, DONE, seen)
        self.assertIn("SHA256:", seen)
        self.check_picture(uri)

    def test_changed_key(self):
        """Whatever the configuration says: nobody is asked, and nothing is sent."""
        sshd, uri = self.start()
        sshd.stop()
        sshd.make_key("host")
        sshd.start()
        self.check_refused(
            FAILED, "^oriel: near: ssh to localhost failed: its key is another than before", uri)
        status, seen = self.talk(uri)
        self.assertEqual(status, FAILED)
        self.assertNotIn("Trust", seen)
        self.assertEqual(sshd.count_logins(), 0)

    def test_passphrase(self):
        sshd, uri = self.start(passphrase=CANARY)
        self.check_refused(REFUSED, "no terminal to ask on", uri)
        status, seen = self.talk(uri, ("Password for key", "wrong"), ("Password for key", CANARY))
        self.assertEqual(status, DONE, seen)
        self.assertNotIn(CANARY, seen)

    def test_no_key(self):
        sshd, uri = self.start()
        (sshd.directory / "authorized").write_text("")
        self.check_refused(REFUSED, "ssh to localhost was refused: .*Permission denied", uri)


class Failures(Case):
    """Each says which part of the way failed."""

    def test_no_server(self):
        sshd, uri = self.start()
        sshd.stop()
        self.check_refused(UNREACHABLE, "ssh to localhost failed: .*Connection refused", uri)
        sshd.start()

    def test_no_libvirt(self):
        sshd, _ = self.start()
        self.check_refused(UNREACHABLE, "Connecting to QEMU/KVM .* failed",
                           sshd.libvirt_uri(f"{sshd.directory}/absent"))

    def test_hostile_names(self):
        """None of them reaches a command line."""
        mark = pathlib.Path(self.enterContext(Directory())) / "mark"
        for uri in (f"qemu+ssh://-oProxyCommand=touch%20{mark}/system",
                    f"qemu+ssh://-oProxyCommand=touch{mark}@a/system",
                    f"qemu+ssh://a/system?keyfile=-oProxyCommand=touch%20{mark}",
                    f"qemu+ssh://a/system?known_hosts=/x%20-oProxyCommand=touch%20{mark}",
                    f"qemu+ssh://a/system?socket=/x;touch%20{mark}",
                    f"qemu+ssh://a/system?command=/usr/bin/touch%20{mark}",
                    f"qemu+ssh://a$(touch%20{mark})/system"):
            with self.subTest(uri=uri):
                result = self.shoot(uri, "near")
                self.assertIn(result.returncode, (FAILED, USAGE), result.stderr)
                self.assertFalse(mark.exists())


class Directory:
    """A short one: the names of sockets are."""

    def __enter__(self):
        self.path = subprocess.run(["mktemp", "-d", "/tmp/oriel-XXXXXX"], stdout=subprocess.PIPE,
                                   text=True, check=True).stdout.strip()
        return self.path

    def __exit__(self, *_):
        subprocess.run(["rm", "-rf", self.path], check=True)


if __name__ == "__main__":
    tap.main()
