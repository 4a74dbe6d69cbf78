# SPDX-License-Identifier: LGPL-2.1-or-later
"""Ports for programs that cannot be told to take one of the kernel's choice."""

import errno
import pathlib
import random
import socket

RANGE = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range")
UNPRIVILEGED = 1024
COUNT = 1700  # more of them are those of libvirt daemons of tests


def find_port(address="127.0.0.1"):
    """One that nobody uses. It is below those that the kernel gives to whoever asks for any: nobody
    gets it before the program does, or while that is started again."""
    first = max(int(RANGE.read_text(encoding="ascii").split()[0]), UNPRIVILEGED + COUNT)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for port in random.sample(range(first - COUNT, first), COUNT):
        with socket.socket(family) as probe:
            try:
                probe.bind((address, port))
                return port
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
    raise RuntimeError("all ports are in use")
