#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The sound of the windows: SDL's disk driver, by which both of them play, writes down what a device
would play.

The test pattern plays a ramp of 300 ms at F7, turns its volume at F8, and listens at F10.

Environment: ORIEL_SDL or ORIEL_GTK (the program), ORIEL_LIBEXEC_PATH.
"""

import array
import os
import re
import pathlib
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "gtk")]
import tap  # noqa: E402
from pattern import find_guest  # noqa: E402
from program import Gtk, focus  # noqa: E402
from screen import Screen, Viewer, wait_for  # noqa: E402

PROGRAM = Gtk if "ORIEL_GTK" in os.environ else Viewer
FRAMES = 48000 * 300 // 1000
HEARD_FRAMES = 48000 * 200 // 1000
TRIES = 3
NO_DEVICE = "The guest's sound is not played"


def read_samples(path):
    samples = array.array("h")
    with open(path, "rb") as file:
        data = file.read()
    samples.frombytes(data[:len(data) // 4 * 4])
    return samples


def sounds(samples):
    """The frames that are not silence, in order."""
    return [(samples[i], samples[i + 1]) for i in range(0, len(samples), 2)
            if samples[i] or samples[i + 1]]


def signed(value):
    return (value + 0x8000) % 0x10000 - 0x8000


def fnv1a(data):
    total = 2166136261
    for byte in data:
        total = (total ^ byte) * 16777619 % 2**32
    return total


def scaled(value, gain):
    """As C divides: towards zero."""
    return int(value * gain / 65536)


class Sound(unittest.TestCase):
    def setUp(self):
        self.screen = Screen()
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-sound-")
        self.path = os.path.join(self.folder.name, "played")

    def tearDown(self):
        self.screen.close()
        self.folder.cleanup()

    def viewer(self, *arguments, driver="disk"):
        return PROGRAM(self.screen, *arguments, "test://", environment={
            "SDL_AUDIODRIVER": driver, "SDL_DISKAUDIOFILE": self.path})

    def wait_for_title(self, window, part):
        wait_for(lambda: part in window.title(), f"the title has '{part}'")

    def window(self, viewer):
        """It, when the guest has the keyboard."""
        window = viewer.window()
        wait_for(lambda: find_guest(window)[2] >= 480, "the guest is shown, to the pixel")
        focus(self.screen, window)
        window.move_pointer(300, 300)
        self.wait_for_title(window, "(Press")
        return window

    def play(self, window):
        """Has the guest play, and waits until the player is done."""
        self.screen.tap("F7")
        self.wait_for_title(window, "heard after")
        self.wait_for_title(window, "heard after 0 ms")

    def wait_for_key(self, window):
        """It is pressed again: the keyboard may be on its way to the guest."""
        def arrives():
            self.screen.tap("F2")
            return re.search(r"test pattern \d", window.title())

        wait_for(arrives, "a key arrives")

    def record(self, is_whole, keys=(), times=1):
        """What the device gets of a guest that plays so often at once, after these keys. Sound is not
        kept for as long as a machine that has much else to do takes to open a device: it may try
        again."""
        for _ in range(TRIES):
            with self.viewer() as viewer:
                window = self.window(viewer)
                for key in (*keys, *["F7"] * (times - 1)):
                    self.screen.tap(key)
                self.play(window)
            samples = read_samples(self.path)
            if is_whole(samples):
                break
        return samples

    def played(self, times, keys=()):
        return sounds(self.record(lambda samples: len(sounds(samples)) == times * FRAMES, keys,
                                  times))

    def test_ramp(self):
        """Every sample that the guest plays reaches the device, the last ones too."""
        self.assertEqual(self.played(1), [(signed(i), signed(~i)) for i in range(FRAMES)])

    def test_again(self):
        """A guest that plays again at once cuts off nothing of what it played before."""
        self.assertEqual(len(self.played(2)), 2 * FRAMES)

    def test_volume(self):
        """The left channel at a quarter of the knob is a 64th of the samples."""
        played = self.played(1, ["F8"])
        gain = round((16384 / 65535) ** 3 * 65536)
        self.assertEqual(len(played), FRAMES)
        for i, (left, right) in enumerate(played):
            self.assertEqual(left, scaled(signed(i), gain))
            self.assertEqual(right, signed(~i))

    def test_muted(self):
        samples = self.record(lambda samples: len(samples) >= FRAMES * 2, ["F8", "F8"])
        self.assertGreaterEqual(len(samples), FRAMES * 2)
        self.assertEqual(sounds(samples), [])

    def test_no_audio(self):
        """Who wants no sound opens no device."""
        with self.viewer("--no-audio") as viewer:
            window = self.window(viewer)
            self.screen.tap("F7")
            self.screen.tap("F2")
            self.wait_for_title(window, "test pattern 1")
        self.assertFalse(os.path.exists(self.path))

    def listen(self, *arguments):
        """The title of a viewer whose guest was told to listen, and then to change its name."""
        samples = array.array("h", [signed(i) for i in range(HEARD_FRAMES)])
        path = os.path.join(self.folder.name, "spoken")
        with open(path, "wb") as file:
            file.write(samples.tobytes())
        with PROGRAM(self.screen, *arguments, "test://", environment={
                "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILEIN": path}) as viewer:
            window = self.window(viewer)
            self.screen.tap("F10")
            if arguments:
                self.wait_for_title(window, "heard ")
            else:
                self.screen.tap("F2")
                self.wait_for_title(window, "test pattern 1")
            return window.title(), samples.tobytes()

    def test_microphone(self):
        """Every sample of the device reaches the guest."""
        title, spoken = self.listen("--microphone")
        self.assertIn(f"heard {fnv1a(spoken):08x}", title)

    def test_microphone_is_off(self):
        """A guest that listens hears nothing unless it may."""
        title, _ = self.listen()
        self.assertNotIn("heard", title)

    def test_no_device(self):
        """It is said once, and everything else goes on."""
        with self.viewer(driver="nothing-of-that-name") as viewer:
            window = self.window(viewer)
            self.screen.tap("F7")
            self.wait_for_key(window)
            window.ask_to_close()
            self.assertEqual(viewer.exit_code(), 0)
            self.assertEqual(viewer.process.stderr.read().count(NO_DEVICE), 1)


tap.main()
