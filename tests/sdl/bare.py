# SPDX-License-Identifier: LGPL-2.1-or-later
"""A machine without a display server: Linux in QEMU, on the files of this one."""

import os
import pathlib
import subprocess

from initrd import find_linux, unpack_kernel, with_modules
from qemu import Machine

HERE = pathlib.Path(__file__).resolve().parent
MODULES = ["virtio_pci", "9pnet_virtio", "9p", "bochs", "virtio_input", "evdev"]
KIOSK = HERE / "bare-kiosk.sh"


def find_reason():
    """Why there is nothing to be tried; None if there is."""
    if find_linux(*MODULES) is None:
        return "there is no kernel of linux-image-amd64"
    if not os.path.exists("/lib/systemd/systemd-udevd"):
        return "there is no udev"
    if subprocess.run(["qemu-system-x86_64", "-device", "virtio-9p-pci,help"], check=False,
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        return "this QEMU shares no files"
    return None


class BareMachine(Machine):
    """It has a screen of 640x480, a keyboard and a mouse, and runs a command from its beginning."""

    def __init__(self, directory, *command):
        self.serial = pathlib.Path(directory) / "serial"
        initrd = pathlib.Path(directory) / "initrd"
        kernel, modules = find_linux(*MODULES)
        vmlinux = pathlib.Path(directory) / "vmlinux"
        vmlinux.write_bytes(unpack_kernel(kernel))
        program = pathlib.Path(os.environ["ORIEL_TEST_BARE_MACHINE"]).read_bytes()
        initrd.write_bytes(with_modules(program, MODULES, modules))
        super().__init__(
            directory, "-cpu", "max", "-m", "768", "-device", "VGA,xres=640,yres=480",
            "-device", "virtio-mouse-pci", "-virtfs",
            "local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap",
            "-serial", f"file:{self.serial}", "-kernel", str(vmlinux), "-initrd", str(initrd),
            "-append", " ".join(["console=ttyS0", "quiet", "mitigations=off", "cryptomgr.notests",
                                 "--", *map(str, command)]))

    def shares_files(self):
        """Unless it has found that it cannot."""
        return "no /host:" not in self.said()

    def said(self):
        """What its programs say."""
        return self.serial.read_text(errors="replace")

    def tap(self, *names):
        """Presses these keys of QEMU's names together, and lets them go."""
        self.ask("send-key", keys=[{"type": "qcode", "data": name} for name in names])

    def push_pointer(self, dx, dy):
        self.ask("input-send-event", events=[
            {"type": "rel", "data": {"axis": axis, "value": way}}
            for axis, way in (("x", dx), ("y", dy))])

    def hold_button(self, held):
        self.ask("input-send-event", events=[
            {"type": "btn", "data": {"down": held, "button": "left"}}])
