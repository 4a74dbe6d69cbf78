#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Real guests of a real daemon in a terminal: the words on their screens, keys, serial lines, and
the way back, by VNC and by SPICE.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import shlex
import signal
import sys
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from fallback import WORDS, serve_half, wait_fallen  # noqa: E402
from libvirt import TWO_DISPLAYS, Daemon  # noqa: E402
from shell import Shell  # noqa: E402
from waiting import wait_for  # noqa: E402

ORIEL = os.environ["ORIEL"]
KERNEL = "/boot/memtest86+x64.bin"
STATUS = r"720x400.*▏text .*\^\] menu"
GUEST = """
<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory>
  <os><type arch='x86_64' machine='pc'>hvm</type>
    <kernel>{kernel}</kernel><cmdline>console=ttyS0,115200</cmdline></os>
  <devices>
    <serial type='pty'><target port='0'/></serial>
    <graphics type='{protocol}'><listen type='socket'/></graphics>
    <video><model type='vga'/></video>
    <memballoon model='none'/>
  </devices>
</domain>"""


class Guest(unittest.TestCase):
    protocol = "vnc"

    @classmethod
    def setUpClass(cls):
        if not os.path.exists(KERNEL):
            raise unittest.SkipTest(f"no {KERNEL}; install memtest86+")
        cls.daemon = Daemon()
        cls.addClassCleanup(cls.daemon.close)
        path = cls.daemon.directory / "guest.xml"
        path.write_text(GUEST.format(name="tester", kernel=KERNEL, protocol=cls.protocol))
        cls.daemon.virsh("create", str(path))

    def start(self, options="", **environment):
        terminal = Shell()
        self.addCleanup(terminal.__exit__)
        for name, value in environment.items():
            terminal.command(f"export {name}={value}")
        terminal.start(f"{shlex.quote(ORIEL)} view --frontend=tui -c {shlex.quote(self.daemon.uri)} "
                       f"{options} tester")
        return terminal

    def leave(self, terminal):
        terminal.type("C-]", "q")
        terminal.check_left(self)


class Vnc(Guest):
    def check_menu(self, terminal, opens, closes):
        """The guest's own; it answers keys by the way, while it tests."""
        terminal.type_until([opens], lambda: terminal.says("Test selection"))
        terminal.type_until([closes], lambda: not terminal.says("Test selection"))

    def test_screen_and_serial_line(self):
        terminal = self.start()
        terminal.wait(r"Memtest86\+ v\d")
        terminal.wait("Status: Testing")
        terminal.wait(STATUS)
        self.check_menu(terminal, "F1", "F10")
        terminal.type("C-]", "c")
        terminal.wait("tester.*serial0.*open")
        terminal.wait("Status: Testing")
        self.check_menu(terminal, "1", "0")
        terminal.type("C-]", "q")
        terminal.wait(STATUS)
        # It has stayed open behind, and is there at once.
        terminal.type("C-]", "c")
        terminal.wait("tester.*serial0.*open")
        terminal.type("C-]", "q")
        terminal.wait(STATUS)
        # What is only behind does not keep the program.
        self.leave(terminal)


class Spice(Vnc):
    protocol = "spice"


class Displays(unittest.TestCase):
    """A guest with a display for VNC and one for SPICE."""

    def test_chosen(self):
        with Daemon() as daemon, Shell() as terminal:
            daemon.create("both", TWO_DISPLAYS)
            terminal.start(f"{shlex.quote(ORIEL)} picker -c {shlex.quote(daemon.uri)} "
                           "--prefer=spice")
            terminal.wait("both.*running.*vnc spice")
            terminal.type("j", "b")
            terminal.wait("(?s)Connect by.*spice.*vnc")
            terminal.type("Enter")
            terminal.wait("▏spice ▏")
            wait_for(lambda: daemon.protocols("both") == {"spice"}, "SPICE is spoken")
            terminal.type("C-]", "b")
            terminal.wait(r"1  spice \(as it is now\)")
            terminal.type("2")
            terminal.wait("▏vnc ▏")
            wait_for(lambda: daemon.protocols("both") == {"vnc"}, "VNC is spoken")
            terminal.type("C-]", "q")
            terminal.wait("both.*running")
            terminal.type("q")
            terminal.check_left(self)

    def test_first_fails(self):
        with serve_half() as (daemon, uri), Shell() as terminal:
            terminal.start(f"{shlex.quote(ORIEL)} view --frontend=tui -c {shlex.quote(uri)} half")
            wait_fallen(daemon)
            terminal.type("C-]", "q")
            terminal.check_left(self)
            terminal.wait(f"^{WORDS}")


class Terminals(Guest):
    def test_kinds(self):
        """The same words on the simplest of terminals, and without colours."""
        for environment in ({"TERM": "vt100"}, {"TERM": "linux"}, {"LC_ALL": "C"},
                            {"NO_COLOR": "1"}):
            with self.subTest(**environment):
                terminal = self.start(**environment)
                terminal.wait(r"Memtest86\+ v\d")
                self.leave(terminal)

    def test_sizes(self):
        terminal = self.start()
        terminal.wait(r"Memtest86\+ v\d")
        for size in ((1, 1), (500, 200), (3, 2), (1, 60), (200, 1), (40, 10), (100, 30)):
            terminal.resize(*size)
        terminal.wait(r"Memtest86\+ v\d")
        terminal.type("C-]", "q")
        terminal.wait("status=0")

    def test_ended_by_signals(self):
        """While it draws: the guest's screen changes all the time."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number=number):
                terminal = self.start()
                terminal.wait(r"Memtest86\+ v\d")
                os.kill(terminal.pid(), number)
                terminal.check_left(self, terminal.wait(r"^status=(\d+)")[1])


del Guest  # has no cases of its own


if __name__ == "__main__":
    tap.main()
