#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The command line as scripts see it: exit statuses, what goes where, and what the manual says.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import json
import os
import pathlib
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "support"))
import tap  # noqa: E402
from program import (DONE, FAILED, NOT_FOUND, ORIEL, USAGE, Case,  # noqa: E402
                     needs_libvirt, oriel)

COMMANDS = ("list", "view", "screenshot", "send", "forget")
TEST_HOST = "test:///default"
NO_HOST = "qemu:///session?socket=/nonexistent/libvirt-sock"


class Main(Case):
    def test_help(self):
        for words in ((), ("--help",), ("-h",)):
            text = self.check(oriel(*words), DONE).decode()
            for command in COMMANDS:
                self.assertIn(f"\n  {command} ", text)

    def test_version(self):
        self.assertRegex(self.check(oriel("--version"), DONE).decode(), r"\Aoriel \d+\.\d+\.\d+\n\Z")

    def test_unknown_command(self):
        self.check(oriel("frobnicate"), USAGE, "'frobnicate' is not a command")

    def test_usage(self):
        for words in (
            ("list", "--frobnicate"),
            ("list", "stray"),
            ("list", "--all", "--running"),
            ("list", "--json=no"),
            ("view",),
            ("view", "--frontend"),
            ("view", "--frontend=nonsense", "x"),
            ("screenshot",),
            ("screenshot", "a", "b"),
            ("screenshot", "--timeout", "0", "test://"),
            ("screenshot", "--hypervisor", "test://"),
            ("send",),
            ("send", "test://"),
            ("screenshot", "--hypervisor=no", "test"),
            ("screenshot", "--direct=no", "test"),
            ("send", "--timeout", "0", "test://", "x"),
            ("send", "--direct=no", "test", "x"),
            ("console", "--raw=no", "test"),
            ("forget",),
            ("forget", "a", "b"),
            ("forget", "--direct=no", "test"),
        ):
            with self.subTest(words=words):
                result = oriel(*words)
                self.check(result, USAGE, f"see 'oriel {words[0]} --help'")
                self.assertEqual(result.stdout, b"")


