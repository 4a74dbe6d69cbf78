#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-virt-viewer and oriel-remote-viewer, linked into the places of those that they are for:
their options are those of the others, and no more, and reach the frontend as they are.

Environment: ORIEL, ORIEL_VIRT_VIEWER, ORIEL_REMOTE_VIEWER (the programs), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "support"))
import tap  # noqa: E402

DONE, USAGE = 0, 2
PROGRAMS = {"virt-viewer": os.environ["ORIEL_VIRT_VIEWER"],
            "remote-viewer": os.environ["ORIEL_REMOTE_VIEWER"]}
# Their help shows no value of these, which take one.
UNTOLD = {"hotkeys", "keymap", "title"}


def read_help(*command):
    """(short, long, kind) of all options in the help of a program."""
    text = subprocess.run([*command, "--help-all"], stdout=subprocess.PIPE, text=True, timeout=60,
                          check=True).stdout
    found = re.findall(r"^  (?:-(\w), )?--([\w-]+)(=\S*)?", text, re.M)
    return {(short or "-", name, "value" if value or name in UNTOLD else "flag")
            for short, name, value in found if not name.startswith("help")}


def read_table(program):
    rows = [line.split() for line in (SOURCE / "tests/data/viewer-options.txt").open()
            if not line.startswith("#")]
    return {tuple(row[1:]) for row in rows if row[0] in ("both", program)}


