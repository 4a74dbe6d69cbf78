# SPDX-License-Identifier: LGPL-2.1-or-later
"""A tmux of one's own, with one program in it: what is on its screen, cell by cell."""

import os
import pathlib
import re
import select
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from waiting import TIMEOUT, wait_for  # noqa: E402


class Tmux:
    """Runs a shell, in which commands are typed; everything is gone afterwards."""

    def __init__(self, columns=80, rows=24, **env):
        self.folder = tempfile.TemporaryDirectory(prefix="oriel-tmux-")
        self.socket = os.path.join(self.folder.name, "socket")
        clean = {k: v for k, v in os.environ.items()
                 if k not in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR")}
        clean.update(LC_ALL="C.UTF-8", TERM="xterm-256color", COLORTERM="truecolor", PS1="$ ",
                     HOME=self.folder.name, **env)
        self.env = clean
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  "/bin/sh")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        """A program may still write into its home until it has ended."""
        program = self.pid()
        ended = os.pidfd_open(program) if program else None
        self.tmux("kill-server", check=False)
        if program:
            select.select([ended], [], [], TIMEOUT)
            os.close(ended)
        self.folder.cleanup()

    def tmux(self, *words, check=True):
        result = subprocess.run(["tmux", "-S", self.socket, *words], env=self.env, check=False,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT)
        if check and result.returncode != 0:
            raise AssertionError(f"tmux {words}: {result.stderr.decode()}")
        return result.stdout.decode(errors="replace")

    def type(self, *keys):
        self.tmux("send-keys", *keys)

    def type_until(self, keys, is_heard):
        """A guest may miss a key, when it has just begun and when it is busy; and what is told for a
        while may be over before somebody looks."""
        def retry():
            self.type(*keys)
            try:
                return wait_for(is_heard, "", timeout=10)
            except AssertionError:
                return None
        wait_for(retry, lambda: f"{keys} is heard on:\n{self.text()}")

    def run(self, *command):
        """Types a command; "exit=STATUS" follows when it ends."""
        line = " ".join(shlex.quote(word) for word in command)
        self.tmux("send-keys", "-l", f"clear; {line}; echo exit=$?")
        self.type("Enter")

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def lines(self):
        return self.tmux("capture-pane", "-p").split("\n")[:-1]

    def text(self):
        return "\n".join(self.lines())

    def says(self, pattern):
        return re.search(pattern, self.text())

    def wait_text(self, pattern):
        return wait_for(lambda: self.says(pattern),
                        lambda: f"{pattern!r} on:\n{self.text()}")

    def cells(self):
        """Rows of (character, foreground, background); colours as (r, g, b), or None."""
        return [parse_row(line) for line in self.tmux("capture-pane", "-pe").split("\n")[:-1]]

    def colours(self, column, row):
        """The colours that are seen in a cell and the one right of it."""
        rows = self.cells()
        cells = rows[row][column:column + 2] if row < len(rows) else []
        seen = [background for character, _, background in cells if character != "\u2588"]
        seen += [foreground for character, foreground, _ in cells if character != " "]
        return [colour for colour in seen if colour is not None]

    def pid(self):
        """The program that runs in the shell."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        children = open(f"/proc/{shell}/task/{shell}/children", encoding="ascii").read().split()
        return int(children[-1]) if children else None


def parse_row(line):
    cells, foreground, background = [], None, None
    for sgr, character in re.findall(r"\x1b\[([\d;]*)m|(.)", line):
        if character:
            cells.append((character, foreground, background))
            continue
        words = [int(word or 0) for word in sgr.split(";")]
        while words:
            code = words.pop(0)
            if code in (38, 48) and words and words[0] == 2:
                colour = tuple(words[1:4])
                del words[:4]
                if code == 38:
                    foreground = colour
                else:
                    background = colour
            elif code in (38, 48):
                del words[:2]
            elif code == 39:
                foreground = None
            elif code == 49:
                background = None
            elif code == 0:
                foreground = background = None
    return cells
