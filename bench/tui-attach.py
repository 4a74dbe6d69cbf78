#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How long it takes until the first picture of a guest is on its way to the terminal: since the
session is connected, and since it began to connect. Negative: the picture was there first.

oriel-tui runs in a pseudo terminal of 120 x 36 cells that answers like foot, on the made-up picture
of the test backend and on a guest of QEMU that tests its memory, by VNC and by SPICE. The moments are
those of its debug messages, which have milliseconds.
"""

import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "tui"))
from pseudo import DEADLINE, FOOT, Pseudo  # noqa: E402

ROOMS = ("vnc", "spice", "test")
CONNECTING = r"(\d+):(\d+):(\d+\.\d+): the session is connecting"
CONNECTED = r"(\d+):(\d+):(\d+\.\d+): the session is connected"
SHOWN = r"(\d+):(\d+):(\d+\.\d+): the first picture is on its way"
QEMU = ("qemu-system-x86_64", "-accel", "tcg", "-m", "64", "-kernel", "/boot/memtest86+x64.bin",
        "-serial", "none", "-monitor", "none")


def read_time(match):
    hours, minutes, seconds = match.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def attach(program, uri, libexec, folder):
    """Milliseconds: since it is connected, and since it began to connect."""
    log = folder / "log"
    log.unlink(missing_ok=True)
    command = ["/bin/sh", "-c", 'log=$1; shift; exec "$@" 2>"$log"', "sh", str(log), str(program), uri]
    environment = {"ORIEL_LIBEXEC_PATH": libexec, "G_MESSAGES_DEBUG": "all"}
    with Pseudo(command, FOOT, 120, 36, env=environment) as terminal:
        end = time.monotonic() + DEADLINE
        while not ((text := log.read_text() if log.exists() else "") and
                   (shown := re.search(SHOWN, text)) and (connected := re.search(CONNECTED, text))):
            if time.monotonic() > end:
                raise RuntimeError(f"{uri} shows nothing")
            terminal.pump(0.02)
        terminal.process.terminate()
        terminal.wait_end()
    return [round((read_time(shown) - read_time(since)) * 1000)
            for since in (connected, re.search(CONNECTING, text))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where it was built")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    build = pathlib.Path(options.build).resolve()
    libexec = ":".join(str(build / "backends" / room) for room in ROOMS)
    print("| by | since connected | since connecting |\n|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="oriel-attach-") as name:
        folder = pathlib.Path(name)
        guest = subprocess.Popen(
            [*QEMU, "-vnc", f"unix:{folder}/vnc", "-spice",
             f"unix=on,addr={folder}/spice,disable-ticketing=on"], stdin=subprocess.DEVNULL)
        try:
            while not all((folder / each).exists() for each in ("vnc", "spice")):
                time.sleep(0.05)
            for by, uri in (("test", "test://"), ("VNC", f"vnc+unix://{folder}/vnc"),
                            ("SPICE", f"spice+unix://{folder}/spice")):
                times = [attach(build / "frontends/tui/oriel-tui", uri, libexec, folder)
                         for _ in range(options.runs)]
                columns = [f"{statistics.median(values):.0f} ({min(values)})" for values in zip(*times)]
                print(f"| {by} | {' | '.join(columns)} |", flush=True)
        finally:
            guest.terminate()
            guest.wait()


if __name__ == "__main__":
    main()
