#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`oriel console ADDRESS`: the serial line that a SPICE server of QEMU hands out, without libvirt; it
sends back what it gets. And what becomes of the terminal, and of a server that goes and returns.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER.
"""

import json
import os
import pathlib
import pty
import re
import select
import shlex
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
import talker  # noqa: E402
import tap  # noqa: E402
from servers import Server, serve_spice  # noqa: E402
from shell import Shell  # noqa: E402
from tmux import wait_for  # noqa: E402

ORIEL = os.environ["ORIEL"]
QEMU = "/usr/bin/qemu-system-x86_64"
NOT_FOUND = UNREACHABLE = 4
LINE = "org.qemu.console.serial.0"


class Guest:
    def __init__(self, folder, password=None):
        self.socket = f"{folder}/socket"
        image = pathlib.Path(folder, "talker.img")
        image.write_bytes(talker.boot_sector(b"ready"))
        secret, ticket = [], "disable-ticketing=on"
        if password is not None:
            pathlib.Path(folder, "password").write_text(password, encoding="ascii")
            secret = ["-object", f"secret,id=password,file={folder}/password"]
            ticket = "password-secret=password"
        self.process = subprocess.Popen(
            [QEMU, "-accel", "tcg", "-m", "16", "-monitor", "none", "-qmp", "stdio", *secret,
             "-drive", f"if=floppy,format=raw,readonly=on,file={image}",
             "-chardev", f"spiceport,id=line,name={LINE}", "-serial", "chardev:line",
             "-spice", f"unix=on,addr={self.socket},{ticket}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # Its socket is there long before it answers on it, on a machine that has much to do.
        json.loads(self.process.stdout.readline())

    def end(self):
        self.process.kill()
        self.process.communicate()


@unittest.skipUnless(os.path.exists(QEMU), "no qemu")
class Port(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="oriel-port-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.guest = None
        self.addCleanup(lambda: self.guest.end())

    def boot(self, password=None):
        """Starts the guest, in place of the one that runs."""
        if self.guest is not None:
            self.guest.end()
        self.guest = Guest(self.folder, password)

    def start(self, options=""):
        terminal = Shell()
        self.addCleanup(terminal.__exit__)
        terminal.start(f"{shlex.quote(ORIEL)} console {options} spice+unix://{self.guest.socket}")
        return terminal

    def log_in(self, terminal, password):
        terminal.wait("Password for SPICE: *\n")
        terminal.command(password)

    def talk(self, terminal, character):
        """By a key, of which a guest that boots takes none."""
        pressed = 0

        def is_there():
            nonlocal pressed
            if re.search(f"^{character}", terminal.text().replace("ready", ""), re.M):
                return True
            if time.monotonic() - pressed > 1:
                terminal.type("C-m", "C-j", character)
                pressed = time.monotonic()
            return False

        wait_for(is_there, lambda: f"an answer on:\n{terminal.text()}")

    def test_comes_back(self):
        self.boot()
        terminal = self.start()
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "A")
        self.guest.end()
        terminal.wait("Waiting: .*")
        terminal.wait("It connects by itself")
        self.boot()
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "B")
        self.assertRegex(terminal.text(), "(?m)^A", "what was said before is still there")
        terminal.type("C-]", "q")
        terminal.check_left(self)

    def test_password(self):
        """It is asked for once, while it is right, and then anew."""
        self.boot("geheim")
        terminal = self.start()
        self.log_in(terminal, "falsch")
        terminal.wait("that was refused; try again")
        self.log_in(terminal, "geheim")
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "A")
        self.guest.end()
        terminal.wait("Waiting")
        self.boot("geheim")
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "B")
        self.boot("anders")
        terminal.wait("Its server asks anew")
        terminal.command("falsch")
        terminal.wait("That was refused; try again")
        terminal.command("anders")
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "C")
        self.boot("anders")
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "D")
        self.boot("drittes")
        terminal.wait("Its server asks anew")
        terminal.type("Escape")
        terminal.wait("no credentials were given")
        terminal.type("r")
        terminal.wait("Its server asks anew")
        terminal.command("drittes")
        terminal.wait(f"{LINE}.*open")
        self.talk(terminal, "E")
        self.assertNotRegex(terminal.text(), "geheim|anders|drittes")
        terminal.type("C-]", "x")
        terminal.check_left(self)

    def test_raw(self):
        self.boot("geheim")
        terminal = self.start("--raw")
        self.log_in(terminal, "geheim")
        terminal.wait(f"{LINE} is open")
        self.talk(terminal, "A")
        self.guest.end()
        terminal.wait("waiting for it, Ctrl-. leaves")
        self.boot("geheim")
        wait_for(lambda: terminal.text().count(f"{LINE} is open") == 2, "it is open again")
        self.talk(terminal, "B")
        terminal.type("C-]")
        terminal.wait("^status=0$")

    def test_raw_of_script(self):
        """Nobody waits for a guest that has gone."""
        self.boot()
        process = subprocess.Popen([ORIEL, "console", "--raw", f"spice+unix://{self.guest.socket}"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True)
        self.addCleanup(process.kill)
        process.stdin.write(b"A")
        process.stdin.flush()
        os.set_blocking(process.stdout.fileno(), False)
        said = b""

        def is_heard():
            nonlocal said
            self.assertIsNone(process.poll(), process.stderr.read() if process.poll() else None)
            process.stdin.write(b"A")
            process.stdin.flush()
            said += process.stdout.read() or b""
            return b"A" in said

        wait_for(is_heard, "the guest answers")
        self.guest.end()
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, UNREACHABLE, errors)
        self.assertIn(b"oriel: ", errors)


class Returning(unittest.TestCase):
    """A server that is killed, and started again."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="oriel-port-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.count_processes()

    def count_processes(self):
        """A path of programs by which each session process leaves a line."""
        program = "oriel-session-spice"
        path = os.environ["ORIEL_LIBEXEC_PATH"]
        real = shutil.which(program, path=path)
        (self.folder / "starts").touch()
        script = self.folder / program
        script.write_text(f"#!/bin/sh\necho >> {self.folder}/starts\nexec {shlex.quote(real)} \"$@\"\n",
                          encoding="ascii")
        script.chmod(0o755)
        return f"{self.folder}:{path}"

    def starts(self):
        return len((self.folder / "starts").read_text(encoding="ascii"))

    def serve(self):
        server = Server("ORIEL_TEST_SPICE_SERVER", "--unix", f"{self.folder}/socket", "--port",
                        f"{LINE}:echo")
        self.addCleanup(server.close)
        return server

    def kill(self, server):
        server.process.kill()
        server.process.wait()
        (self.folder / "socket").unlink()

    def test_process(self):
        """None is started before the server is there; then one."""
        server = self.serve()
        terminal = Shell()
        self.addCleanup(terminal.__exit__)
        terminal.start(f"ORIEL_LIBEXEC_PATH={shlex.quote(self.path)} {shlex.quote(ORIEL)} console "
                       f"spice+unix://{self.folder}/socket")
        for starts in (1, 2, 3):
            terminal.wait(f"{LINE}.*open ")
            self.assertEqual(self.starts(), starts)
            terminal.type(str(starts))
            wait_for(lambda: server.says(f"port 0 data 1 {starts}"), "it is heard there")
            self.kill(server)
            terminal.wait("there is no such")
            self.assertEqual(self.starts(), starts)
            server = self.serve()
        terminal.wait(f"{LINE}.*open")
        terminal.type("C-]", "q")
        terminal.check_left(self)


