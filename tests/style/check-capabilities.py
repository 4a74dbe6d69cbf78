#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks core/docs/capabilities.md: what it says a backend has, and nothing else, its code tells
core of, or takes from core. Run in the source tree; speaks TAP."""

import pathlib
import re
import sys

COLUMNS = ("test", "vnc", "spice")
# How a row begins, and what is in the sources of those backends that have it.
TRACES = {
    "sound of the guest": r"oriel_backend_audio_start\(",
    "its volume and mute": r"oriel_backend_audio_volume\(",
    "pictures keep step": r"class->audio_latency =",
    "trusted authorities": r"open->ca_data",
    "the subject of the server's": r'"cert-subject"',
    "ciphers of TLS": r'"ciphers"',
    "what has to be encrypted": r"open->secure_channels",
    "the guest's desktop does without": r"open->disable_effects",
    "how much is kept of pictures": r"open->image_cache_size",
    "users and passwords": r"oriel_backend_authenticate\(",
    "the guest's screen takes other": r"oriel_backend_resizable\(",
    "what is copied passes": r"oriel_backend_has_clipboard\(",
    "the primary selection": r"ORIEL_SELECTION_PRIMARY",
    "power of the guest": r"class->power =",
    "text consoles": r"oriel_backend_console_new\(",
    "microphone": r"oriel_backend_record_start\(",
    "files for the guest": r"oriel_backend_takes_files\(",
    "the session stays when": r"oriel_backend_request_socket\(",
    "a folder for the guest": r"open->shared_folder\b",
    "a file of this machine as a CD": r"oriel_backend_usb_channels\(",
    "USB devices of this machine": r"oriel_backend_usb_channels\(",
    "a smartcard made up": r"oriel_backend_smartcard\(",
    # A server of RFB is told a byte of buttons; the test pattern tells them not apart.
    "the forward button": r"ORIEL_BUTTON_EXTRA|\n  if \(buttons != 0\)",
    "the guest's bell": r"oriel_backend_bell\(",
    "lights of the locks": r"oriel_backend_leds\(",
}


def read_table():
    """The first words of each row, and its cells."""
    for line in pathlib.Path("core/docs/capabilities.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 1 + len(COLUMNS) and cells[0] != "capability":
            yield cells[0], dict(zip(COLUMNS, cells[1:]))


def check(start, trace, rows, sources):
    """What is wrong with the row, if anything is."""
    cells = next((cells for name, cells in rows if name.startswith(start)), None)
    if cells is None:
        return ["there is no such row"]
    wrong = []
    for backend in COLUMNS:
        claimed = not re.match("no\\b", cells[backend])
        if claimed != bool(re.search(trace, sources[backend])):
            wrong.append(f"{backend}: the table says '{cells[backend]}', and its code "
                         f"{'lacks' if claimed else 'has'} {trace}")
    return wrong


def main():
    rows = list(read_table())
    sources = {backend: "".join(path.read_text() for path in
                                sorted(pathlib.Path("backends", backend).glob("*.c")))
               for backend in COLUMNS}
    print(f"1..{len(TRACES)}")
    failed = False
    for number, (start, trace) in enumerate(TRACES.items(), 1):
        wrong = check(start, trace, rows, sources)
        print(f"{'not ' if wrong else ''}ok {number} {start}")
        for line in wrong:
            print("#", line)
        failed |= bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
