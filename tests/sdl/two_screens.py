# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest of SPICE with several screens."""

import pathlib

from screen import wait_for
from servers import serve_spice

GREEN, RED = (0, 255, 0), (255, 0, 0)  # the first screen, and the second


def divide(server):
    """Two screens, side by side, of one colour each."""
    server.tell("resize 1280 480")
    server.tell("draw 0 0 640 480 00ff00")
    server.tell("draw 640 0 640 480 ff0000")
    server.tell("heads 640x480+0+0 640x480+640+0")


def map_monitors(home, mapping):
    """Sets which screen goes to which monitor."""
    settings = pathlib.Path(home) / "virt-viewer" / "settings"
    settings.parent.mkdir()
    settings.write_text(f"[fallback]\nmonitor-mapping={mapping}\n")


def check_closed(start_viewer):
    """A window that the person closes stays closed, and the others open."""
    with serve_spice() as (server, uri), start_viewer("--auto-resize=never", uri) as viewer:
        first = viewer.window_called("Oriel test server")
        divide(server)
        viewer.window_called("(2) - Oriel").ask_to_close()
        wait_for(lambda: len(viewer.windows()) == 1, "it is closed")
        server.tell("draw 0 0 640 480 0000ff")
        wait_for(lambda: first.shows((0, 0, 255)), "the first goes on")
        assert len(viewer.windows()) == 1
