# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest of QEMU with SPICE on a unix socket."""

from qemu import Machine


class Guest(Machine):
    """It has a display at `uri`."""

    def __init__(self, directory, *options):
        self.uri = f"spice+unix://{directory}/socket"
        super().__init__(directory, "-spice",
                         f"unix=on,addr={directory}/socket,disable-ticketing=on", *options)