class Documents(Case):
    """Help, manual and completion name the same options."""

    @staticmethod
    def options(text):
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - {"--help"}

    def test_manual_agrees_with_help(self):
        manual = (SOURCE / "frontends/cli/oriel.1.scd").read_text()
        sections = dict(re.findall(r"^## oriel (\w+)\n(.*?)(?=^#)", manual, re.M | re.S))
        for command in ("list", "console", "screenshot", "send", "forget"):
            with self.subTest(command=command):
                text = self.check(oriel(command, "--help"), DONE).decode()
                self.assertEqual(self.options(text), self.options(sections[command]))

    def test_manual_of_the_window_agrees_with_help(self):
        result = oriel("view", "--frontend=sdl", "--help")
        if b"not installed" in result.stderr:
            self.skipTest("built without SDL")
        manual = (SOURCE / "frontends/cli/oriel-view.1.scd").read_text()
        section = manual.split("\n# OPTIONS\n")[1].split("\n# ")[0]
        self.assertEqual(self.options(self.check(result, DONE).decode()),
                         self.options(section) - {"--frontend"})

    def test_completion_agrees_with_help(self):
        completion = (SOURCE / "frontends/cli/oriel-completion.bash").read_text()
        arms = dict(re.findall(r"^    (\w+)\)\n\s+options=\"(.*?)\"", completion, re.M | re.S))
        for command in ("list", "console", "screenshot", "send", "forget"):
            with self.subTest(command=command):
                text = self.check(oriel(command, "--help"), DONE).decode()
                self.assertEqual(self.options(text), self.options(arms[command]))

    def complete(self, *words):
        script = f"""
            . /usr/share/bash-completion/bash_completion
            . {SOURCE}/frontends/cli/oriel-completion.bash
            PATH={os.path.dirname(ORIEL)}:$PATH
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${{#COMP_LINE}}
            _oriel 2>/dev/null
            printf '%s\\n' "${{COMPREPLY[@]}}" """
        result = subprocess.run(
            ["bash", "-c", script, "bash", "oriel", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
        return result.stdout.decode().split()

    @unittest.skipUnless(os.path.exists("/usr/share/bash-completion/bash_completion"),
                         "bash-completion is not installed")
    def test_completion_works(self):
        self.assertEqual(self.complete("scr"), ["screenshot"])
        self.assertEqual(self.complete("list", "--js"), ["--json"])

    @needs_libvirt
    def test_completion_of_guests(self):
        self.assertEqual(self.complete("screenshot", "-c", TEST_HOST, "te"), ["test"])

    @unittest.skipUnless(os.path.exists("/usr/share/bash-completion/bash_completion"),
                         "bash-completion is not installed")
    def test_completion_of_connections(self):
        kept = self.directory / "oriel" / "connections" / "shop"
        kept.parent.mkdir(parents=True)
        kept.write_text("test://\n")
        os.environ["XDG_CONFIG_HOME"] = str(self.directory)
        self.addCleanup(os.environ.pop, "XDG_CONFIG_HOME")
        for command in ("view", "screenshot", "console", "send", "forget"):
            self.assertEqual(self.complete(command, "sho"), ["shop"])


@needs_libvirt
class List(Case):
    def test_table(self):
        text = self.check(oriel("list", "-c", TEST_HOST), DONE).decode()
        lines = text.splitlines()
        self.assertEqual(lines[0].split(), "ID NAME STATE VCPUS MEMORY DISPLAYS".split())
        self.assertEqual(lines[1].split()[:4], ["1", "test", "running", "2"])

    def test_json(self):
        guests = json.loads(self.check(oriel("list", "--json", "-c", TEST_HOST), DONE))
        self.assertEqual([guest["name"] for guest in guests], ["test"])
        self.assertEqual(guests[0]["host"], TEST_HOST)
        self.assertEqual(guests[0]["state"], "running")
        self.assertEqual(guests[0]["memory_kib"], 2 * 2**20)
        self.assertEqual(guests[0]["displays"], [])

    def test_host_of_the_environment(self):
        result = oriel("list", "--json", env={"LIBVIRT_DEFAULT_URI": TEST_HOST})
        self.assertEqual(len(json.loads(self.check(result, DONE))), 1)

    def write_host(self, *guests):
        """Makes a host of the test driver; each guest is (name, state as libvirt numbers it, port)."""
        domains = "".join(
            f"<domain type='test'><name>{name}</name><memory>{2**20}</memory><os><type>hvm</type></os>"
            f"<devices><graphics type='vnc' port='{port}'/></devices>"
            "<test:runstate xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
            f"{state}</test:runstate></domain>"
            for name, state, port in guests)
        path = self.directory / "node.xml"
        path.write_text(f"<node>{domains}</node>")
        return f"test://{path}"

    def test_displays_and_states(self):
        uri = self.write_host(("web", 1, 5907), ("db", 5, 5908), ("ci", 3, 5909))
        guests = json.loads(self.check(oriel("list", "--json", "-c", uri), DONE))
        self.assertEqual([(g["name"], g["state"]) for g in guests],
                         [("ci", "paused"), ("db", "off"), ("web", "running")])
        self.assertRegex(guests[2]["displays"][0], r"^vnc://[^/]+:5907$")
        self.assertIsNone(guests[1]["id"])
        running = json.loads(self.check(oriel("list", "--json", "--running", "-c", uri), DONE))
        self.assertEqual([guest["name"] for guest in running], ["ci", "web"])

    def test_several_hosts(self):
        uri = self.write_host(("web", 1, 5907))
        text = self.check(oriel("list", "-c", uri, "-c", TEST_HOST), DONE).decode()
        self.assertEqual([line.split()[1] for line in text.splitlines()], ["NAME", "web", "test"])
        self.assertIn("HOST", text)

    def test_one_host_fails(self):
        result = oriel("list", "--json", "-c", NO_HOST, "-c", TEST_HOST)
        stdout = self.check(result, NOT_FOUND, re.escape(NO_HOST))
        self.assertEqual([guest["name"] for guest in json.loads(stdout)], ["test"])

    def test_the_only_host_fails(self):
        self.assertEqual(self.check(oriel("list", "-c", NO_HOST), NOT_FOUND, "libvirt-sock"), b"")


class View(Case):
    def setUp(self):
        super().setUp()
        self.env = {"ORIEL_LIBEXEC_PATH": str(self.directory)}

    def install(self, *programs):
        """Makes frontends that say their name and arguments."""
        for program in programs:
            path = self.directory / program
            path.write_text('#!/bin/sh\necho "${0##*/}" "$@"\n')
            path.chmod(0o755)

    def view(self, *words, **env):
        return oriel("view", *words, env=self.env | env)

    def test_passes_everything_on(self):
        self.install("oriel-sdl")
        result = self.view("--full-screen", "--frontend=sdl", "-c", "a b", "--", "--frontend")
        self.assertEqual(self.check(result, DONE), b"oriel-sdl --full-screen -c a b -- --frontend\n")

    def test_options_alone(self):
        """They are the picker's."""
        self.install("oriel-tui", "oriel-gtk")
        self.assertEqual(self.check(oriel("-c", "a b", "--read-only", env=self.env), DONE),
                         b"oriel-tui --picker -c a b --read-only\n")
        self.assertEqual(self.check(oriel("--frontend=gtk", env=self.env), DONE),
                         b"oriel-gtk --picker\n")

    def test_help_of_a_frontend(self):
        self.install("oriel-sdl")
        self.assertEqual(self.check(self.view("--frontend", "sdl", "--help"), DONE),
                         b"oriel-sdl --help\n")

    def test_best_comes_first(self):
        self.install("oriel-sdl", "oriel-gtk", "oriel-tui")
        for env, program in (({"DISPLAY": ":0"}, b"oriel-gtk x\n"),
                             ({"WAYLAND_DISPLAY": "wayland-0"}, b"oriel-gtk x\n"),
                             ({}, b"oriel-tui x\n")):
            with self.subTest(env=env):
                self.assertEqual(self.check(self.view("x", **env), DONE), program)

    def test_frontend_not_installed(self):
        self.install("oriel-sdl")
        self.check(self.view("--frontend=tui", "x"), FAILED, "'tui' is not installed.*: .*sdl")

    def test_no_display(self):
        self.install("oriel-sdl")
        if b"tui" not in oriel("view", "--help", env=self.env).stdout.split(b"Installed:")[1]:
            self.check(self.view("x"), FAILED, "no display here")


class Window(Case):
    def test_no_display(self):
        result = oriel("view", "--frontend=sdl", "test://")
        if b"not installed" in result.stderr:
            self.skipTest("built without SDL")
        self.assertEqual(result.returncode, FAILED)
        self.assertIn(b"no display to open a window on", result.stderr)


class Screenshot(Case):
    def check_png(self, data, size=None):
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", data[16:24])
        self.assertEqual(data[-8:-4], b"IEND")
        if size is not None:
            self.assertEqual((width, height), size)
        self.assertGreater(width * height, 0)

    def test_file(self):
        path = self.directory / "picture.png"
        path.write_text("what was there before")
        self.assertEqual(self.check(oriel("screenshot", "test://", "-o", str(path)), DONE).decode(),
                         f"{path}\n")
        self.check_png(path.read_bytes())
        self.assertEqual(os.listdir(self.directory), ["picture.png"])

    def test_standard_output(self):
        self.check_png(self.check(oriel("screenshot", "test://", "-o", "-"), DONE))

    def test_debugged(self):
        """What is logged does not mix with the picture."""
        result = oriel("screenshot", "-o", "-", "vnc+unix:///nonexistent/vnc.sock",
                       env={"G_MESSAGES_DEBUG": "all"})
        self.assertEqual(result.returncode, NOT_FOUND)
        self.assertIn(b"DEBUG", result.stderr)
        self.assertEqual(result.stdout, b"")

    def test_named_after_the_target(self):
        name = self.check(oriel("screenshot", "test://", cwd=self.directory), DONE).decode().strip()
        self.check_png((self.directory / name).read_bytes())

    def test_unwritable(self):
        path = str(self.directory / "absent" / "a.png")
        self.check(oriel("screenshot", "test://", "-o", path), FAILED, re.escape(path))

    def test_malformed(self):
        self.check(oriel("screenshot", "vnc://[::1"), USAGE, r"vnc://\[::1")

    def test_nobody_listens(self):
        self.check(oriel("screenshot", f"vnc+unix://{self.directory}/none"), NOT_FOUND, "/none")

    @needs_libvirt
    def test_no_such_guest(self):
        self.check(oriel("screenshot", "-c", TEST_HOST, "frobnicate"), NOT_FOUND,
                   f"no guest 'frobnicate' on {TEST_HOST}; `oriel list")

    @needs_libvirt
    def test_guest_without_display(self):
        self.check(oriel("screenshot", "-c", TEST_HOST, "test"), FAILED, "no graphical display")

    @needs_libvirt
    def test_display_that_can_be_shown(self):
        """Not the first one, where that is of a kind nobody can connect to."""
        def guest(name, *devices):
            return (f"<domain type='test'><name>{name}</name><memory>4096</memory>"
                    f"<os><type>hvm</type></os><devices>{''.join(devices)}</devices></domain>")
        path = self.directory / "node.xml"
        path.write_text("<node>" + guest("both", "<graphics type='sdl'/>",
                                         "<graphics type='vnc' port='1' listen='127.0.0.1'/>")
                        + guest("none", "<graphics type='sdl'/>") + "</node>")
        uri = f"test://{path}"
        self.check(oriel("screenshot", "-c", uri, "both"), NOT_FOUND, "vnc://127.0.0.1:1:")
        self.check(oriel("screenshot", "-c", uri, "none"), FAILED, r"cannot show .*\(sdl\)")

    @needs_libvirt
    def test_by_the_hypervisor(self):
        path = self.directory / "hypervisor.png"
        self.check(oriel("screenshot", "--hypervisor", "-c", TEST_HOST, "test", "-o", str(path)), DONE)
        self.check_png(path.read_bytes())

    def test_silent_server(self):
        path = str(self.directory / "silent")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path)
            server.listen(1)
            self.check(oriel("screenshot", "--timeout", "1", f"vnc+unix://{path}"), NOT_FOUND,
                       "within 1 seconds")


class Send(Case):
    def write(self, name, size):
        path = self.directory / name
        path.write_bytes(b"x" * size)
        return str(path)

    def test_files(self):
        files = [self.write(name, 1000) for name in ("first", "second", "a third")]
        lines = self.check(oriel("send", "test://", *files), DONE).decode().splitlines()
        self.assertEqual(sorted(line.replace("\xa0", " ") for line in lines),
                         ["a third: sent, 1.0 kB", "first: sent, 1.0 kB", "second: sent, 1.0 kB"])

    def test_some_fail(self):
        """Each file has its own line; the first that fails makes the exit status."""
        result = oriel("send", "test://", self.write("refused", 10), self.write("good", 10),
                       str(self.directory), str(self.directory / "absent"))
        self.assertEqual(result.returncode, FAILED)
        self.assertEqual(result.stdout, b"good: sent, 10 bytes\n")
        errors = result.stderr.decode()
        self.assertEqual(len(errors.splitlines()), 3)
        self.assertRegex(errors, "oriel: refused: .*told to refuse")
        self.assertRegex(errors, "oriel: absent: .*No such file")
        self.assertRegex(errors, f"oriel: {self.directory.name}: .*folder")

    def test_takes_none(self):
        self.check(oriel("send", "--timeout", "1", "test://?files=no", self.write("a", 1)), FAILED,
                   "after 1 seconds: the test pattern was told to take no files")

    def test_nobody_listens(self):
        self.check(oriel("send", f"vnc+unix://{self.directory}/none", self.write("a", 1)), NOT_FOUND,
                   "none")

    def test_progress_and_interrupt(self):
        terminal, other = pty.openpty()
        with subprocess.Popen([ORIEL, "send", "test://", self.write("stuck", 1000000)],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=other) as process:
            os.close(other)
            seen = b""
            while b"sent 0 of 1 files, 524.3" not in seen:
                seen += os.read(terminal, 1024)
            process.send_signal(signal.SIGINT)
            try:
                while data := os.read(terminal, 1024):
                    seen += data
            except OSError:  # the other side is closed
                pass
            self.assertEqual(process.wait(timeout=60), FAILED)
            self.assertEqual(process.stdout.read(), b"")
        os.close(terminal)
        self.assertIn(b"\r\x1b[Koriel: stuck: given up\r\n", seen)


if __name__ == "__main__":
    tap.main()
