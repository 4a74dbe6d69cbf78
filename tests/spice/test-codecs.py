#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How pictures and films are packed on their way to a session: as the server was told, and as the
person asked for; test-spice-display.c and test-spice-video.c have what becomes of them.

Environment: ORIEL_TEST_WATCHER, ORIEL_TEST_SPICE_SERVER, ORIEL_TEST_GSTREAMER_PLUGINS,
ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "support"), str(TESTS / "chaos")]
import tap  # noqa: E402
from chaos import Watcher  # noqa: E402
from spice_codecs import Codecs  # noqa: E402
from servers import Server  # noqa: E402
from waiting import wait_for  # noqa: E402

PHOTO = "photo 0 0 640 480 1"
PLAIN = "bitmap 0 0 320 160 rgb24"  # LZ4 makes photographs no smaller, which are left as they are then
# What gives which codec; `auto` takes one that fits what it packs.
IMAGES = [("off", "off"), ("quic", "quic"), ("lz", "lz"), ("glz", "glz"), ("lz4", "lz4"),
          ("auto-glz", "quic"), ("auto-lz", "quic")]
VIDEOS = [("spice:mjpeg", "mjpeg"), ("gstreamer:vp8", "vp8"), ("gstreamer:vp9", "vp9"),
          ("gstreamer:h264", "h264")]


def has_plugins(codec):
    """Whether GStreamer encodes and decodes it; the servers do so by the same plugins."""
    names = {"mjpeg": (), "vp8": ("vpx", "playback"), "vp9": ("vpx", "playback"),
             "h264": ("x264", "libav", "videoparsersbad", "playback")}
    folder = pathlib.Path(os.environ.get("ORIEL_TEST_GSTREAMER_PLUGINS", "/nonexistent"))
    return all((folder / f"libgst{name}.so").exists() for name in names[codec])


class Packed(unittest.TestCase):
    @contextlib.contextmanager
    def session(self, *options, words=()):
        """A server and the codecs of what a session with it gets, from its first picture on."""
        server = Server("ORIEL_TEST_SPICE_SERVER", "--tcp", *options)
        with contextlib.closing(server), contextlib.closing(Codecs(int(server.ready[0]))) as codecs, \
                contextlib.closing(Watcher(*words, f"spice://127.0.0.1:{codecs.port}")) as watcher:
            watcher.wait("state shown")
            codecs.found.clear()
            yield server, codecs

    def check(self, codec, order, *options, words=()):
        with self.session(*options, words=words) as (server, codecs):
            server.tell(order)
            wait_for(lambda: codec in codecs.found, lambda: f"{codec} in {codecs.found}")
            self.assertEqual(set(codecs.found), {codec})

    def test_told(self):
        for name, codec in IMAGES:
            with self.subTest(name):
                self.check(codec, PLAIN if codec == "lz4" else PHOTO, "--compression", name)

    def test_with_loss(self):
        self.check("jpeg", PHOTO, "--jpeg", "always", "--compression", "auto-glz")

    def test_twice(self):
        self.check("zlib-glz", "pattern", "--compression", "glz", "--zlib", "always")

    def test_asked_for(self):
        """The person's wish comes before what the server was told."""
        for name, codec in IMAGES[:5]:
            with self.subTest(name):
                self.check(codec, PLAIN, "--compression", "lz" if name != "lz" else "glz",
                           words=[f"--spice-preferred-compression={name}"])

    def test_of_others(self):
        """What means something to VNC is passed over, as for a guest that has both."""
        self.check("quic", PHOTO, "--compression", "glz", words=["--encodings=zrle,QUIC,lz"])

    def test_films(self):
        for name, codec in VIDEOS:
            with self.subTest(name):
                if not has_plugins(codec):
                    self.skipTest("GStreamer's plugins for it are not there")
                words = [f"--encodings={codec}"] if codec == "h264" else []
                with self.session("--size", "320x240", "--streaming", "all", "--codecs", name,
                                  words=words) as (server, codecs):
                    server.tell("video 0 0 320 240 10 100000")
                    wait_for(lambda: set(codecs.found) & {video for _, video in VIDEOS},
                             "a film begins")
                    self.assertIn(codec, codecs.found)

    def test_not_asked_for(self):
        """H.264 is loaded for who asks for it, and servers are not told of it else."""
        if not has_plugins("h264"):
            self.skipTest("GStreamer's plugins for it are not there")
        with self.session("--size", "320x240", "--streaming", "all", "--codecs",
                          "gstreamer:h264;spice:mjpeg") as (server, codecs):
            server.tell("video 0 0 320 240 10 100000")
            wait_for(lambda: set(codecs.found) & {"h264", "mjpeg"}, "a film begins")
            self.assertNotIn("h264", codecs.found)


if __name__ == "__main__":
    tap.main()
