# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whether a program crashed."""

import signal

CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP, signal.SIGFPE, signal.SIGBUS,
           signal.SIGILL, signal.SIGSYS}


def find_crash(status):
    """The signal by which a program crashed that ended with this status, of subprocess or of a shell;
    None if it did not."""
    number = -status if status < 0 else status - 128
    return signal.Signals(number).name if number in CRASHES else None
