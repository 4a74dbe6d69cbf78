# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kiosks under cage, a Wayland compositor for one program, in a window of a private X server."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

from screen import TIMEOUT, Viewer, Window, wait_for

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "gtk"))
from program import Gtk  # noqa: E402

SIZE = (1024, 768)  # of its output, whatever it is told
NOBODY = 65534
# It refuses to be root.
AS_NOBODY = (["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
             if os.geteuid() == 0 else [])


def find_reason(*programs):
    """Why there is nothing to be tried; None if there is."""
    if shutil.which("cage") is None:
        return "there is no cage"
    if shutil.which("Xwayland") is None:
        return "there is no Xwayland, without which cage does not start"
    if any(subprocess.run([*AS_NOBODY, "test", "-x", program], check=False).returncode != 0
           for program in programs):
        return "the programs are nobody's to start"
    return None


class Caged:
    """A viewer that is started by cage, and ends with it."""

    def __init__(self, screen, *arguments):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-cage-", dir="/tmp")
        if AS_NOBODY:
            os.chown(self.folder.name, NOBODY, NOBODY)
        super().__init__(screen, *arguments, environment={
            "HOME": self.folder.name, "XDG_CONFIG_HOME": self.folder.name,
            "XDG_RUNTIME_DIR": self.folder.name, "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman",
            "SDL_VIDEODRIVER": "wayland", "GDK_BACKEND": "wayland"})

    def command(self):
        return [*AS_NOBODY, "cage", "--", *super().command()]

    def window(self):
        """Its output, which has no name."""
        return wait_for(lambda: [window for window in map(
            lambda child: Window(self.screen, child), self.screen.root.query_tree().children)
            if window.size() == SIZE], "cage has its output")[0]

    def end(self):
        """The program ends, and cage after it: one that is told to end itself may leave locks of
        Xwayland behind."""
        pid = self.process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGTERM)
        self.process.wait(TIMEOUT)

    def __exit__(self, *failure):
        if self.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.end()
        super().__exit__(*failure)
        self.folder.cleanup()


class CagedSdl(Caged, Viewer):
    pass


class CagedGtk(Caged, Gtk):
    pass
