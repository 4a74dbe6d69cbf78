#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The picker in a terminal: on hosts that libvirt makes up, and on a real guest of a real daemon.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import talker  # noqa: E402
import tap  # noqa: E402
from libvirt import Daemon  # noqa: E402
from tmux import Tmux, wait_for  # noqa: E402

ORIEL = os.environ["ORIEL"]
STATES = (1, 1, 3, 5, 5)  # libvirt's numbers: running, paused, off
VNC = "<graphics type='vnc' port='5900' autoport='no'/>"
SPICE = "<graphics type='spice' port='5901' autoport='no'/>"


def write_node(folder, count, graphics=VNC):
    """A host of libvirt's test driver; returns its URI."""
    path = pathlib.Path(folder) / f"node{count}.xml"
    domains = "".join(
        f"<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
        f"<name>web-{i}</name><title>The title {i}</title><memory>65536</memory><vcpu>2</vcpu>"
        f"<os><type>hvm</type></os><devices>{graphics}</devices>"
        f"<test:runstate>{STATES[i % len(STATES)]}</test:runstate></domain>"
        for i in range(count))
    path.write_text(f"<node>{domains}</node>")
    return f"test://{path}"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="oriel-picker-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, *words, columns=80, rows=24):
        screen = Tmux(columns, rows)
        self.addCleanup(screen.__exit__)
        screen.run("env", f"XDG_CONFIG_HOME={self.folder}", ORIEL, "picker", *words)
        return screen


class MadeUp(Case):
    def test_first_look(self):
        screen = self.start("-c", write_node(self.folder, 30), "-c", "test:///nonexistent/node.xml")
        screen.wait_text("30 guests  18 running")
        screen.wait_text("● running")
        screen.type("G")
        screen.wait_text("Connecting to test failed")
        screen.type("q")
        screen.wait_text("exit=0")

    def test_filter_finds_titles(self):
        """Titles are no part of the list of guests: they are asked for when they are looked for."""
        screen = self.start("-c", write_node(self.folder, 200))
        screen.wait_text("200 guests")
        screen.type("/", "title 199", "Enter")
        screen.wait_text("1 of 200 guests")
        screen.wait_text("web-199")

    def test_bulk(self):
        """Asked once, with names, and told for each what came of it."""
        screen = self.start("-c", write_node(self.folder, 10))
        screen.wait_text("10 guests  6 running")
        screen.type("*", "a", "f")
        screen.wait_text("Cut the power of 10 guests")
        screen.wait_text("web-0 .running.")
        screen.type("Enter")
        screen.wait_text("nothing was done")
        screen.wait_text("6 running")
        screen.type("a", "f", "y")
        screen.wait_text("4 of 10 failed")
        screen.wait_text("web-0: done")
        screen.type("Escape")
        screen.wait_text("0 running")

    def test_wheel(self):
        screen = self.start("-c", write_node(self.folder, 100))
        screen.wait_text("100 guests")
        screen.wait_text("web-1 ")
        for _ in range(10):
            screen.tmux("send-keys", "-H", *(f"{ord(c):x}" for c in "\x1b[<65;10;10M"))
        wait_for(lambda: "web-1 " not in screen.text(), "it scrolls down")
        for _ in range(10):
            screen.tmux("send-keys", "-H", *(f"{ord(c):x}" for c in "\x1b[<64;10;10M"))
        screen.wait_text("web-1 ")

    def test_copy_address(self):
        """Of the display that would be opened."""
        uri = write_node(self.folder, 1, SPICE + VNC)
        for words, address in (((), r"spice://\S+:5901"), (("--prefer=vnc",), r"vnc://\S+:5900")):
            screen = self.start("-c", uri, *words)
            screen.wait_text("● running")
            screen.type("y")
            screen.wait_text(f"copied, if the terminal allows it: {address}")
            screen.type("q")
            screen.wait_text("exit=0")

    def test_settings_stay(self):
        uri = write_node(self.folder, 5)
        screen = self.start("-c", uri)
        screen.wait_text("5 guests")
        screen.type(":sort state", "Enter")
        screen.wait_text("STATE ▲")
        screen.type("q")
        screen.wait_text("exit=0")
        screen = self.start("-c", uri)
        screen.wait_text("STATE ▲")

    def test_sizes(self):
        screen = self.start("-c", write_node(self.folder, 30))
        screen.wait_text("30 guests")
        for columns, rows in ((1, 1), (40, 10), (2, 2), (300, 100), (1, 50), (100, 1), (40, 10)):
            screen.resize(columns, rows)
        screen.wait_text("web-0 .*● running")
        screen.resize(120, 30)
        screen.wait_text("┌ web-0 ")  # its preview
        screen.type("q")
        screen.wait_text("exit=0")

    def test_poor_terminals(self):
        for term in ("vt100", "linux", "xterm", "nothing-known"):
            screen = Tmux(80, 24)
            self.addCleanup(screen.__exit__)
            screen.run("env", f"XDG_CONFIG_HOME={self.folder}", f"TERM={term}", "NO_COLOR=1",
                       "LC_ALL=C", ORIEL, "picker", "-c", write_node(self.folder, 5))
            screen.wait_text("> *web-0")
            screen.wait_text("= paused")
            screen.type("q")
            screen.wait_text("exit=0")


