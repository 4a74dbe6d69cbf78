# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the picker costs, in instructions: the same on every machine."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap  # noqa: E402

PROGRAM = os.environ["PICKER_COST"]
MOST = 300_000  # instructions of a keystroke
MOST_FIRST = 60_000_000  # of the first picture of ten thousand guests: 50 ms of a slow machine


def count(guests, keys, n, *options):
    """Instructions of a run in which each of the keys is pressed n times."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *options,
               PROGRAM, str(guests), keys, str(n)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def measure(guests, keys):
    """Instructions of one of the keys, on average."""
    few, many = 5, 25
    return (count(guests, keys, many) - count(guests, keys, few)) / (many - few) / len(keys)


@unittest.skipUnless(shutil.which("valgrind"), "no valgrind here")
class Cost(unittest.TestCase):
    def test_step(self):
        cost = measure(10000, "j")
        print(f"# a step among ten thousand guests takes {cost:.0f} instructions")
        self.assertLess(cost, MOST)

    def test_first_picture(self):
        cost = count(10000, "", 0, "--toggle-collect=model_add_host",
                     "--toggle-collect=picker_render")
        print(f"# the first picture of ten thousand guests takes {cost} instructions")
        self.assertGreater(cost, 1_000_000)  # it was counted
        self.assertLess(cost, MOST_FIRST)


if __name__ == "__main__":
    tap.main()
