# SPDX-License-Identifier: LGPL-2.1-or-later
"""The viewers that are compared, and how each is told which encoding to speak."""

import os
import shutil

# The window viewers differ in what they can be told; the server replays one encoding in any case,
# and every viewer here announces all of them unless it is told otherwise.
TIGERVNC_ENCODINGS = {"raw": "Raw", "hextile": "Hextile", "zrle": "ZRLE", "tight": "Tight",
                      "tight-jpeg": "Tight"}


def _tigervnc(program, port, encoding):
    return [program, "-SecurityTypes=None", "-AutoSelect=0", "-FullColor=1", "-RemoteResize=0",
            "-Shared=1", "-ReconnectOnError=0", "-AlertOnFatalError=0",
            "-MenuKey=",
            f"-PreferredEncoding={TIGERVNC_ENCODINGS[encoding]}",
            f"-NoJPEG={0 if encoding == 'tight-jpeg' else 1}", f"127.0.0.1::{port}"]


def _gvncviewer(program, port, encoding):
    return [program, f"127.0.0.1:{port - 5900}"]


def _remote_viewer(program, port, encoding):
    return [program, f"vnc://127.0.0.1:{port}"]


def _oriel_sdl(program, port, encoding):
    return [program, f"--encodings={encoding}", f"vnc://127.0.0.1:{port}"]


class Viewer:
    def __init__(self, name, program, command, peer=True):
        self.name, self.program, self._command, self.peer = name, program, command, peer
        self.position = None  # where the guest's picture is on the screen, once known

    def command(self, port, encoding):
        return self._command(self.program, port, encoding)


def find_viewers(build):
    """All viewers in the order of the tables; .program is None where one is missing."""
    ours = os.path.join(build, "frontends", "sdl", "oriel-sdl")
    return [
        Viewer("oriel-sdl", ours if os.access(ours, os.X_OK) else None, _oriel_sdl, peer=False),
        Viewer("tigervnc", shutil.which("xtigervncviewer"), _tigervnc),
        Viewer("gvncviewer", shutil.which("gvncviewer"), _gvncviewer),
        Viewer("remote-viewer", shutil.which("remote-viewer"), _remote_viewer),
    ]


def environment(build, home, display):
    """What every viewer runs in: nothing of the person who starts the benchmark."""
    return {
        "PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8",
        "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
        "ORIEL_LIBEXEC_PATH": os.path.join(build, "backends", "vnc"),
    }
