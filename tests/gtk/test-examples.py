#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The examples show a guest, and are short: test-examples.py EXAMPLE..."""

import pathlib
import sys
import traceback

from screen import Screen, Viewer, wait_for
from view import BARS

LINES = 39


class Example(Viewer):
    def __init__(self, screen, path):
        self.path = path
        super().__init__(screen, "test://", environment={"GDK_BACKEND": "x11", "GTK_A11Y": "none"})

    def command(self):
        return [sys.executable, self.path] if self.path.endswith(".py") else [self.path]


def check(screen, path):
    with Example(screen, path) as example:
        def shows():
            window = screen.find_window()
            row = window.row(window.size()[1] // 2) if window else []
            return [row[len(row) * (2 * bar + 1) // 16] for bar in range(8) if row] == BARS

        wait_for(shows, "the guest is shown")
        screen.find_window().ask_to_close()
        assert example.exit_code() == 0


def main():
    folder = pathlib.Path(__file__).parents[2] / "frontends" / "gtk" / "examples"
    sources = [path for path in sorted(folder.iterdir()) if path.name.startswith("console")]
    print(f"1..{len(sys.argv)}")
    failed = 0
    screen = Screen()
    for number, path in enumerate(sys.argv[1:], 1):
        try:
            check(screen, path)
            print(f"ok {number} {pathlib.Path(path).name}", flush=True)
        except Exception:
            failed += 1
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {pathlib.Path(path).name}", flush=True)
    screen.close()
    long = [path.name for path in sources if len(path.read_text().splitlines()) > LINES]
    print("not ok" if long or not sources else "ok", len(sys.argv), f"all are short {long or ''}")
    sys.exit(failed > 0 or bool(long))


main()
