# SPDX-License-Identifier: LGPL-2.1-or-later
"""A program with the view, on a screen of the tests."""

import pathlib
import sys

from screen import Viewer


class View(Viewer):
    def __init__(self, screen, *arguments, environment={}):
        super().__init__(screen, *arguments, environment={"GDK_BACKEND": "x11", "GTK_A11Y": "none"}
                         | environment)

    def command(self):
        return [sys.executable, str(pathlib.Path(__file__).with_name("viewer.py"))]
