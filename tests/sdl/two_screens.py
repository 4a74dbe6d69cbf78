# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest of SPICE with several screens."""

import pathlib

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
