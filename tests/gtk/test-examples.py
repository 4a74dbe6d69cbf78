#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The examples show a guest, and are short: test-examples.py EXAMPLE..."""

import functools
import pathlib
import sys

from cases import run_on_screen
from pattern import BARS
from screen import Viewer, wait_for

LINES = 39


class Example(Viewer):
    def __init__(self, screen, path):
        self.path = path
        super().__init__(screen, "test://", environment={"GDK_BACKEND": "x11", "GTK_A11Y": "none"})

    def command(self):
        return [sys.executable, self.path] if self.path.endswith(".py") else [self.path]


def check(screen, path):
    with Example(screen, path) as example:
        window = example.window()

        def shows():
            row = window.row(window.size()[1] // 2)
            return [row[len(row) * (2 * bar + 1) // 16] for bar in range(8)] == BARS

        wait_for(shows, "the guest is shown")
        window.ask_to_close()
        assert example.exit_code() == 0


def check_length(_screen):
    folder = pathlib.Path(__file__).parents[2] / "frontends" / "gtk" / "examples"
    sources = [path for path in folder.iterdir() if path.name.startswith("console")]
    assert sources
    long = [path.name for path in sources if len(path.read_text().splitlines()) > LINES]
    assert not long, long


examples = {pathlib.Path(path).name: functools.partial(check, path=path) for path in sys.argv[1:]}
run_on_screen(examples | {"all are short": check_length})
