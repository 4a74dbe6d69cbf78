#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a session may cost at most, in things that can be counted: a test, in TAP.

Only counts are held against bounds (wakeups, messages, pixels, memory), never times: those depend
on the machine and on what else it does.
"""

import argparse
import os
import sys
import tempfile

import measure
import viewers

# Longer than what programs with GLib may put off: a pool ends threads that nobody needs after 15 s.
IDLE_SECONDS = 17.0
TYPING_UPDATES = 3000
TYPING_SECONDS = 60.0  # far more than that many small updates take
FRAMES_PER_SECOND = 60
FRAMES_EXTRA = 8  # the first and last ones, and what a timer's rounding adds
ENCODINGS = ("raw", "hextile", "zrle", "tight", "tight-jpeg")
# A framebuffer of 1920x1080 is 8 MB; two processes on GLib take about 16 MB beside it.
MEMORY_MB = 40
# A thread that waits for each update and one that answers for it.
WAKEUPS_PER_UPDATE = 8

# SPICE: a server that is ahead of its client leaves updates out, so that the pace is given.
SPICE_UPDATES = 90
SPICE_RATE = 30
# One to draw, one to tell of it, and what a busy machine tears apart.
SPICE_WAKEUPS_PER_UPDATE = 5
# The client library keeps a surface of its own, 8 MB, and what it links to.
SPICE_MEMORY_MB = 64
SPICE_PICTURES = (("desk", "raw"), ("desk", "quic"), ("desk", "lz4"), ("scroll", "glz"),
                  ("video", "mjpeg"))


class Gate:
    def __init__(self, build):
        self.build, self.count, self.failed = build, 0, 0

    def check(self, name, value, bound):
        self.count += 1
        verdict = "ok" if value <= bound else "not ok"
        self.failed += value > bound
        print(f"{verdict} {self.count} - {name}: {value:g}, at most {bound:g}", flush=True)

    def session(self, home, scene, encoding, protocol="vnc"):
        return measure.Session(self.build, home, viewers.session_cost(self.build, protocol), scene,
                               encoding)

    def idle(self, home):
        with self.session(home, "still", "raw") as session:
            session.open()
            session.still()
            self.check("idle wakeups", session.idle(IDLE_SECONDS)["idle_wakeups"], 0)
            self.check("memory of both processes, MB", session.pss() or 0, MEMORY_MB)
            self.check("wrong pixels of the first picture", session.wrong_pixels(), 0)

    def typing(self, home):
        with self.session(home, "typing", "raw") as session:
            session.open()
            session.program.send("taken")
            before = int(session.program.expect("taken", 5))
            cost = session.replay(TYPING_UPDATES, TYPING_SECONDS, 0)
            session.program.send("taken")
            taken = int(session.program.expect("taken", 5)) - before
            frames = cost["updates"] / cost["updates_s"] * FRAMES_PER_SECOND
            self.check("damage messages beside one a frame", taken - frames, FRAMES_EXTRA)
            self.check("wakeups per small update", cost["wakeups"], WAKEUPS_PER_UPDATE)
            self.check("small updates not sent", TYPING_UPDATES - cost["updates"], 0)

    def pixels(self, home):
        for encoding in ENCODINGS:
            with self.session(home, "desk", encoding) as session:
                session.open()
                session.replay(100, 60, 0)
                self.check(f"wrong pixels, desk, {encoding}", session.wrong_pixels(), 0)
        with self.session(home, "scroll", "raw") as session:
            session.open()
            session.replay(100, 60, 0)
            self.check("wrong pixels, scroll", session.wrong_pixels(), 0)


    def spice(self, home):
        with self.session(home, "typing", "lz4", "spice") as session:
            session.open()
            cost = session.replay(SPICE_UPDATES, 60, SPICE_RATE)
            self.check("wakeups per small update", cost["wakeups"], SPICE_WAKEUPS_PER_UPDATE)
            self.check("memory of both processes, MB", session.pss() or 0, SPICE_MEMORY_MB)
        for scene, encoding in SPICE_PICTURES:
            with self.session(home, scene, encoding, "spice") as session:
                session.open()
                session.replay(SPICE_UPDATES, 60, SPICE_RATE)
                self.check(f"wrong pixels, {scene}, {encoding}", session.settle(), 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="the build directory")
    parser.add_argument("--protocol", choices=["vnc", "spice"], default="vnc")
    arguments = parser.parse_args()
    gate = Gate(os.path.abspath(arguments.build))
    with tempfile.TemporaryDirectory(prefix="oriel-gate-home-") as home:
        if arguments.protocol == "spice":
            gate.spice(home)
        else:
            gate.idle(home)
            gate.typing(home)
            gate.pixels(home)
    print(f"1..{gate.count}")
    return 1 if gate.failed else 0


if __name__ == "__main__":
    sys.exit(main())
