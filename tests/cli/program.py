# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the command line, and looks at what it says.

Environment: ORIEL (the program), ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

ORIEL = os.environ["ORIEL"]
DONE, FAILED, USAGE, REFUSED, NOT_FOUND = range(5)
MODULE = "liboriel-host-libvirt.so"


def oriel(*words, env=None, **options):
    """Runs oriel without a display, unless @env says otherwise."""
    clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [ORIEL, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean | (env or {}),
        timeout=60,
        check=False,
        **options,
    )


needs_libvirt = unittest.skipUnless(
    any((pathlib.Path(d) / MODULE).exists() for d in os.environ["ORIEL_LIBEXEC_PATH"].split(":")),
    "built without libvirt")


class Case(unittest.TestCase):
    def check(self, result, status, pattern=None):
        """The exit status is @status; on failure one line that fits @pattern is on stderr."""
        errors = result.stderr.decode()
        self.assertEqual(result.returncode, status, errors)
        if status == DONE:
            self.assertEqual(errors, "")
        else:
            self.assertRegex(errors, r"\Aoriel: [^\n]+\n\Z")
            self.assertRegex(errors, pattern)
        return result.stdout

    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="oriel-cli-")
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
