#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What it costs to show a guest's screen in a terminal of 120 x 36 cells, by each encoder.

Prints a table: milliseconds of the processor (the median of some runs, with their least), and
bytes. The encoder "chafa" is libchafa on the same pictures, in one thread.
"""

import argparse
import pathlib
import re
import statistics
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SCREENS = HERE.parent / "tests" / "data" / "screens"
SCENES = (
    ("half", "full"), ("half", "damage"), ("half", "same"), ("half", "refine"),
    ("quadrant", "full"), ("sextant", "full"), ("chafa", "full"), ("chafa", "damage"),
    ("sixel", "full"), ("sixel", "damage"), ("kitty", "full"), ("kitty", "damage"),
    ("text", "seabios.png"), ("text", "memtest.png"), ("text", "linux.png"), ("text", "panic.png"),
)


def measure(program, encoder, scene, rounds):
    where = str(SCREENS / scene) if scene.endswith(".png") else scene
    output = subprocess.run([program, encoder, where, str(rounds)], stdout=subprocess.PIPE, text=True,
                            check=True).stdout
    return (int(re.search(r"microseconds (\d+)", output)[1]) / 1000,
            int(re.search(r"bytes (\d+)", output)[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where it was built")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=30, help="pictures a run")
    options = parser.parse_args()
    program = pathlib.Path(options.build) / "tests" / "tui" / "screen" / "encode-cost"
    print("| encoder | scene | ms (least) | bytes |\n|---|---|---|---|")
    for encoder, scene in SCENES:
        runs = [measure(program, encoder, scene, options.rounds) for _ in range(options.runs)]
        times = [time for time, _ in runs]
        print(f"| {encoder} | {scene} | {statistics.median(times):.2f} ({min(times):.2f})"
              f" | {runs[0][1]:,} |")


if __name__ == "__main__":
    main()
