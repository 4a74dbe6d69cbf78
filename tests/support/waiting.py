# SPDX-License-Identifier: LGPL-2.1-or-later
"""Waiting for what has to become true."""

import time

TIMEOUT = 60  # seconds; only what is broken takes so long


def wait_for(condition, what, timeout=TIMEOUT):
    """The first true value of condition(), which is asked again and again. `what` is a text, or
    gives one when it is needed."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"this did not happen: {what() if callable(what) else what}")
        time.sleep(0.01)
