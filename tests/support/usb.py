# SPDX-License-Identifier: LGPL-2.1-or-later
"""USB devices that are plugged into this machine, in a directory that stands for / ."""

import contextlib
import ctypes
import os
import pathlib
import tempfile

from waiting import wait_for


class Machine:
    """Programs with its environment() take its devices for the machine's."""

    def __init__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-usb-")
        self.root = pathlib.Path(self.directory.name)
        (self.root / "dev/bus/usb/001").mkdir(parents=True)
        (self.root / "sys/bus/usb/devices").mkdir(parents=True)

    def close(self):
        self.directory.cleanup()

    def environment(self):
        return {"ORIEL_USB_ROOT": str(self.root)}

    def plug(self, address, name, interface_class, content):
        """A device of vendor 0951, product 1666; the test pattern reads its name in @content."""
        self.plug_bytes(address, name, interface_class, content.ljust(32).encode())

    def plug_bytes(self, address, name, interface_class, content):
        """A device without a @name is plugged in until name_device(): whoever reads that waits."""
        device = self.root / f"sys/bus/usb/devices/1-{address}"
        interface = self.root / f"sys/bus/usb/devices/1-{address}:1.0"
        device.mkdir()
        interface.mkdir()
        (interface / "bInterfaceClass").write_text(f"{interface_class:02x}\n")
        for attribute, value in (("idVendor", "0951"), ("idProduct", "1666"), ("busnum", "1"),
                                 ("devnum", str(address)), ("bDeviceClass", "00"),
                                 ("product", name)):
            if value is None:
                os.mkfifo(device / attribute)
            else:
                (device / attribute).write_text(value + "\n")
        (self.root / f"dev/bus/usb/001/{address:03}").write_bytes(content)

    def name_device(self, address, name):
        """Gives it the name, when the program wants to know it."""
        path = self.root / f"sys/bus/usb/devices/1-{address}/product"
        pipe = wait_for(lambda: self.open_pipe(path), "the device is seen")
        path.unlink()
        path.write_text(name + "\n")
        with os.fdopen(pipe, "w") as file:
            file.write(name + "\n")

    @staticmethod
    def open_pipe(path):
        """None as long as nobody reads it."""
        with contextlib.suppress(OSError):
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        return None


class Computer(Machine):
    """The same, with disks that work: guests can boot from them, and are painted GREEN."""

    GREEN = (0, 0xA8, 0)
    DESCRIPTORS = 50  # bytes of one

    def environment(self):
        """With the kernel's part of a disk, see tests/spice/qemu/fake-usbfs.c."""
        return super().environment() | {"LD_PRELOAD": os.environ["ORIEL_TEST_FAKE_USBFS"]}

    def plug_disk(self, address, name):
        kernel = ctypes.CDLL(os.environ["ORIEL_TEST_FAKE_USBFS"])
        content = (ctypes.c_ubyte * self.DESCRIPTORS).in_dll(kernel, "fake_usbfs_descriptors")
        self.plug_bytes(address, name, 8, bytes(content))
