#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What pictures in a terminal may cost at most, in bytes and in instructions: never in times.

Instructions are those of callgrind, which counts the same on every machine with the same compiler;
the bounds leave room for others. Environment: ENCODE_COST (the program), SCREENS (a folder).
"""

import os
import re
import subprocess
import tempfile
import unittest

import tap

PROGRAM = os.environ["ENCODE_COST"]
SCREENS = os.environ["SCREENS"]


def count_bytes(encoder, scene):
    output = subprocess.run([PROGRAM, encoder, scene, "3"], stdout=subprocess.PIPE, text=True,
                            timeout=60, check=True).stdout
    return int(re.search(r"bytes (\d+)", output)[1])


def count_instructions(encoder, scene):
    """Of one round: what eight more of them take."""
    totals = []
    with tempfile.TemporaryDirectory() as directory:
        runs = [subprocess.Popen(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={directory}/{rounds}",
             PROGRAM, encoder, scene, str(rounds)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for rounds in (2, 10)]
        for run in runs:
            _, errors = run.communicate(timeout=240)
            totals.append(int(re.search(r"Collected : (\d+)", errors)[1]))
    return (totals[1] - totals[0]) // 8


class Bytes(unittest.TestCase):
    def test_half(self):
        self.assertLessEqual(count_bytes("half", "full"), 60000)
        self.assertLessEqual(count_bytes("half", "damage"), 1200)
        self.assertEqual(count_bytes("half", "same"), 0)

    def test_refined(self):
        self.assertLessEqual(count_bytes("half", "refine"), 65000)

    def test_text(self):
        for screen, most in (("seabios", 4000), ("memtest", 4000), ("linux", 6000)):
            with self.subTest(screen):
                self.assertLessEqual(count_bytes("text", f"{SCREENS}/{screen}.png"), most)

    def test_pixels(self):
        self.assertLessEqual(count_bytes("sixel", "full"), 200000)
        self.assertLessEqual(count_bytes("sixel", "damage"), 6000)
        self.assertLessEqual(count_bytes("kitty", "full"), 400000)
        self.assertLessEqual(count_bytes("kitty", "damage"), 12000)


class Instructions(unittest.TestCase):
    def test_half(self):
        # One addition a byte of 8 MB, sixteen at a time, and the cells.
        self.assertLessEqual(count_instructions("half", "full"), 13000000)

    def test_text(self):
        # A millisecond, as above; the screens of Linux have three times the cells.
        for screen, most in (("seabios", 5500000), ("memtest", 5500000), ("linux", 13000000),
                             ("panic", 13000000)):
            with self.subTest(screen):
                self.assertLessEqual(count_instructions("text", f"{SCREENS}/{screen}.png"), most)


if __name__ == "__main__":
    tap.main()
