#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A film of which one picture is spoilt: spice-client-glib ends its process. What the terminal says
of it, word by word, and the guest in it again. And what it says of a server that stands still.

Environment: ORIEL_TUI, ORIEL_TEST_SPICE_SERVER, ORIEL_LIBEXEC_PATH.
"""

import os
import pathlib
import signal
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap  # noqa: E402
from servers import serve_spice  # noqa: E402
from spoiler import STILL, serve_film  # noqa: E402
from tmux import Tmux, wait_for  # noqa: E402

TUI = os.environ["ORIEL_TUI"]
WORDS = r"The session ended\s+(\W*)the library gave up on what the server sent"


class Case(unittest.TestCase):
    def enterContext(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value


class StandsStill(Case):
    def test_tells(self):
        server, uri = self.enterContext(serve_spice())
        screen = self.enterContext(Tmux(120, 45))
        screen.run(TUI, "--encoder=half", uri)
        screen.wait_text("Oriel test server .*spice")
        server.process.send_signal(signal.SIGSTOP)
        self.addCleanup(server.process.send_signal, signal.SIGCONT)
        screen.type("a")
        screen.wait_text("The server does not answer")
        server.process.send_signal(signal.SIGCONT)
        wait_for(lambda: "does not answer" not in screen.text(), "it says no more")
        wait_for(lambda: server.says("key 0x1e up"), "the guest hears the key")


class Ended(Case):
    def setUp(self):
        self.spoiler, uri = self.enterContext(serve_film())
        self.screen = self.enterContext(Tmux(120, 45))
        self.screen.run(TUI, "--encoder=half", uri)
        self.wait_guest()

    def wait_guest(self):
        wait_for(lambda: STILL in self.screen.colours(8, 20),
                 lambda: f"the guest is seen: {self.screen.colours(8, 20)}")
        wait_for(lambda: self.spoiler.passed, "the film runs")

    def test_reconnect(self):
        self.spoiler.spoil()
        self.screen.wait_text(WORDS)
        self.screen.wait_text("Enter  connect again")
        self.screen.type("Enter")
        self.wait_guest()
        self.assertNotRegex(self.screen.text(), "The session ended")


if __name__ == "__main__":
    tap.main()