class Idle(Case):
    def test_no_wakeups(self):
        """Ten thousand guests, of whom nothing is new: the program sleeps."""
        screen = self.start("-c", write_node(self.folder, 10000))
        screen.wait_text("10000 guests")
        screen.wait_text("web-1 ")
        process = pathlib.Path(f"/proc/{screen.pid()}")
        wait_for(lambda: self.is_still(process), lambda: "no rest")

    @staticmethod
    def read_switches(process):
        """How often each thread has woken up by itself."""
        return [re.search(r"^voluntary_ctxt_switches:\s*(\d+)", task.read_text(), re.M)[1]
                for task in sorted(process.glob("task/*/status"))]

    def is_still(self, process):
        """Whether three seconds go by without a wakeup: what is measured is a time."""
        before = self.read_switches(process)
        time.sleep(3)
        return before == self.read_switches(process)


class ReadOnly(Case):
    def test_nothing_changes(self):
        """Neither here nor in the screens that are opened from here."""
        daemon = Daemon()
        self.addCleanup(daemon.close)
        daemon.create("real", "<graphics type='vnc'><listen type='socket'/></graphics>")
        screen = self.start("--read-only", "-c", daemon.uri, columns=120, rows=30)
        screen.wait_text("1 running")
        screen.wait_text(r"\[read-only\]")
        for keys in ((":force-off", "Enter"), ("K",), ("c",)):
            screen.type(*keys)
            screen.wait_text("this is --read-only")
            screen.type("j")
        screen.type("Enter")
        screen.wait_text("vnc .*RO ")
        for keys in (("x",), ("C-]", "r"), ("C-]", "c")):
            screen.type(*keys)
            screen.wait_text("this is --read-only")
        screen.type("C-]", "q")
        screen.wait_text("1 running")
        screen.type("q")
        screen.wait_text("exit=0")


