# SPDX-License-Identifier: LGPL-2.1-or-later
"""A machine of QEMU, told what to do by its QMP."""

import json
import pathlib
import subprocess

from pictures import read_ppm


class Machine:
    """It begins at once; its files are in the directory."""

    def __init__(self, directory, *options):
        self.directory = pathlib.Path(directory)
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-nodefaults", "-display", "none",
             "-qmp", "stdio", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.ask("qmp_capabilities")

    def ask(self, command, **arguments):
        self.process.stdin.write(
            json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        self.process.stdin.flush()
        while True:
            answer = json.loads(self.process.stdout.readline())
            if "error" in answer:
                raise RuntimeError(answer["error"]["desc"])
            if "return" in answer:
                return

    def picture(self):
        """What is on its screen, by QEMU: width, height and pixels, three bytes each."""
        path = self.directory / "picture"
        self.ask("screendump", filename=str(path))
        return read_ppm(path)

    def close(self):
        self.process.kill()
        self.process.communicate()
