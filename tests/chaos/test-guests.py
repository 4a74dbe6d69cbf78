#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Real guests of a real daemon that come and go, and the daemon, too.

Environment: as of chaos.py.
"""

import os
import pathlib
import signal
import sys
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from chaos import LONG, SOON, Watcher, wait_for  # noqa: E402
from libvirt import Daemon  # noqa: E402
from ports import find_port  # noqa: E402

VNC = "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>"
NO_HOST = "qemu:///session?socket=/nonexistent/libvirt-sock"
SPICE = VNC.replace("vnc", "spice")


class Case(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        self.addCleanup(self.daemon.close)

    def define(self, name, devices=VNC):
        path = self.daemon.directory / f"{name}.xml"
        path.write_text(
            f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>16</memory>"
            f"<os><type arch='x86_64'>hvm</type></os><devices>{devices}</devices></domain>")
        self.daemon.virsh("define", str(path))

    def look(self, name, *words, **options):
        watcher = Watcher("-c", self.daemon.uri, *words, name, **options)
        self.addCleanup(watcher.close)
        return watcher

    def order(self, word):
        """To the keeper of the daemon."""
        self.daemon.process.stdin.write(word + "\n")
        self.daemon.process.stdin.flush()
        answer = self.daemon.process.stdout.readline()
        self.assertTrue(answer.startswith("OK"), answer)
        return answer.split()

    def check_soon(self, returned, shown):
        print(f"# back {max(shown - returned, 0):.2f} s after it could be", flush=True)
        self.assertLess(shown - returned, SOON)

    def start(self, name):
        self.daemon.virsh("start", name)
        return time.monotonic()


class Waiting(Case):
    def test_off(self):
        """Without --wait, a guest that is off is a mistake; with it, it is seen when it starts."""
        self.define("late")
        self.look("late").wait("failed the guest 'late' is not running")
        watcher = self.look("late", "--wait")
        watcher.wait("state waiting waiting for late to start$")
        returned = self.start("late")
        self.check_soon(returned, watcher.wait("state shown"))
        self.assertFalse(watcher.says("failed"))

    def test_not_defined(self):
        self.look("later").wait("failed no guest 'later'")
        watcher = self.look("later", "--wait")
        watcher.wait("state waiting waiting for later to be defined$")
        self.define("later")
        watcher.wait("state waiting waiting for later to start$")
        returned = self.start("later")
        self.check_soon(returned, watcher.wait("state shown"))

    def test_cancelled(self):
        watcher = self.look("never", "--wait")
        watcher.wait("state waiting")
        watcher.tell("cancel")
        watcher.wait("over 0")

    def test_daemon_restarts_meanwhile(self):
        self.define("late")
        watcher = self.look("late", "--wait")
        watcher.wait("state waiting")
        self.order("kill")
        watcher.wait("to come back")
        self.order("start")
        watcher.wait("state waiting waiting for late to start$")
        self.start("late")
        watcher.wait("state shown")


class Returning(Case):
    def check_shut_down(self, watcher):
        with self.subTest("shut down, and started again"):
            self.daemon.virsh("destroy", "guest")
            watcher.wait("state waiting waiting for guest to start")
            returned = self.start("guest")
            self.check_soon(returned, watcher.wait("state shown"))

    def check_guest(self, devices):
        self.define("guest", devices)
        self.start("guest")
        watcher = self.look("guest", "--reconnect")
        watcher.wait("state shown")
        self.daemon.virsh("reset", "guest")
        self.check_shut_down(watcher)
        self.assertEqual(sum("failed" in line for _, line in watcher.lines), 1)  # none of the reset
        with self.subTest("killed"):
            self.daemon.kill_guest("guest")
            watcher.wait("state waiting waiting for guest to start")
            returned = self.start("guest")
            self.check_soon(returned, watcher.wait("state shown"))
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")

    def test_vnc(self):
        self.check_guest(VNC)

    def test_spice(self):
        self.check_guest(SPICE)

    def test_forgotten(self):
        """A guest that is not persistent, made again: another one, of the same name."""
        self.daemon.create("fleeting", VNC)
        watcher = self.look("fleeting", "--reconnect")
        watcher.wait("state shown")
        self.daemon.virsh("destroy", "fleeting")
        watcher.wait("state waiting waiting for fleeting to be defined")
        self.daemon.create("fleeting", VNC)
        watcher.wait("state shown")

    def check_daemon(self, protocol, devices):
        """The picture stays while the daemon is away; what ends then, or after, comes back."""
        self.define("guest", devices)
        self.start("guest")
        watcher = self.look("guest", "--reconnect")
        watcher.wait("state shown")
        session = watcher.children()
        self.order("kill")
        self.order("start")
        with self.subTest("the window lives on"):
            self.assertEqual(self.daemon.protocols("guest"), {protocol})
            self.assertEqual(watcher.children(), session)
            self.assertFalse(watcher.says("failed"))
        self.check_shut_down(watcher)
        with self.subTest("killed while the daemon is away"):
            self.order("kill")
            self.daemon.kill_guest("guest")
            watcher.wait(f"state ended .*trying again in {LONG} s")
            self.order("start")
            watcher.wait_early("state waiting waiting for guest to start")
            returned = self.start("guest")
            self.check_soon(returned, watcher.wait("state shown"))
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")

    def test_daemon_finds_it_late(self):
        """A guest that dies while its daemon, which came back, still looks for its process: of that
        no event tells, only what is tried in vain."""
        self.define("guest")
        self.start("guest")
        watcher = self.look("guest", "--reconnect")
        watcher.wait("state shown")
        self.order("kill")
        self.daemon.kill_guest("guest", signal.SIGSTOP)
        self.order("start")
        self.assertIn("running", self.daemon.guests())
        wait_for(self.daemon.has_client, "the watcher is connected to the daemon")
        self.daemon.kill_guest("guest")
        watcher.wait("state waiting waiting for guest to start")
        returned = self.start("guest")
        self.check_soon(returned, watcher.wait("state shown"))

    def test_daemon_frozen(self):
        """The picture stays while the daemon stands still. A guest that dies then is looked for, and
        nobody has to wait for that; when the daemon goes on, all is as it should be."""
        hurry = {"ORIEL_LIBVIRT_KEEPALIVE": "1,2"}
        self.define("guest")
        self.start("guest")
        watcher = self.look("guest", "--reconnect", environment=hurry)
        watcher.wait("state shown")
        self.order("stop")
        self.daemon.kill_guest("guest")
        watcher.wait("failed ")
        watcher.wait("state ended .*daemon does not answer.*trying again")
        late = Watcher("-c", self.daemon.uri, "guest", "--reconnect", environment=hurry)
        late.wait("state connecting looking for guest; .* s so far")
        late.close()
        self.order("cont")
        watcher.wait("state waiting waiting for guest to start")
        returned = self.start("guest")
        self.check_soon(returned, watcher.wait("state shown"))

    def test_daemon_restarts_vnc(self):
        self.check_daemon("vnc", VNC)

    def test_daemon_restarts_spice(self):
        self.check_daemon("spice", SPICE)

    def set_hosts(self, *hosts):
        """The environment of somebody who has set them."""
        settings = self.daemon.directory / "settings" / "oriel" / "picker.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[picker]\nhosts={';'.join(hosts)}\n")
        return {"XDG_CONFIG_HOME": str(settings.parent.parent)}

    def migrate_live(self, devices):
        """By libvirt, while the guest runs and is watched. Gives the watcher, and the other host."""
        if os.geteuid() != 0:
            self.skipTest("only root can make up another host")
        other = Daemon("--other-host")
        self.addCleanup(other.close)
        self.daemon.create("guest", devices)
        watcher = self.look("guest", "--reconnect", environment=self.set_hosts(other.uri))
        watcher.wait("state shown")
        self.daemon.virsh("migrate", "--live", "guest", other.uri,
                          f"tcp://127.0.0.1:{find_port()}")
        self.assertIn("guest", other.guests())
        return watcher, other

    def test_migrated_live_vnc(self):
        watcher, _ = self.migrate_live(VNC)
        self.check_soon(time.monotonic(), watcher.wait("state shown"))

    def test_migrated_live_spice(self):
        """The session goes with the guest; what happens to the guest after that is seen as well."""
        watcher, other = self.migrate_live(SPICE)
        wait_for(lambda: other.protocols("guest") == {"spice"}, "the session is there")
        self.assertFalse(watcher.says("failed"))
        xml = self.daemon.directory / "guest-there.xml"
        xml.write_text(other.virsh("dumpxml", "guest"))
        other.virsh("destroy", "guest")
        watcher.wait("state waiting .*here or on another host")
        other.virsh("create", str(xml))
        self.check_soon(time.monotonic(), watcher.wait("state shown"))

    def test_migrated(self):
        """It is followed to another host that is set, and back; what is asked there is not."""
        other = Daemon()
        self.addCleanup(other.close)
        self.define("guest")
        xml = self.daemon.directory / "guest-full.xml"
        xml.write_text(self.daemon.virsh("dumpxml", "guest"))
        self.start("guest")
        watcher = self.look("guest", "--reconnect",
                            environment=self.set_hosts(NO_HOST, other.uri, "nonsense"))
        watcher.wait("state shown")
        # What migration does in one go: gone here, and there with the same uuid.
        self.daemon.virsh("destroy", "guest")
        self.daemon.virsh("undefine", "guest")
        watcher.wait("state waiting waiting for guest to be defined, here or on another host")
        other.virsh("create", str(xml))
        self.check_soon(time.monotonic(), watcher.wait("state shown"))
        with self.subTest("the host it left is not asked any more"):
            self.order("kill")
        with self.subTest("and back"):
            self.order("start")
            other.virsh("destroy", "guest")
            watcher.wait("state waiting .*here or on another host")
            self.daemon.virsh("create", str(xml))
            watcher.wait("state shown")
        wait_for(lambda: len(watcher.children()) == 1, "one session process is left")

    def test_kiosk(self):
        """--reconnect is stronger than --kiosk-quit, as it is in virt-viewer."""
        self.define("guest")
        self.start("guest")
        leaves = self.look("guest", "--kiosk", "--kiosk-quit=on-disconnect")
        stays = self.look("guest", "--kiosk", "--kiosk-quit=on-disconnect", "--reconnect")
        waits = self.look("guest", "--kiosk")
        for watcher in (leaves, stays, waits):
            watcher.wait("state shown")
        self.daemon.virsh("destroy", "guest")
        leaves.wait("over 4")
        for watcher in (stays, waits):
            watcher.wait("state waiting")
        self.start("guest")
        for watcher in (stays, waits):
            watcher.wait("state shown")


if __name__ == "__main__":
    tap.main()
