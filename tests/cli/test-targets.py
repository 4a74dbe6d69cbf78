#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Saved connections and connection files mean the same to every command as to `oriel view`.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH, VNC_SERVER (tests/servers/vnc-server).
"""

import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap  # noqa: E402
from program import DONE, NOT_FOUND, ORIEL, REFUSED, USAGE, Case, needs_libvirt, oriel  # noqa: E402

PNG = b"\x89PNG"


class Saved(Case):
    def setUp(self):
        super().setUp()
        self.folder = self.directory / "oriel" / "connections"
        self.folder.mkdir(parents=True)
        self.env = {"XDG_CONFIG_HOME": str(self.directory)}

    def save(self, name, line):
        (self.folder / name).write_text(line + "\n")

    def oriel(self, *words, **options):
        return oriel(*words, env=self.env, **options)

    def test_screenshot(self):
        """Named after the connection; what is about windows alone is no hindrance."""
        self.save("shop", "--full-screen --reconnect --zoom 50 --audio test://")
        result = self.oriel("screenshot", "shop", cwd=self.directory)
        self.assertEqual(self.check(result, DONE), b"shop.png\n")
        self.assertEqual((self.directory / "shop.png").read_bytes()[:4], PNG)

    @needs_libvirt
    def test_written_has_the_last_word(self):
        self.save("shop", "-c test:///default test")
        self.check(self.oriel("screenshot", "shop", "-o", "-", "--protocol", "vnc"), NOT_FOUND,
                   "'test' has no vnc display")
        # With a host it is the name of a guest.
        self.check(self.oriel("screenshot", "shop", "-o", "-", "-c", "test:///default"), NOT_FOUND,
                   "no guest 'shop' on test:///default")

    def test_listed(self):
        self.save("shop", "-c qemu:///system 'web 1'")
        self.save("desk", "vnc://far.example:5901")
        self.save("bad", "'")
        recent = self.directory / "oriel" / "recent"
        recent.write_text("test://\n'\n")
        self.env["XDG_STATE_HOME"] = str(self.directory)
        text = self.check(self.oriel("list", "--saved"), USAGE, "bad is damaged").decode()
        self.assertEqual(text, "NAME  OPENS\n"
                               "desk  vnc://far.example:5901\n"
                               "shop  -c qemu:///system 'web 1'\n")
        (self.folder / "bad").unlink()
        told = json.loads(self.check(self.oriel("list", "--saved", "--recent", "--json"), DONE))
        self.assertEqual([(kept["name"], kept["words"]) for kept in told],
                         [("desk", ["vnc://far.example:5901"]),
                          ("shop", ["-c", "qemu:///system", "web 1"]),
                          (None, ["test://"])])
        self.assertEqual(self.check(self.oriel("list", "--recent"), DONE).decode(),
                         "NAME  OPENS\n-     test://\n")
        self.check(self.oriel("list", "--saved", "--running"), USAGE, "lists no guests")
        self.check(self.oriel("list", "--recent", "-c", "test:///default"), USAGE, "asks no host")

    def test_hypervisor(self):
        self.save("shop", "test://")
        self.check(self.oriel("screenshot", "--hypervisor", "shop"), USAGE, "not an address")

    def test_console(self):
        self.save("shop", "test://")
        with subprocess.Popen([ORIEL, "console", "--raw", "shop"], env=os.environ | self.env,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(b"hello")
            process.stdin.flush()
            self.assertEqual(process.stdout.read(5), b"hello")
            process.kill()

    def test_send(self):
        self.save("shop", "test://")
        path = self.directory / "note.txt"
        path.write_text("hello")
        self.assertIn(b"note.txt: sent", self.check(self.oriel("send", "shop", str(path)), DONE))

    def test_forget(self):
        self.save("shop", "vnc://127.0.0.1:1")
        self.check(self.oriel("forget", "shop"), NOT_FOUND, "no certificate of this server")

    def test_damaged(self):
        self.save("shop", "'test://")
        for words in (("screenshot", "shop"), ("send", "shop", "x"), ("forget", "shop"),
                      ("console", "--raw", "shop")):
            with self.subTest(words):
                self.check(self.oriel(*words), USAGE, "shop is damaged")


class Files(Case):
    def setUp(self):
        super().setUp()
        self.socket = self.directory / "vnc"
        self.path = self.directory / "console.vv"
        server = subprocess.Popen([os.environ["VNC_SERVER"], "--unix", str(self.socket)],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(server.communicate)
        self.assertIn(b"READY", server.stdout.readline())
        server.stdin.write(b"password secret\n")
        server.stdin.flush()
        self.assertEqual(server.stdout.readline(), b"ok\n")

    def write(self, **keys):
        keys = {"type": "vnc", "unix-path": self.socket} | keys
        self.path.write_text("[virt-viewer]\n" + "".join(f"{k}={v}\n" for k, v in keys.items()))
        return str(self.path)

    def shoot(self, target, **options):
        return oriel("screenshot", target, "-o", "-", start_new_session=True, **options)

    def test_password(self):
        self.assertEqual(self.check(self.shoot(self.write(password="secret")), DONE)[:4], PNG)
        self.assertTrue(self.path.exists())

    def test_deleted(self):
        """Only once it was of use."""
        self.shoot(self.write(password="wrong", **{"delete-this-file": 1}))
        self.assertTrue(self.path.exists())
        path = self.write(password="secret", **{"delete-this-file": 1})
        self.check(self.shoot(path), DONE)
        self.assertFalse(self.path.exists())

    def test_wrong_password(self):
        """It is asked for, and here is nobody to be asked."""
        result = self.shoot(self.write(password="wrong"))
        self.assertEqual(result.returncode, REFUSED)
        self.assertIn(b"no terminal to ask on", result.stderr)

    def test_standard_input(self):
        with open(self.write(password="secret", title="My guest"), "rb") as file:
            result = subprocess.run([ORIEL, "screenshot", "-"], stdin=file,
                                    stdout=subprocess.PIPE, cwd=self.directory, timeout=60,
                                    check=True)
        self.assertEqual(result.stdout, b"My-guest.png\n")

    def test_named_after_the_file(self):
        result = oriel("screenshot", self.write(password="secret"), cwd=self.directory)
        self.assertEqual(self.check(result, DONE), b"console.vv.png\n")

    def test_malformed(self):
        """One line, whatever the command."""
        path = self.write(port="many")
        for words in (("screenshot", path), ("send", path, "x"), ("forget", path),
                      ("console", "--raw", path)):
            with self.subTest(words):
                self.check(oriel(*words), USAGE, f"connection file {re.escape(path)}: line 4")


if __name__ == "__main__":
    tap.main()
