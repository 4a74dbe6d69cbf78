#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests of a daemon behind a real ssh server, both of which fail, and viewers that are killed.

Environment: as of chaos.py.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from chaos import LONG, SOON, Watcher, is_alive, wait_for  # noqa: E402
from libvirt import Daemon  # noqa: E402
from sshd import Sshd  # noqa: E402

GRAPHICS = "<graphics type='{}' port='-1' autoport='yes' listen='127.0.0.1'/>"
# How often it is tried to reach a machine in six seconds, at the least; with delays that grow, it
# would be half of it.
OFTEN = 6


class Far(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        self.addCleanup(self.daemon.close)
        self.sshd = Sshd()
        self.addCleanup(self.sshd.close)
        self.uri = self.sshd.libvirt_uri(self.daemon.socket)
        folder = tempfile.TemporaryDirectory(prefix="oriel-far-", dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.runtime = pathlib.Path(folder.name, "run")
        self.runtime.mkdir()
        self.tries = pathlib.Path(folder.name, "tries")
        self.tries.touch()
        counter = pathlib.Path(folder.name, "ssh")
        counter.write_text(f'#!/bin/sh\necho >>{self.tries}\nexec {shutil.which("ssh")} "$@"\n')
        counter.chmod(0o755)
        self.environment = {"XDG_RUNTIME_DIR": str(self.runtime),
                            "PATH": f"{folder.name}:{os.environ['PATH']}"}

    def create(self, protocol="vnc"):
        """A guest; gives the moment."""
        self.daemon.create("guest", GRAPHICS.format(protocol))
        return time.monotonic()

    def open_watcher(self):
        return Watcher("--reconnect", "-c", self.uri, "guest", environment=self.environment)

    def look(self, protocol="vnc"):
        self.create(protocol)
        watcher = self.open_watcher()
        watcher.wait("state shown")
        return watcher

    def order(self, word):
        """To the keeper of the daemon."""
        self.daemon.process.stdin.write(word + "\n")
        self.daemon.process.stdin.flush()
        self.assertTrue(self.daemon.process.stdout.readline().startswith("OK"))

    def check_soon(self, returned, shown):
        print(f"# back {max(shown - returned, 0):.2f} s after it could be", flush=True)
        self.assertLess(shown - returned, SOON)

    def find_processes(self):
        """Those that belong to the connection."""
        return subprocess.run(["pgrep", "-f", "--", str(self.runtime)], stdout=subprocess.PIPE,
                              text=True, check=False).stdout.split()

    def check_killed(self, protocol):
        """Neither sessions nor ssh stay behind, nor the sockets."""
        watcher = self.look(protocol)
        self.addCleanup(watcher.process.stdout.close)
        left = [*watcher.children(), *self.find_processes()]
        self.assertGreaterEqual(len(left), 3)  # the session, who runs ssh, and ssh
        watcher.process.kill()
        watcher.process.wait()
        for pid in left:
            wait_for(lambda p=pid: not is_alive(p), f"{pid} of {left} ends")
        wait_for(lambda: os.listdir(self.runtime) == [], "the directory of sockets is removed")

    def test_killed_vnc(self):
        self.check_killed("vnc")

    def test_killed_spice(self):
        self.check_killed("spice")

    def check_blamed(self, protocol, what, words):
        """Of what breaks, the first words are about what did."""
        with contextlib.closing(self.look(protocol)) as watcher:
            what()
            watcher.wait("^failed ")
            failed = next(text for _, text in watcher.lines if text.startswith("failed "))
            self.assertRegex(failed, f"^failed {words}")

    def kill_connections(self):
        """Those that the ssh server has, which goes on."""
        for pid in self.sshd.descendants(self.sshd.process.pid):
            with contextlib.suppress(ProcessLookupError):  # it ended with the one before
                os.kill(pid, signal.SIGKILL)

    def test_blamed(self):
        """Not the display's server, where it was ssh that ended; nor ssh, where it was the server."""
        for protocol in ("vnc", "spice"):
            with self.subTest(protocol):
                self.check_blamed(protocol, self.kill_connections, "ssh to localhost failed: .")
                self.daemon.virsh("destroy", "guest")
                self.check_blamed(protocol, lambda: self.daemon.kill_guest("guest"),
                                  "[Tt]he server (has )?closed the connection")
                wait_for(lambda: "guest" not in self.daemon.guests(), "libvirt knows of its end")

    def test_machine(self):
        """One that is not there is tried often, and seen again at once, however long that is."""
        watcher = self.look()
        self.addCleanup(watcher.close)
        self.sshd.stop()
        self.addCleanup(lambda: self.sshd.log.closed and self.sshd.start())
        watcher.wait(f"state ended ssh to localhost failed: .*trying again in {LONG} s")
        before = self.tries.stat().st_size
        watcher.wait("trying again in 2 s")
        self.assertGreaterEqual(self.tries.stat().st_size - before, OFTEN)
        watcher.wait(f"trying again in {2 * LONG - 2} s")
        self.sshd.start()
        self.check_soon(time.monotonic(), watcher.wait_early("state shown"))
        wait_for(lambda: len(watcher.children()) == 2, "one session is left, and who runs ssh")

    def test_machine_frozen(self):
        """One that is there, and says nothing, is given up in time; nobody has to wait for that; and it
        is seen again when it goes on."""
        watcher = self.look()
        self.addCleanup(watcher.close)
        go_on = self.sshd.freeze()
        self.addCleanup(go_on)
        watcher.wait("state ended .*trying again")
        watcher.wait("state connecting looking for guest; .* s so far")
        self.open_watcher().close()
        watcher.wait("state ended ssh to localhost failed: .*timed out.*trying again")
        watcher.wait("state connecting looking for guest; .* s so far")
        go_on()
        self.check_soon(time.monotonic(), watcher.wait("state shown"))

    def test_daemon(self):
        """ssh stays, and it is said that the daemon is the one to be started."""
        watcher = self.look()
        self.addCleanup(watcher.close)
        self.order("kill")
        self.daemon.kill_guest("guest")
        watcher.wait("state ended .*ssh to localhost works: start the libvirt daemon there"
                     f".*trying again in {LONG} s")
        logins = self.sshd.count_logins()
        watcher.wait(f"trying again in {LONG - 2} s")
        self.order("start")
        watcher.wait_early("state waiting waiting for guest to be defined")
        self.check_soon(self.create(), watcher.wait("state shown"))
        self.assertEqual(self.sshd.count_logins(), logins)

    def test_guest(self):
        watcher = self.look()
        self.addCleanup(watcher.close)
        self.daemon.virsh("destroy", "guest")
        watcher.wait("state waiting")
        self.check_soon(self.create(), watcher.wait("state shown"))


if __name__ == "__main__":
    tap.main()