class Alias(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="oriel-alias-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, program in PROGRAMS.items():
            (self.folder / name).symlink_to(program)
        frontend = self.folder / "oriel-tui"
        frontend.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
        frontend.chmod(0o755)
        clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.env = clean | {"ORIEL_LIBEXEC_PATH": str(self.folder),
                            "PATH": f"{self.folder}:{os.environ['PATH']}"}

    def run_line(self, *words):
        return subprocess.run(words, env=self.env, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                              check=False)

    def test_options_are_theirs(self):
        for name, program in PROGRAMS.items():
            with self.subTest(name):
                self.assertEqual(read_help(program), read_table(name))

    def test_frontend_takes_them(self):
        """Each of them, with the same short name, and with a value where it has one."""
        help_of_window = subprocess.run([os.environ["ORIEL"], "view", "--frontend=sdl", "--help"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        check=False)
        if b"not installed" in help_of_window.stderr:
            self.skipTest("built without SDL")
        taken = read_help(os.environ["ORIEL"], "view", "--frontend=sdl")
        for name in PROGRAMS:
            self.assertEqual(read_table(name) - taken, set())

    def test_table_is_true(self):
        for name in PROGRAMS:
            program = shutil.which(name)
            if program is None:
                self.skipTest(f"{name} is not installed")
            self.assertEqual(read_help(program), read_table(name))

    def test_lines(self):
        """As they stand in scripts and manuals; what reaches the frontend is what was written."""
        for line in (
                ("virt-viewer", "demo"),
                ("virt-viewer", "--connect", "qemu:///system", "7"),
                ("virt-viewer", "--reconnect", "--wait", "66ab33c0-6919-a3f7-e659-16c82d248521"),
                ("virt-viewer", "--connect=qemu+ssh://root@example.org/system", "demo"),
                ("virt-viewer", "--direct", "-c", "xen+ssh://root@example.org/", "demo"),
                ("virt-viewer", "--domain-name", "2"),
                ("virt-viewer", "-afkvz", "150", "--kiosk-quit", "on-disconnect", "--", "demo"),
                ("virt-viewer", "--hotkeys=release-cursor=ctrl+alt", "-K", "Super_L=", "demo"),
                ("remote-viewer", "spice://makai:5900"),
                ("remote-viewer", "--full-screen", "--title", "A b", "vnc://tsingy:5900"),
                ("remote-viewer", "--spice-ca-file=/ca", "--spice-share-cd", "/a.iso", "-"),
                ("remote-viewer", "--debug", "--auto-resize=never", "--", "console.vv")):
            with self.subTest(line):
                result = self.run_line(*line)
                self.assertEqual(result.returncode, DONE, result.stderr)
                self.assertEqual(result.stdout, "".join(f"<{word}>" for word in line[1:]))

    def test_refused(self):
        """Also what only the other one takes, and what is ours alone."""
        for line in (("virt-viewer", "--title", "x", "demo"), ("remote-viewer", "-c", "x", "y"),
                     ("virt-viewer", "--frontend=sdl", "demo"), ("remote-viewer", "--wait", "y"),
                     ("virt-viewer", "--frobnicate"), ("virt-viewer", "demo", "demo"),
                     ("remote-viewer", "--zoom"), ("remote-viewer", "a", "b")):
            with self.subTest(line):
                result = self.run_line(*line)
                self.assertEqual(result.returncode, USAGE)
                self.assertRegex(result.stderr, rf"\A{line[0]}: [^\n]+\n\Z")
                self.assertEqual(result.stdout, "")

    def test_frontends_refuse(self):
        """One line and status 2, before a display or a terminal is needed. They share what parses,
        and take turns."""
        env = self.env | {"ORIEL_LIBEXEC_PATH": os.environ["ORIEL_LIBEXEC_PATH"]}
        names = [name for name in ("gtk", "sdl", "tui") if f"oriel-{name}" in self.installed()]
        lines = [line.split() for line in
                 (SOURCE / "tests/data/refused-options.txt").open() if line[0] != "#"]
        for i, line in enumerate(lines):
            name = names[i % len(names)]
            with self.subTest(name, line=line):
                result = subprocess.run(
                    [os.environ["ORIEL"], "view", f"--frontend={name}", *line], env=env, text=True,
                    stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, check=False)
                self.assertEqual(result.returncode, USAGE, result.stderr)
                self.assertRegex(result.stderr,
                                 rf"\Aoriel: [^\n]+ \(see 'oriel view --frontend={name} --help'\)\n\Z")

    @staticmethod
    def installed():
        return {path.name for folder in os.environ["ORIEL_LIBEXEC_PATH"].split(":")
                for path in pathlib.Path(folder).glob("oriel-???")}

    def test_guests_alone(self):
        """What virt-viewer is given is a guest, even where it looks like something else here."""
        saved = self.folder / "config/oriel/connections"
        saved.mkdir(parents=True)
        (saved / "kept").write_text("vnc://far:1\n")
        self.env["XDG_CONFIG_HOME"] = str(self.folder / "config")
        for name in ("vnc://far:5900", "a.vv", "-", "kept"):
            with self.subTest(name):
                self.assertEqual(self.run_line("virt-viewer", "-w", "--", name).stdout,
                                 f"<--domain-name><-w><--><{name}>")
                self.assertEqual(self.run_line("virt-viewer", "--uuid", name).stdout,
                                 f"<--uuid><{name}>")

    def test_no_guests(self):
        """What remote-viewer is given is an address or a file, wherever that is."""
        (self.folder / "console").write_text("[virt-viewer]\n")
        os.chdir(self.folder)
        self.addCleanup(os.chdir, SOURCE)
        self.assertEqual(self.run_line("remote-viewer", "-t", "x", "console").stdout,
                         "<-t><x><./console>")
        for word in ("web1", "far:5900", "7"):
            with self.subTest(word):
                result = self.run_line("remote-viewer", word)
                self.assertEqual(result.returncode, USAGE)
                self.assertRegex(result.stderr, rf"\Aremote-viewer: '{word}' is neither [^\n]+\n\Z")

    def test_version(self):
        """A script takes the third word."""
        for name in PROGRAMS:
            for option in ("-V", "--version"):
                words = self.run_line(name, option).stdout.split()
                self.assertEqual(words[:3], [name, "version", "11.0"])

    def test_called_anything(self):
        """The program is what it was built as, whatever it is called."""
        (self.folder / "viewer").symlink_to(PROGRAMS["virt-viewer"])
        self.assertEqual(self.run_line("viewer", "--wait", "demo").stdout, "<--wait><demo>")

    def test_no_name(self):
        """A guest is chosen from a list, in a window where there is one, or else in a terminal."""
        window = self.folder / "oriel-gtk"
        window.write_text('#!/bin/sh\nprintf "window<%s>" "$@"\n')
        window.chmod(0o755)
        terminal, inner = os.openpty()
        self.addCleanup(os.close, terminal)
        self.addCleanup(os.close, inner)
        for line in (("virt-viewer", "-c", "test:///default"), ("remote-viewer", "-f")):
            told = "".join(f"<{word}>" for word in ("--picker", *line[1:]))
            result = subprocess.run(line, env=self.env | {"DISPLAY": ":7"}, text=True, timeout=60,
                                    stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True)
            self.assertEqual(result.stdout.replace("window", ""), told)
            subprocess.run(line, env=self.env, stdin=inner, stdout=inner, timeout=60, check=True)
            self.assertEqual(os.read(terminal, 1000).decode(), told)
            result = self.run_line(*line)
            self.assertEqual(result.returncode, USAGE)
            self.assertRegex(result.stderr, "target is missing.*neither")

    def test_display(self):
        """An X display that is named is one to open a window on."""
        window = self.folder / "oriel-sdl"
        window.write_text("#!/bin/sh\necho window\n")
        window.chmod(0o755)
        self.assertEqual(self.run_line("virt-viewer", "--display=:7", "demo").stdout, "window\n")
        self.assertEqual(self.run_line("virt-viewer", "demo").stdout, "<demo>")


if __name__ == "__main__":
    tap.main()
