#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""An X server that is a SPICE server (xserver-xspice), with a program of X on it: the picture of
`oriel screenshot` is that of X, pixel for pixel, and what is typed in `oriel-sdl` arrives.

Environment: ORIEL, ORIEL_SDL, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from Xlib import X, display

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(TESTS / "support"), str(TESTS / "sdl")]
import tap  # noqa: E402
from pictures import read_png  # noqa: E402
from ports import find_port  # noqa: E402
from screen import Screen, Viewer, wait_for  # noqa: E402

XORG = pathlib.Path("/usr/lib/xorg/Xorg")
DRIVER = XORG.parent / "modules/drivers/spiceqxl_drv.so"
BLUE = (0, 0, 255)
# The driver takes what is not set for zero, and writes beyond its memory then.
CONFIGURATION = """
Section "Device"
  Identifier "card"
  Driver "spiceqxl"
  Option "SurfaceBufferSize" "128"
  Option "CommandBufferSize" "128"
  Option "FrameBufferSize" "16"
  Option "NumHeads" "1"
EndSection
Section "InputDevice"
  Identifier "pointer"
  Driver "xspice pointer"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "xspice keyboard"
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  DefaultDepth 24
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "pointer" "CorePointer"
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "False"
EndSection
"""


class Xspice:
    def __init__(self, directory):
        port = find_port()
        self.uri = f"spice://127.0.0.1:{port}"
        (directory / "xorg.conf").write_text(CONFIGURATION)
        read, write = os.pipe()
        self.process = subprocess.Popen(
            [XORG, "-config", directory / "xorg.conf", "-logfile", directory / "log", "-noreset",
             "-novtswitch", "-sharevts", "-nolisten", "tcp", "-displayfd", str(write)],
            pass_fds=[write], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env=os.environ | {"XSPICE_PORT": str(port), "XSPICE_ADDR": "127.0.0.1",
                              "XSPICE_DISABLE_TICKETING": "1"})
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        self.connection = display.Display(self.name)
        self.root = self.connection.screen().root

    def picture(self):
        """Width, height and pixels, three bytes each."""
        size = self.root.get_geometry()
        data = self.root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF).data
        pixels = bytearray(size.width * size.height * 3)
        pixels[0::3], pixels[1::3], pixels[2::3] = data[2::4], data[1::4], data[0::4]
        return size.width, size.height, bytes(pixels)

    def close(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


class Programs(unittest.TestCase):
    def setUp(self):
        if not DRIVER.exists():
            self.skipTest("xserver-xspice is not there")
        if os.geteuid() != 0:
            self.skipTest("Xorg is for root")
        self.directory = pathlib.Path(self.enterContext(
            tempfile.TemporaryDirectory(prefix="oriel-")))
        self.server = self.enterContext(contextlib.closing(Xspice(self.directory)))
        self.typed = self.directory / "typed"
        program = subprocess.Popen(
            ["xterm", "-bg", "blue", "-fg", "white", "-geometry", "80x24+0+0", "-e", "sh", "-c",
             f"tput civis; read word; echo $word >{self.typed}; cat"],
            env=os.environ | {"DISPLAY": self.server.name}, stderr=subprocess.DEVNULL)
        self.addCleanup(program.wait)
        self.addCleanup(program.terminate)

    def test_picture(self):
        def same():
            shot = subprocess.run([os.environ["ORIEL"], "screenshot", "-o", "-", self.server.uri],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
            picture = read_png(shot.stdout)
            return bytes(BLUE) in picture[2] and picture == self.server.picture()
        wait_for(same, "the picture is that of X")

    def test_keys(self):
        screen = self.enterContext(contextlib.closing(Screen()))
        window = self.enterContext(Viewer(screen, "--auto-resize=never", self.server.uri)).window()
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        wait_for(lambda: window.shows(BLUE), "the program is seen")
        self.server.root.query_tree().children[0].set_input_focus(X.RevertToParent, X.CurrentTime)
        self.server.connection.sync()
        screen.type("oriel")
        screen.tap("Return")
        wait_for(self.typed.exists, "the program has read a line")
        wait_for(lambda: self.typed.read_text() == "oriel\n", lambda: self.typed.read_text())


tap.main()
