#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connection files, opened in a window: what each of their keys changes, as servers and the screen
tell it.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH, ORIEL_TEST_SPICE_SERVER, ORIEL_TEST_VNC_SERVER,
ORIEL_TEST_REAL_SERVER.
"""

import os
import pathlib
import platform
import re
import shutil
import sys
import tempfile

import vv
from screen import Viewer, wait_for

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "support"))
import certificates
import proxy
import tap

USAGE = 2


class Keys(vv.Windows):
    @classmethod
    def setUpClass(cls):
        cls.pki = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="oriel-vv-")))
        certificates.make(cls.pki)

    def tls(self, name="server"):
        """A server's port in clear, and that of TLS."""
        return self.spice("--tcp", "--tls", "--tls-key", str(self.pki / "server-key.pem"),
                          "--tls-cert", str(self.pki / f"{name}.pem"), "--tls-ca",
                          str(self.pki / "ca.pem"))

    def ca(self):
        return (self.pki / "ca.pem").read_text().replace("\n", "\\n")

    def test_wrong_password(self):
        """The person is asked, and a file that was of no use stays."""
        server = self.spice("--tcp", "--password", "right")
        with self.view(type="spice", host="127.0.0.1", port=server.ready[0], password="wrong",
                       delete_this_file=1) as viewer:
            window = viewer.window()
            wait_for(lambda: window.shows((0xE0, 0x60, 0x50)) or len(set(window.row(240))) > 1,
                     "it asks")
            self.assertTrue(self.path.exists())

    def test_password(self):
        server = self.spice("--tcp", "--password", "right")
        with self.view(type="spice", host="127.0.0.1", port=server.ready[0],
                       password="right") as viewer:
            self.see(viewer)
            self.assertTrue(self.path.exists())

    def test_username(self):
        """Of a real QEMU that asks for both by SASL, within TLS."""
        if not shutil.which("qemu-system-x86_64") or not os.path.exists("/usr/sbin/saslpasswd2"):
            self.skipTest("no QEMU, or no saslpasswd2")
        server = self.serve("ORIEL_TEST_REAL_SERVER", "qemu-sasl", str(self.pki))
        keys = {"type": "vnc", "host": "localhost", "port": server.ready[0].rsplit(":", 1)[1],
                "ca": self.ca(), "password": "secret12", "delete_this_file": 1}
        with self.view(username="nobody", **keys) as viewer:
            window = viewer.window()
            wait_for(lambda: len(set(window.row(window.size()[1] // 2))) > 1, "it asks")
            self.assertTrue(self.path.exists())
        with self.view(username="fred", **keys):
            wait_for(lambda: not self.path.exists(), "it is let in")

    def test_unix_path(self):
        path = str(self.path.with_name("socket"))
        self.spice("--unix", path)
        with self.view(type="spice", unix_path=path) as viewer:
            self.see(viewer)

    def test_standard_input(self):
        server = self.spice("--tcp")
        text = self.write(type="spice", host="127.0.0.1", port=server.ready[0], title="Piped")
        with open(text, encoding="utf-8") as file:
            stdin = os.dup(0)
            os.dup2(file.fileno(), 0)
            with Viewer(self.screen, "-") as viewer:
                os.dup2(stdin, 0)
                os.close(stdin)
                self.assertIn("Piped", self.see(viewer).title())

    def test_tls(self):
        server = self.tls()
        with self.view(type="spice", host="localhost", port=server.ready[0],
                       tls_port=server.ready[1], ca=self.ca(), secure_channels="main;display;inputs",
                       tls_ciphers="ECDHE-ECDSA-AES256-GCM-SHA384") as viewer:
            self.see(viewer)

    def test_secure_channels(self):
        """They go to the port for TLS; where that is all of them, the other one may be closed."""
        server = self.tls()
        plain, secure = map(int, server.ready)
        for channels, ports in (("main;display;inputs", [plain, *[secure] * 3]),
                                ("cursor;usbredir", [*[plain] * 3, secure]),
                                ("all", [secure] * 4)):
            between = proxy.Proxy()
            with self.subTest(channels), self.view(
                    type="spice", host="localhost", port=plain, tls_port=secure, ca=self.ca(),
                    secure_channels=channels, proxy=f"http://127.0.0.1:{between.port}") as viewer:
                self.see(viewer)
                wait_for(lambda: len(between.asked) >= 4, "all channels are there")
            self.assertEqual(sorted(port for _, port in between.asked), sorted(ports))

    def test_tls_subject(self):
        server = self.tls("elsewhere")
        with self.view(type="spice", host="localhost", tls_port=server.ready[1], ca=self.ca(),
                       host_subject="CN=elsewhere") as viewer:
            self.see(viewer)

    def test_tls_refused(self):
        """Neither another authority, nor another subject, nor no cipher."""
        server = self.tls()
        other = (self.pki / "other-ca.pem").read_text().replace("\n", "\\n")
        for reason, keys in (("authority", {"ca": other}),
                             ("does not have the subject", {"ca": self.ca(),
                                                            "host_subject": "CN=other"}),
                             ("no cipher", {"ca": self.ca(), "tls_ciphers": "ROT13"})):
            with self.subTest(reason), self.view(type="spice", host="localhost",
                                                 tls_port=server.ready[1], **keys) as viewer:
                self.assertIn(reason, self.complaint(viewer))

    def test_proxy(self):
        """The proxy hears the host as it is written, even where that is no name."""
        server = self.spice("--tcp")
        between = proxy.Proxy()
        with self.view(type="spice", host="pvespiceproxy:5a1b:100:node::0a", port=server.ready[0],
                       proxy=f"http://127.0.0.1:{between.port}") as viewer:
            self.see(viewer)
        self.assertIn(("pvespiceproxy:5a1b:100:node::0a", int(server.ready[0])), between.asked)

    def test_effects(self):
        server = self.spice("--tcp", "--agent")
        with self.view(type="spice", host="127.0.0.1", port=server.ready[0],
                       disable_effects="wallpaper;animation") as viewer:
            self.see(viewer)
            wait_for(lambda: server.says("agent display-config 5 "), "the agent hears it")

    def test_channels(self):
        """No key reaches a guest whose inputs are disabled."""
        server = self.spice("--tcp")
        port = server.ready[0]
        for channels, heard in (("", True), ("inputs;playback", False)):
            with self.subTest(channels), self.view(type="spice", host="127.0.0.1", port=port,
                                                   disable_channels=channels) as viewer:
                window = self.see(viewer)
                window.click(100, 100)
                self.screen.tap("a")
                if heard:
                    wait_for(lambda: self.screen.tap("a") or server.says("key 0x1e down"),
                             "the guest hears a key")
            wait_for(lambda: server.says("gone"), "the viewer left")
            self.assertEqual(server.says("key "), heard)
            server.lines.clear()

    def has_red_pointer(self):
        image = self.screen.connection.xfixes_get_cursor_image(self.screen.root)
        return image.cursor_image[0] == 0xFFFF0000

    def test_fewer_channels(self):
        """Nothing connects to a channel that is disabled; but the guest's pointer is only not shown."""
        self.screen.connection.xfixes_query_version()
        server = self.spice("--tcp", "--sound")  # of six channels
        server.tell("cursor 16 16 3 5 ff0000")
        for channels, is_red in (("record", True), ("cursor;playback", False)):
            between = proxy.Proxy()
            server.lines.clear()
            with self.subTest(channels), self.view(
                    "--microphone", type="spice", host="127.0.0.1", port=server.ready[0],
                    disable_channels=channels,
                    proxy=f"http://127.0.0.1:{between.port}") as viewer:
                self.see(viewer).click(100, 100)
                wait_for(lambda: self.has_red_pointer() or not is_red, "the guest's pointer")
                wait_for(lambda: len(between.asked) >= 5, "all channels are there")
                wait_for(lambda: self.screen.tap("a") or server.says("key 0x1e up"),
                         "the guest hears a key")
                self.assertEqual(self.has_red_pointer(), is_red)
            self.assertEqual(len(between.asked), 5)

    def test_all(self):
        """Each key that is read stands in a file here, among the devices, or among the hotkeys."""
        source = HERE.parents[1] / "frontends/shared/vv-keys.c"
        keys = re.findall(r'(?:ROW\(|\{)"([a-z-]+)"', source.read_text())
        tests = "".join((HERE / name).read_text() for name in ("test-vv.py", "test-vv-devices.py", "vv.py", "hotkeys.py"))
        missing = [key for key in keys if f"{key.replace('-', '_')}=" not in tests]
        self.assertTrue(keys)
        self.assertEqual(missing, [])

    def test_of_no_effect(self):
        """What cannot be served is said, and the guest is shown."""
        server = self.spice("--tcp")
        self.ovirt = "[ovirt]\nhost=portal\nvm-guid=1\njsessionid=a\nsso-token=b\nca=c\nadmin=1\n"
        with self.view("--verbose", type="spice", host="127.0.0.1", port=server.ready[0],
                       enable_smartcard=1, color_depth=16, x_other="1", unheard_of="2") as viewer:
            self.see(viewer)
            viewer.process.terminate()
            text = viewer.process.stderr.read()
        self.assertRegex(text, "no effect without --spice-smartcard-certificates")
        self.assertRegex(text, "color-depth has no effect")
        self.assertRegex(text, "oVirt's menu of CDs")

    def test_versions(self):
        """That of this system counts, and no other."""
        system = platform.freedesktop_os_release()
        name = system["ID"] + system.get("VERSION_ID", "")
        self.check_told("virt-viewer 12.0", type="spice", host="a",
                        versions=f"another1:1.0;{name}:12.0")
        server = self.spice("--tcp")
        with self.view(type="spice", host="127.0.0.1", port=server.ready[0],
                       versions=f"another1:12.0;{name}:11.0") as viewer:
            self.see(viewer)

    def test_ovirt(self):
        self.check_told("oVirt", type="ovirt", host="a")

    def test_malformed(self):
        """One line, and no window."""
        self.path.write_text("[virt-viewer]\ntype=spice\nhost=a\nport=many\n")
        with Viewer(self.screen, str(self.path)) as viewer:
            self.assertEqual(viewer.exit_code(), USAGE)
            self.assertTrue(re.fullmatch(r"oriel: connection file .*console.vv: line 4: 'port'.*\n",
                                         viewer.process.stderr.read()))


if __name__ == "__main__":
    tap.main()
