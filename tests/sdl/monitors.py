# SPDX-License-Identifier: LGPL-2.1-or-later
"""An X server whose monitors come and go: Xorg with its driver for none."""

import os
import shutil
import subprocess
import tempfile

from Xlib import X, display

from screen import Screen, wait_for

PROGRAM = shutil.which("Xorg", path="/usr/lib/xorg:" + os.environ.get("PATH", ""))
DRIVER = "/usr/lib/xorg/modules/drivers/dummy_drv.so"
WIDTH, HEIGHT = 800, 600
MODE = f"{WIDTH}x{HEIGHT}"
CONFIG = f"""
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 32768
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Modes "{MODE}"
    Virtual {2 * WIDTH} {2 * HEIGHT}
  EndSubSection
EndSection
"""


def are_possible():
    return PROGRAM is not None and os.path.exists(DRIVER) and shutil.which("xrandr") is not None


class Monitors(Screen):
    """Begins with one monitor, and may have two; they are counted from 0, the second is right of the
    first."""

    def __init__(self):
        super().__init__()
        self.xrandr("--addmode", "DUMMY1", MODE)
        self.plug(1)
        self.xrandr("--query")  # the driver finds only now that something is connected
        self.unplug(1)

    def start_server(self, _width, _height):
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-xorg-")
        config = os.path.join(self.directory.name, "xorg.conf")
        with open(config, "w", encoding="ascii") as file:
            file.write(CONFIG)
        read, write = os.pipe()
        server = subprocess.Popen(
            [PROGRAM, "-displayfd", str(write), "-config", config, "-noreset", "-nolisten", "tcp",
             "-novtswitch", "-sharevts", "-logfile", os.path.join(self.directory.name, "log")],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        return server, read

    def close(self):
        super().close()
        self.directory.cleanup()

    def xrandr(self, *words):
        subprocess.run(["xrandr", "--display", self.name, *words], check=True,
                       stdout=subprocess.DEVNULL)

    def plug(self, number, mode=MODE):
        self.xrandr("--output", f"DUMMY{number}", "--mode", mode,
                    *(["--right-of", f"DUMMY{number - 1}"] if number > 0 else []))

    def unplug(self, number):
        self.xrandr("--output", f"DUMMY{number}", "--off")
