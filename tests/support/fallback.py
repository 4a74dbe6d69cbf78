# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest of which one display is out of order: the same for all programs."""

import contextlib

from libvirt import TWO_DISPLAYS, Daemon
from sshd import Sshd
from waiting import wait_for

WORDS = "oriel: vnc failed, trying spice: "  # begins a line of the standard error


@contextlib.contextmanager
def serve_half():
    """The daemon, and its address for another machine, from where nobody reaches VNC of its guest
    `half`; SPICE is in order."""
    with Daemon() as daemon, contextlib.closing(Sshd()) as sshd:
        daemon.create("half", TWO_DISPLAYS)
        daemon.unlink_display("half", "vnc")
        yield daemon, sshd.libvirt_uri(daemon.socket)


def wait_fallen(daemon):
    wait_for(lambda: daemon.protocols("half") == {"spice"}, "SPICE is spoken")
