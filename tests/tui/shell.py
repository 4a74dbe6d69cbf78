# SPDX-License-Identifier: LGPL-2.1-or-later
"""A shell in tmux, and whether a program gave its terminal back."""

import re

from tmux import Tmux, wait_for


class Shell(Tmux):
    """A shell in which lines are typed; programs may set its clipboard, which is a buffer of tmux."""

    def __init__(self, columns=100, rows=30):
        super().__init__(columns, rows)
        self.tmux("set", "-g", "set-clipboard", "on")

    def write(self, text):
        self.tmux("send-keys", "-l", text)

    def command(self, text):
        self.write(text)
        self.type("Enter")

    def value(self, format):
        return self.tmux("display-message", "-p", format).strip()

    def wait(self, pattern):
        return self.wait_text(f"(?m){pattern}")

    def wait_gone(self, pattern):
        wait_for(lambda: not re.search(pattern, self.text()),
                 lambda: f"no {pattern!r} on:\n{self.text()}")

    def start(self, command):
        """Runs @command between two looks at the modes of the terminal; check_left() ends it."""
        self.command(f"clear; stty -g; {command}; echo status=$?; stty -g")

    def check_left(self, case, status=0):
        """The program has ended, and the shell has its terminal back, as it was before."""
        self.wait(f"^status={status}$")
        self.wait("^status=.*\\n[0-9a-f:]+$")
        modes = [line for line in self.lines() if re.fullmatch("[0-9a-f:]{20,}", line)]
        case.assertEqual(len(modes), 2, self.text())
        case.assertEqual(modes[0], modes[1])
