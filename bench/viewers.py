# SPDX-License-Identifier: LGPL-2.1-or-later
"""The viewers that are compared, and how each is told which encoding to speak."""

import os
import shutil

# The server that replays, by protocol, and what it is told of an encoding.
SERVERS = {"vnc": "rfb-replay", "spice": "spice-replay"}
SPICE_ENCODINGS = {"raw": ["--compression=off"],
                   "mjpeg": ["--compression=off", "--streaming=all", "--codecs=spice:mjpeg"]}

# The window viewers differ in what they can be told; the server replays one encoding in any case,
# and every viewer here announces all of them unless it is told otherwise.
TIGERVNC_ENCODINGS = {"raw": "Raw", "hextile": "Hextile", "zrle": "ZRLE", "tight": "Tight",
                      "tight-jpeg": "Tight"}
ORIEL_ENCODINGS = {"raw": "raw", "hextile": "hextile", "zrle": "zrle", "tight": "tight",
                   "tight-jpeg": "tight,jpeg"}


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


def _oriel(program, port, encoding):
    return [program, f"--encodings=copyrect,{ORIEL_ENCODINGS[encoding]}", f"vnc://127.0.0.1:{port}"]


def _spice(program, port, encoding):
    return [program, f"spice://127.0.0.1:{port}"]


def _spicy(program, port, encoding):
    return [program, f"--uri=spice://127.0.0.1:{port}"]


def server(build, protocol, scene, encoding):
    """The command that replays."""
    options = [f"--encoding={encoding}"]
    if protocol == "spice":
        options = SPICE_ENCODINGS.get(encoding, [f"--compression={encoding}"])
    return [os.path.join(build, "bench", SERVERS[protocol]), f"--scene={scene}", *options]


class Viewer:
    def __init__(self, name, program, command, protocol="vnc", peer=True, window=True):
        self.name, self.program, self._command, self.peer = name, program, command, peer
        self.protocol = protocol
        self.window = window  # without one it is session-cost.c, which answers for itself
        self.position = None  # where the guest's picture is on the screen, once known

    def command(self, port, encoding):
        return self._command(self.program, port, encoding)


def _built(build, *path):
    program = os.path.join(build, *path)
    return program if os.access(program, os.X_OK) else None


def find_viewers(build, protocol):
    """All viewers in the order of the tables; .program is None where one is missing."""
    sdl = _built(build, "frontends", "sdl", "oriel-sdl")
    gtk = _built(build, "frontends", "gtk", "app", "oriel-gtk")
    remote_viewer = shutil.which("remote-viewer")
    if protocol == "spice":
        return [
            Viewer("oriel-sdl", sdl, _spice, protocol, peer=False),
            Viewer("oriel-gtk", gtk, _spice, protocol, peer=False),
            Viewer("remote-viewer", remote_viewer, _spice, protocol),
            Viewer("spicy", shutil.which("spicy"), _spicy, protocol),
            session_cost(build, protocol),
        ]
    return [
        Viewer("oriel-sdl", sdl, _oriel, peer=False),
        Viewer("oriel-gtk", gtk, _oriel, peer=False),
        Viewer("tigervnc", shutil.which("xtigervncviewer"), _tigervnc),
        Viewer("gvncviewer", shutil.which("gvncviewer"), _gvncviewer),
        Viewer("remote-viewer", remote_viewer, _remote_viewer),
        session_cost(build),
    ]


def session_cost(build, protocol="vnc"):
    """A session of Oriel without a window."""
    return Viewer("oriel-session", _built(build, "bench", "session-cost"),
                  _spice if protocol == "spice" else _oriel, protocol, peer=False, window=False)


def furnish(home):
    """Settings of viewers that show a guest at half its size unless told otherwise."""
    folder = os.path.join(home, ".config", "spicy")
    os.makedirs(folder)
    with open(os.path.join(folder, "settings"), "w", encoding="utf-8") as file:
        file.write("[general]\nscaling=false\nresize-guest=false\n")


def environment(build, home, display=None, wayland=None):
    """What every viewer runs in: nothing of the person who starts the benchmark."""
    kind = "wayland" if wayland else "x11"
    return ({"DISPLAY": display} if display else {}) | (
        {"WAYLAND_DISPLAY": wayland} if wayland else {}) | {
        "PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8",
        "SDL_VIDEODRIVER": kind, "GDK_BACKEND": kind, "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
        "ORIEL_LIBEXEC_PATH": ":".join(os.path.join(build, "backends", backend)
                                        for backend in ("vnc", "spice")),
    }