class Real(Case):
    def test_guest(self):
        """Its screen, its power, and back."""
        daemon = Daemon()
        self.addCleanup(daemon.close)
        daemon.create("real", "<graphics type='vnc' autoport='yes'/>")
        screen = self.start("-c", daemon.uri, columns=120, rows=30)
        screen.wait_text("1 running")
        screen.wait_text("[0-9]%")  # what it uses
        screen.wait_text("┌ real ")
        screen.type("a", "p")
        screen.wait_text("‖ paused")
        screen.type(":resume", "Enter")
        screen.wait_text("● running")
        screen.type("Enter")
        screen.wait_text("vnc .* fit ")
        screen.type("C-]")
        screen.wait_text("Menu")
        screen.type("q")
        screen.wait_text("● running")
        screen.type("a", "f", "y")
        screen.wait_text("0 guests")
        screen.type("q")
        screen.wait_text("exit=0")

    def test_consoles(self):
        """Several stay open behind the list, and go on listening."""
        daemon = Daemon()
        self.addCleanup(daemon.close)
        names = ("alpha", "beta")
        for name in names:
            talker.define(daemon, name, f"this is {name}\r\n".encode())
        screen = self.start("-c", daemon.uri, columns=120, rows=30)
        screen.wait_text("2 guests")
        screen.type("g")
        for name in names:
            screen.type("j", "c")
            screen.wait_text(f"the guest '{name}' is off")
            screen.type("s")
            screen.wait_text(f"{name} .*serial0 .*open")
            answered = re.compile(f"^={name}", re.M)

            def answers():  # once it has said all that it says by itself
                screen.type("C-m", f"={name}")
                return answered.search(screen.text())

            wait_for(answers, lambda: f"an answer on:\n{screen.text()}")
            screen.type("C-]", "z", "C-]", "q")
            screen.wait_text("2 guests")
        daemon.virsh("reset", "alpha")
        screen.type("c")
        screen.wait_text(r" beta .*serial0 .*open.*\^\] n next console")
        screen.type("C-]", "n")
        screen.wait_text("(?s)this is alpha.* alpha .*serial0 .*open")
        screen.type("again")
        screen.wait_text("again")
        screen.type("C-]", "n")
        screen.wait_text(r"(?s) beta .*serial0 .*open")
        self.assertNotIn("again", screen.text())
        screen.type("C-]", "x")
        screen.wait_text("2 guests")
        screen.type("q")
        screen.wait_text("exit=0")

    def test_actions(self):
        """What libvirt says of the guest tells whether they were done."""
        daemon = Daemon()
        self.addCleanup(daemon.close)
        disk = daemon.directory / "disk.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "1M"], check=True)
        disk.chmod(0o666)
        talker.define(daemon, "talker", b"ready", (
            f"<disk type='file'><driver name='qemu' type='qcow2'/><source file='{disk}'/>"
            "<target dev='hda' bus='ide'/></disk><graphics type='vnc' autoport='yes'/>"))
        screen = self.start("-c", daemon.uri, columns=120, rows=30)

        def do(*keys, virsh, says):
            screen.type(*keys)
            wait_for(lambda: re.search(says, daemon.virsh(*virsh, "talker")),
                     lambda: f"{keys}: {says}; the screen says:\n{screen.text()}")

        screen.wait_text("1 guest ")
        do(":autostart", "Enter", virsh=("dominfo",), says="Autostart: +enable")
        do(":autostart", "Enter", virsh=("dominfo",), says="Autostart: +disable")
        do("F7", virsh=("domstate",), says="running")
        screen.wait_text("● running")
        do(":snapshot before", "Enter", virsh=("snapshot-list", "--name"), says="before")
        screen.type("S")
        screen.wait_text("Snapshots of .talker")
        screen.type("Enter")
        screen.wait_text("d  delete the snapshot")
        screen.type("d")
        screen.wait_text("before. of")
        do("y", virsh=("snapshot-list", "--name"), says=r"\A\s*\Z")
        screen.type(":type hello", "Enter")
        screen.wait_text("[Tt]ype.*talker.: ")
        screen.type(":send-key Ctrl+Alt+Delete", "Enter")
        screen.wait_text("Send keys to .talker.: done")
        screen.type("F8")
        screen.wait_text("Shut down .talker.[?]")
        screen.type("y")
        screen.wait_text("talker.: asked to shut down")
        screen.type(":reset", "Enter")
        screen.wait_text("Reset .talker.[?]")
        screen.type("y")
        screen.wait_text("Reset .talker.: ")
        do(":force-off", "Enter", "y", virsh=("domstate",), says="shut off")
        screen.wait_text("○ off")
        screen.type("q")
        screen.wait_text("exit=0")


if __name__ == "__main__":
    tap.main()
