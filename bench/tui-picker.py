#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the picker of the terminal costs, with few guests and with many.

Prints a table: milliseconds of the processor (the least of some runs), bytes written, memory. The
guests are made up; "first" is from when the host tells of them to the bytes of the first picture
of 120 x 50 cells, and the memory is what the picker keeps for it. Keys are the mean of a few.
"""

import argparse
import pathlib
import re
import subprocess

KEYS = (("a step down", "j", 50), ("to the end", "G", 50), ("sort by another column", ">", 10),
        ("a letter of a filter", "/guest-99", 1))


def measure(program, guests, keys, times):
    """Two pairs of microseconds and bytes, and KiB."""
    output = subprocess.run([program, str(guests), keys, str(times)], stdout=subprocess.PIPE,
                            text=True, check=True).stdout
    first = re.search(r"first (\d+) us, (\d+) bytes, (\d+) KiB", output)
    key = re.search(r"keys (\d+) us, (\d+) bytes", output)
    return tuple(map(int, (*first.groups(), *key.groups())))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where it was built")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    program = pathlib.Path(options.build) / "tests" / "tui" / "picker-cost"
    print("| guests | what | ms | bytes | memory |\n|---|---|---|---|---|")
    for guests in (100, 10000, 100000):
        for index, (name, keys, times) in enumerate(KEYS):
            runs = [measure(program, guests, keys, times) for _ in range(options.runs)]
            least = [min(values) for values in zip(*runs)]
            if index == 0:
                print(f"| {guests:,} | first picture | {least[0] / 1000:.1f} | {least[1]:,} |"
                      f" {least[2] / 1024:.1f} MiB |")
            print(f"| | {name} | {least[3] / 1000:.2f} | {least[4]:,} | |")


if __name__ == "__main__":
    main()
