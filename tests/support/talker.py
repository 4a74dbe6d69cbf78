# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest that says something on its serial line when it starts, and then sends back what it gets."""

# 16-bit code at 0000:7c00.
SAY = bytes([
    0xBA, 0xFA, 0x03, 0xB0, 0x01, 0xEE,  # enable the FIFO
    0x31, 0xC0, 0x8E, 0xD8,              # ds = 0
    0xBE, 0x00, 0x00,                    # si = the message; its address is filled in
    0xAC, 0x84, 0xC0, 0x74, 0x12,        # take a byte; at 0 go on behind this
    0x88, 0xC4,
    0xBA, 0xFD, 0x03, 0xEC, 0xA8, 0x20, 0x74, 0xFB,  # wait until sending is possible
    0x88, 0xE0, 0xBA, 0xF8, 0x03, 0xEE,  # send it
    0xEB, 0xE9,
])
ECHO = bytes([
    0xBA, 0xFD, 0x03, 0xEC, 0xA8, 0x01, 0x75, 0x09,  # received something: go and take it
    0xE2, 0xF6,                                      # look again, cx times
    0xFB, 0xF4, 0xB9, 0x01, 0x00, 0xEB, 0xEF,        # sleep until an interrupt, look once
    0xBA, 0xF8, 0x03, 0xEC, 0x88, 0xC4,              # take it
    0xBA, 0xFD, 0x03, 0xEC, 0xA8, 0x20, 0x74, 0xFB,  # wait until sending is possible
    0x88, 0xE0, 0xBA, 0xF8, 0x03, 0xEE,              # send it back
    0xB9, 0x00, 0x40, 0xEB, 0xD6,                    # look for more for a while
])
MESSAGE = 11  # where its address is in SAY
SECTOR = 510


def boot_sector(message):
    """The first sector of a disk that says @message, which has no byte 0."""
    address = 0x7C00 + len(SAY) + len(ECHO)
    code = SAY[:MESSAGE] + address.to_bytes(2, "little") + SAY[MESSAGE + 2:] + ECHO + message + b"\0"
    assert len(code) <= SECTOR and 0 not in message
    return code.ljust(SECTOR, b"\0") + b"\x55\xaa"


def define(daemon, name, message, devices=""):
    """Defines a guest that says @message, with a private libvirt daemon."""
    image, xml = (daemon.directory / f"{name}.{suffix}" for suffix in ("img", "xml"))
    image.write_bytes(boot_sector(message))
    image.chmod(0o644)
    xml.write_text(domain(name, image, devices))
    daemon.virsh("define", str(xml))


def domain(name, image, devices=""):
    return (f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>16</memory>"
            "<os><type arch='x86_64' machine='pc'>hvm</type><boot dev='fd'/></os>"
            "<devices><disk type='file' device='floppy'><driver name='qemu' type='raw'/>"
            f"<source file='{image}'/><target dev='fda'/><readonly/></disk>"
            f"<serial type='pty'><target port='0'/></serial>{devices}"
            "<memballoon model='none'/></devices></domain>")
