# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real X server without hardware: Xorg with its driver for no card."""

import os
import shutil
import subprocess
import tempfile

from screen import Screen

PROGRAM = shutil.which("Xorg", path="/usr/lib/xorg:" + os.environ.get("PATH", ""))
MODULES = "/usr/lib/xorg/modules"
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


def is_possible(*modules):
    """Whether it is there, with these modules besides."""
    return PROGRAM is not None and all(
        os.path.exists(f"{MODULES}/{module}_drv.so") for module in ("drivers/dummy", *modules))


class Xorg(Screen):
    def start_server(self, _width, _height):
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-xorg-")
        config = os.path.join(self.directory.name, "xorg.conf")
        with open(config, "w", encoding="ascii") as file:
            file.write(self.config())
        read, write = os.pipe()
        server = subprocess.Popen(
            [PROGRAM, "-displayfd", str(write), "-config", config, "-noreset", "-nolisten", "tcp",
             "-novtswitch", "-sharevts", "-logfile", os.path.join(self.directory.name, "log")],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        return server, read

    def config(self):
        return CONFIG

    def close(self):
        super().close()
        self.directory.cleanup()
