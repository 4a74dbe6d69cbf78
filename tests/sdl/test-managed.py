#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-sdl under a real window manager.

Environment: ORIEL_SDL, ORIEL_LIBEXEC_PATH.
"""

import sys

import managed
from cases import find_cases, run_cases
from screen import Viewer


def test_put_back():
    managed.check_put_back(Viewer)


def test_late():
    managed.check_late(Viewer)


def test_keys_of_manager():
    managed.check_keys_of_manager(Viewer)


def test_desktop_keys():
    managed.check_desktop_keys(Viewer)


def test_all_keys():
    managed.check_all_keys(Viewer)


sys.exit(not run_cases(find_cases(globals(), sys.argv[1:]).items()))