class Script(unittest.TestCase):
    """Without a terminal, on a server that tells of its console some time after letting one in."""

    def start(self, address):
        process = subprocess.Popen([ORIEL, "console", "--raw", address], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    @staticmethod
    def is_still(process):
        """Whether it has slept for half a second, or has ended."""
        path = pathlib.Path(f"/proc/{process.pid}/status")
        before = path.read_text(encoding="ascii")
        time.sleep(0.5)
        return process.poll() is not None or before == path.read_text(encoding="ascii")

    def test_told_late(self):
        with serve_spice("--port", f"{LINE}:echo") as (server, address):
            server.tell("port-event 0 closed")
            process = self.start(address)
            wait_for(lambda: server.says("port 0 client"), "a client is there")
            wait_for(lambda: self.is_still(process), "it waits for nothing but the console")
            server.tell("port-event 0 opened")
            process.stdin.write(b"A")
            process.stdin.flush()
            self.assertEqual(process.stdout.read(1), b"A", process.poll())

    def test_never_told(self):
        with serve_spice() as (_, address):
            process = self.start(address)
            _, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, NOT_FOUND)
            self.assertIn(b"the guest has not opened a text console", errors)


class Terminal(unittest.TestCase):
    """How the terminal is left, with the console of the test pattern."""

    def start(self, words, address="test://", shell="{}"):
        terminal = Shell()
        self.addCleanup(terminal.__exit__)
        command = f"{shlex.quote(ORIEL)} console {words} {shlex.quote(address)}"
        terminal.start(shell.format(command))
        return terminal

    def test_stopped_at_password(self):
        """What is typed is hidden from nobody else."""
        terminal = self.start("", "test://?secret=geheim")
        terminal.wait("Password for .*: *\n")
        terminal.type("C-z")
        terminal.wait("Stopped")
        terminal.command("clear; stty -a; fg; echo left=$((1 + 1))")
        self.assertNotIn("-echo ", terminal.wait("(?s)isig.*Password for")[0])
        terminal.command("geheim")
        terminal.wait("test.echo .open")
        terminal.type("C-]", "q")
        terminal.wait("^left=2")
        self.assertNotIn("geheim\n", terminal.text())

    def test_hangup_ignored(self):
        terminal = self.start("--raw", shell="sh -c \"trap '' HUP; exec {}\"")
        terminal.wait("test.echo is open")
        os.kill(terminal.pid(), signal.SIGHUP)
        terminal.write("still there")
        terminal.wait("still there")
        terminal.type("C-]")
        terminal.check_left(self)

    def test_ended_before_a_terminal_that_takes_nothing(self):
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(ORIEL, [ORIEL, "console", "--raw", "test://"])
        self.addCleanup(os.close, terminal)
        seen = b""
        while b"is open" not in seen:
            seen += os.read(terminal, 1024)
        for _ in range(64):  # comes back, and is not read
            os.write(terminal, b"~" * 1024)
        wait_for(lambda: select.select([], [terminal], [], 0)[1], "all of it is typed")
        os.kill(pid, signal.SIGTERM)
        ended = wait_for(lambda: os.waitpid(pid, os.WNOHANG)[0] and True, "it ends")
        self.assertTrue(ended)


if __name__ == "__main__":
    tap.main()
