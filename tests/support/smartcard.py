# SPDX-License-Identifier: LGPL-2.1-or-later
"""What smartcards of tests are made of."""

import subprocess

CARD = ("one", "two", "three")  # the certificates that make up a card


def make_database(path):
    """A database of NSS with these certificates and their keys, in a new folder."""
    path.mkdir()
    noise = path / "noise"
    noise.write_text("what keys are made from does not matter")
    subprocess.run(["certutil", "-N", "-d", path, "--empty-password"], check=True)
    for serial, name in enumerate(CARD, 1):
        subprocess.run(["certutil", "-S", "-d", path, "-n", name, "-s", f"CN={name}", "-x", "-t",
                        ",,", "-m", str(serial), "-z", noise, "-g", "2048"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return path


def options(path):
    """What a viewer is told of such a card."""
    return (f"--spice-smartcard-certificates={','.join(CARD)}",
            f"--spice-smartcard-db={make_database(path)}")


def count_inserted(server):
    """How often its guest heard that the card is in the reader; of the card that is there at first it
    may hear twice."""
    return sum(line.startswith("smartcard inserted") for line in list(server.lines))
