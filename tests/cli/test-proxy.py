#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sessions by way of a proxy, of one connection and of several.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH, ORIEL_TEST_VNC_SERVER, and
ORIEL_TEST_SPICE_SERVER where there is one.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "support"))
import tap  # noqa: E402
from proxy import Proxy  # noqa: E402

ORIEL = os.environ["ORIEL"]
DONE, FAILED, USAGE, REFUSED, UNREACHABLE = range(5)
HOST = "guest.invalid"  # which only the proxy can find


class Case(unittest.TestCase):
    def start_server(self, variable, *options):
        program = os.environ.get(variable)
        if not program:
            self.skipTest("no such server here")
        server = subprocess.Popen([program, *options], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.communicate)
        return int(server.stdout.readline().split()[1])

    def start_vnc(self):
        return self.start_server("ORIEL_TEST_VNC_SERVER")

    def start_proxy(self, **options):
        proxy = Proxy(**options)
        self.addCleanup(proxy.close)
        return proxy

    def shoot(self, *words):
        return subprocess.run(
            [ORIEL, "screenshot", "-o", "-", *words], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, timeout=60,
            check=False)

    def check_picture(self, *words):
        result = self.shoot(*words)
        self.assertEqual(result.returncode, DONE, result.stderr)
        self.assertEqual(result.stdout[:4], b"\x89PNG")

    def check_refused(self, status, reason, *words):
        result = self.shoot(*words)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertRegex(result.stderr.decode(), reason)
        self.assertNotIn(b"canary", result.stderr)


class ThroughProxy(Case):
    def check_kind(self, scheme):
        port, proxy = self.start_vnc(), self.start_proxy()
        self.check_picture("--proxy", f"{scheme}127.0.0.1:{proxy.port}", f"vnc://{HOST}:{port}")
        self.assertEqual(proxy.asked, [(HOST, port)])

    def test_http(self):
        self.check_kind("http://")

    def test_no_scheme(self):
        self.check_kind("")

    def test_socks5(self):
        self.check_kind("socks5://")

    def test_every_channel(self):
        port = self.start_server("ORIEL_TEST_SPICE_SERVER", "--tcp")
        for scheme in ("http", "socks5"):
            proxy = self.start_proxy()
            self.check_picture("--proxy", f"{scheme}://127.0.0.1:{proxy.port}",
                               f"spice://{HOST}:{port}")
            self.assertGreaterEqual(len(proxy.asked), 3)
            self.assertEqual(set(proxy.asked), {(HOST, port)})

    def test_user(self):
        port, proxy = self.start_vnc(), self.start_proxy(user="fred", password="can@ry")
        for scheme in ("http", "socks5"):
            self.check_picture("--proxy", f"{scheme}://fred:can%40ry@127.0.0.1:{proxy.port}",
                               f"vnc://{HOST}:{port}")
            for user in ("", "fred:canary@"):
                with self.subTest(scheme=scheme, user=user):
                    self.check_refused(REFUSED, f"the proxy {scheme}://127.0.0.1:{proxy.port} wants",
                                       "--proxy", f"{scheme}://{user}127.0.0.1:{proxy.port}",
                                       f"vnc://{HOST}:{port}")

    def test_unix_socket(self):
        """Needs none."""
        with tempfile.TemporaryDirectory(prefix="oriel-") as directory:
            self.check_refused(UNREACHABLE, "no such socket", "--proxy", "http://127.0.0.1:1",
                               f"vnc+unix://{directory}/absent")

    def test_environment(self):
        port, proxy = self.start_vnc(), self.start_proxy(refuses=True)
        for name in ("http_proxy", "https_proxy", "all_proxy", "SPICE_PROXY"):
            os.environ[name] = f"http://127.0.0.1:{proxy.port}"
            self.addCleanup(os.environ.pop, name)
        self.check_picture(f"vnc://127.0.0.1:{port}")
        self.assertEqual(proxy.asked, [])


class BrokenProxy(Case):
    """Errors name the hop that failed, and no password."""

    def test_refuses(self):
        proxy = self.start_proxy(refuses=True)
        for scheme in ("http", "socks5"):
            with self.subTest(scheme=scheme):
                self.check_refused(
                    UNREACHABLE,
                    f"the proxy {scheme}://127.0.0.1:{proxy.port} does not connect to "
                    f"vnc://{HOST}:5901", "--proxy",
                    f"{scheme}://fred:canary@127.0.0.1:{proxy.port}", f"vnc://{HOST}:5901")

    def test_not_there(self):
        proxy = Proxy()
        proxy.close()
        self.check_refused(
            UNREACHABLE, f"cannot connect to the proxy http://127.0.0.1:{proxy.port}: nothing "
            "listens there$", "--proxy", f"http://fred:canary@127.0.0.1:{proxy.port}",
            f"vnc://{HOST}:5901")

    def test_unknown_name(self):
        self.check_refused(UNREACHABLE, "cannot connect to the proxy http://proxy.invalid:3128: "
                           "the name of the host is not known", "--proxy", "http://proxy.invalid",
                           f"vnc://{HOST}:5901")

    def test_drips(self):
        """A proxy that says a byte now and then keeps nobody waiting for ever."""
        for scheme in ("http", "socks5"):
            proxy = self.start_proxy(drips=True)
            self.check_refused(UNREACHABLE, "the proxy .* does not connect to", "--proxy",
                               f"{scheme}://127.0.0.1:{proxy.port}", f"vnc://{HOST}:5900")

    def test_not_a_proxy(self):
        self.check_refused(USAGE, "a proxy is named as", "--proxy", "http://canary:x@",
                           f"vnc://{HOST}")
        self.check_refused(FAILED, "no proxies of the kind https", "--proxy",
                           "https://fred:canary@127.0.0.1", f"vnc://{HOST}")


if __name__ == "__main__":
    tap.main()
