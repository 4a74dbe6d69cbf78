# SPDX-License-Identifier: LGPL-2.1-or-later
"""Viewers whose guests do nothing wake nobody: neither their own processes nor those of sessions."""

import sys
import time

import processes

# Longer than what may be put off: GLib's pools end a thread that nobody needs after 15 s.
SECONDS = 17
REST = 60  # in which a viewer has come to rest, on a busy machine too
TRIES = 3  # what a window tells goes away by itself some seconds later, and is no rest


class Idle:
    """A viewer. Subclasses set the attribute viewer, and close what they opened."""

    def prepare(self):
        processes.wait_still(self.viewer.process.pid, REST)

    def sleeps(self):
        threads = processes.sleeps(processes.tree(self.viewer.process.pid))
        assert len(threads) > 1
        return threads


def measure(idles):
    """How often each has woken up."""
    before = [idle.sleeps() for idle in idles]
    time.sleep(SECONDS)  # what is measured, not what is waited for
    return [processes.wakeups(was, idle.sleeps()) for was, idle in zip(before, idles)]


def run(make, cases):
    """Makes one of each, and watches all at once; ends the program."""
    print(f"1..{len(cases)}")
    idles, woken = [], []
    try:
        idles += map(make, cases)
        for idle in idles:
            idle.prepare()
        for _ in range(TRIES):
            woken = measure(idles)
            if not any(woken):
                break
        for number, (case, count) in enumerate(zip(cases, woken), 1):
            if count > 0:
                print(f"# it woke up {count} times in {SECONDS} s")
            print(f"{'not ' if count > 0 else ''}ok {number} {case}", flush=True)
    finally:
        for idle in idles:
            idle.close()
    sys.exit(any(woken))
