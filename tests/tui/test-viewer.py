#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest's screen in tmux, which answers few questions: pictures, keys, mouse, menus, questions.

The guest is the test pattern, eight bars of 10 pixels; input echoes in it: the pixel (qnum, 0) turns
white when a key is pressed and black when it is released, and the pixel under the pointer red while
a button is down. Each of its pixels is two cells side by side.
"""

import os
import signal
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402
import usb  # noqa: E402
from tmux import Tmux, wait_for  # noqa: E402

TUI = os.environ["ORIEL_TUI"]
GUEST = "test://?size=80x44"
COLUMNS, ROWS = 160, 45
QNUM = {"a": 0x1E, "b": 0x30, "1": 0x02, "shift": 0x2A, "ctrl": 0x1D, "alt": 0x38, "escape": 0x01,
        "]": 0x1B}


def is_dark(r, g, b):
    return max(r, g, b) < 110


def is_yellow(r, g, b):
    return r > 240 and g > 240 and b < 15


def is_blue(r, g, b):
    return r < 15 and g < 15 and b > 240


def is_red(r, g, b):
    return r > 200 and g < 15 and b < 130


class Case(unittest.TestCase):
    def start(self, *words, shown=True, columns=COLUMNS, rows=ROWS, **env):
        screen = Tmux(columns, rows, **env)
        self.addCleanup(screen.__exit__)
        screen.run(TUI, *words)
        if shown:
            self.wait_pixel(screen, 15, 20, is_yellow)
        return screen

    def wait_pixel(self, screen, x, y, fits):
        """Waits until a colour of that place fits: those of a settled picture are smooth."""
        wait_for(lambda: any(fits(*colour) for colour in screen.colours(2 * x, y)),
                 lambda: f"the pixel {x},{y} is right: {screen.colours(2 * x, y)}")

    def wait_told(self, screen, pattern, *keys):
        """What those keys lead to is told for a while; they do the same each time."""
        screen.type_until(keys, lambda: screen.says(pattern))

    def wait_key(self, screen, name):
        self.wait_pixel(screen, QNUM[name], 0, is_dark)

    def leave(self, screen):
        screen.type("C-]")
        screen.wait_text("Menu")
        screen.type("q")
        screen.wait_text("exit=0")


class Devices(Case):
    def test_usb(self):
        """A device goes to the guest and comes back."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        machine.plug(4, "Stick", 8, "STICK")
        screen = self.start("--encoder=half", GUEST + "&usb=1", **machine.environment())
        screen.type("C-]")
        screen.wait_text(r"u +USB devices")
        screen.type("u")
        screen.wait_text(r"1  Stick .0951:1666.")
        screen.type("1")
        screen.wait_text("The guest has got Stick")
        screen.type("C-]", "u")
        screen.wait_text(r"1  Stick .0951:1666. .with the guest.")
        screen.type("1")
        screen.wait_text("The guest has given back Stick")
        self.leave(screen)

    def test_many(self):
        """Every device of a long list is within reach, and its name is cut to a low, narrow
        terminal."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        for number in range(1, 13):
            machine.plug(number, f"Stick number {number} of a long name", 8, f"STICK{number}")
        screen = self.start("--encoder=half", GUEST + "&usb=2", **machine.environment())
        screen.resize(40, 10)
        screen.type("C-]", "u")
        screen.wait_text(r"1  Stick number 1 of a long name \.\.\.(?s:.*)PgDn")
        self.assertNotIn("Stick number 12", screen.text())
        screen.type(*["Down"] * 20)
        screen.wait_text(r"12 Stick number 12 of a long name\.\.\.(?s:.*)PgUp")
        screen.type("Up", "Enter")
        screen.wait_text("The guest has got Stick number 11")
        screen.type("C-]", "u", "NPage", "NPage")
        screen.wait_text(r"11 Stick number \.\.\. .with the guest.")
        screen.type("Home", "Enter")
        screen.wait_text("The guest has got Stick number 1 ")
        screen.type("C-]", "u", "Escape")
        screen.resize(COLUMNS, ROWS)
        self.leave(screen)

    def test_none(self):
        screen = self.start("--encoder=half", GUEST)
        self.wait_told(screen, "This console takes no USB devices", "C-]", "u")
        self.leave(screen)


class Showing(Case):
    def test_picture_and_status(self):
        screen = self.start("--encoder=half", GUEST)
        self.wait_pixel(screen, 65, 43, is_blue)
        screen.wait_text(r"test pattern .*80x44.160x44 fit .*half .*\^\] menu")
        self.leave(screen)

    def test_sizes(self):
        screen = self.start("--encoder=half", GUEST)
        for columns, rows in ((1, 1), (40, 10), (2, 2), (300, 100), (1, 50), (100, 1)):
            screen.resize(columns, rows)
        screen.resize(COLUMNS, ROWS)
        self.wait_pixel(screen, 65, 43, is_blue)
        self.leave(screen)

    def test_small(self):
        """The whole menu in 40 columns and 10 rows; help is longer, and scrolls."""
        screen = self.start("--encoder=half", GUEST)
        screen.resize(40, 10)
        screen.type("C-]")
        screen.wait_text(r"q  leave .*text console(?s:.*)k  special keys")
        screen.type("?")
        screen.wait_text("Keys go to the guest(?s:.*)PgDn")
        screen.type("PPage", "NPage", "NPage", "NPage", "NPage", "NPage")
        screen.wait_text(r"ptr:cell(?s:.*)PgUp")
        screen.type("Escape")
        screen.resize(COLUMNS, ROWS)
        self.wait_pixel(screen, 65, 43, is_blue)
        self.leave(screen)

    def test_no_words(self):
        """A picture has none to be found."""
        screen = self.start("--encoder=half", GUEST)
        self.wait_told(screen, "There is a picture on the screen, and no text", "C-]", "/")
        self.leave(screen)

    def test_zoom_and_encoders(self):
        screen = self.start("--encoder=half", GUEST)
        screen.type("C-]", "f")
        screen.wait_text(r"80x44.5x[12] 100%")
        screen.type("C-]", "f")
        screen.wait_text(r"80x44.160x44 fit")
        self.wait_told(screen, "Drawn as ", "C-]", "m")
        self.leave(screen)

    def test_stopped_and_continued(self):
        screen = self.start("--encoder=half", GUEST)
        before = screen.pid()
        os.kill(before, 20)  # SIGTSTP
        screen.wait_text(r"Stopped")
        screen.type("fg", "Enter")
        self.wait_pixel(screen, 15, 20, is_yellow)
        screen.type("a")
        self.wait_key(screen, "a")
        screen.type("C-]")
        screen.wait_text("Menu")
        screen.type("q")
        wait_for(lambda: screen.pid() is None, "it ends")


class Input(Case):
    def test_keys(self):
        screen = self.start("--encoder=half", "--keyboard=us", GUEST)
        screen.type("a")
        self.wait_key(screen, "a")
        screen.type("!")
        for name in ("1", "shift"):
            self.wait_key(screen, name)
        screen.type("C-b")
        for name in ("b", "ctrl"):
            self.wait_key(screen, name)
        screen.type("Escape")
        self.wait_key(screen, "escape")
        self.leave(screen)

    def test_leader_twice(self):
        screen = self.start("--encoder=half", "--keyboard=us", GUEST)
        screen.type("C-]")
        screen.wait_text("Menu")
        screen.type("C-]")
        for name in ("ctrl", "]"):
            self.wait_key(screen, name)
        self.leave(screen)

    def test_keys_that_terminals_lack(self):
        screen = self.start("--encoder=half", "--keyboard=us", GUEST)
        screen.type("C-]", "k")
        screen.wait_text("Ctrl.Alt.Delete")
        screen.type("e")
        for name in ("ctrl", "escape"):
            self.wait_key(screen, name)
        screen.type("C-]", "k")
        screen.wait_text("Alt with the next key")
        screen.type("A", "Escape")
        screen.wait_text(r"Alt\+\.\.\.")
        screen.type("a")
        for name in ("alt", "a"):
            self.wait_key(screen, name)
        self.leave(screen)

    def test_hotkeys(self):
        """Keys of the user's own choice send others; what is held for them is not sent."""
        screen = self.start("--encoder=half", "--keyboard=us",
                            "--hotkeys=send:shift+1=ctrl+F5,release-cursor=ctrl+F6", GUEST)
        screen.type("C-F5")
        for name in ("shift", "1"):
            self.wait_key(screen, name)
        self.assertFalse(any(is_dark(*colour) for colour in screen.colours(2 * QNUM["ctrl"], 0)))
        screen.type("C-F6")
        screen.wait_text("Menu")
        screen.type("q")
        screen.wait_text("exit=0")

    def test_hotkeys_of_zoom(self):
        screen = self.start("--encoder=half", "--hotkeys=zoom-reset=F1,zoom-in=F2,zoom-out=F3,"
                            "zoom-fit=F4,screenshot=F5", GUEST)
        for key, percent in (("F1", "100%"), ("F2", "110%"), ("F3", "100%"), ("F4", "fit")):
            screen.type(key)
            screen.wait_text(rf"80x44\S+ {percent}")
        self.wait_told(screen, r"Saved .*\.png", "F5")

    def test_hotkeys_of_guest(self):
        """What they do to the guest: the test pattern tells in its name what it was given."""
        machine = usb.Machine()
        self.addCleanup(machine.close)
        machine.plug(5, "Stick", 8, "STICK")
        screen = self.start("--encoder=half", "--spice-usbredir-redirect-on-connect=8,-1,-1,-1,1",
                            "--hotkeys=secure-attention=F1,usb-device-reset=F2,"
                            "smartcard-insert=F3,smartcard-remove=F4", GUEST + "&usb=2",
                            **machine.environment())
        screen.type("F1")
        for name in ("ctrl", "alt"):
            self.wait_key(screen, name)
        screen.wait_text("with STICK")
        (machine.root / "dev/bus/usb/001/005").write_text("AGAIN".ljust(32))
        screen.type("F2")
        screen.wait_text("with AGAIN")
        for key in ("F3", "F4"):
            self.wait_told(screen, "The smartcard stays where it is", key)
            wait_for(lambda: not screen.says("smartcard"), "that is told for a while")

    def mouse(self, screen, button, column, row):
        """As xterm's mode 1006 tells; 35 = it moves, with no button down."""
        words = f"\x1b[<{button};{column + 1};{row + 1}M"
        screen.tmux("send-keys", "-H", *(f"{ord(c):x}" for c in words))

    def test_mouse(self):
        screen = self.start("--encoder=half", GUEST)
        self.mouse(screen, 0, 80, 20)
        self.wait_pixel(screen, 40, 20, is_red)
        self.leave(screen)

    def test_pan(self):
        """What is larger than the terminal follows the pointer: of eight bars the second is seen on
        the left, and the seventh on the right."""
        screen = self.start("--encoder=half", "--zoom=100", "test://?size=2000x1000", shown=False)
        yellow, blue = 250 * 3 // 2 // 16, (250 * 13 // 2 - (2000 - 8 * COLUMNS)) // 16
        self.wait_pixel(screen, yellow, 20, is_yellow)
        self.mouse(screen, 35, COLUMNS - 1, 20)
        self.wait_pixel(screen, blue, 20, is_blue)
        self.mouse(screen, 35, 0, 20)
        self.wait_pixel(screen, yellow, 20, is_yellow)
        self.leave(screen)

    def test_paste(self):
        screen = self.start("--encoder=half", "--keyboard=us", GUEST)
        screen.tmux("set-buffer", "ab!")
        screen.tmux("paste-buffer", "-p")
        for name in ("a", "b", "1", "shift"):
            self.wait_key(screen, name)
        screen.wait_text("Typed")
        screen.tmux("set-buffer", "a" * 5000)
        screen.tmux("paste-buffer", "-p")
        screen.wait_text(r"Typing \d+ of 5000")
        screen.type("Escape")
        screen.wait_text("was not typed")
        self.leave(screen)

    def test_read_only(self):
        screen = self.start("--encoder=half", "--keyboard=us", "--view-only", GUEST)
        self.wait_told(screen, "Read only", "a")
        self.assertFalse(any(is_dark(*colour) for colour in screen.colours(2 * QNUM["a"], 0)))
        screen.type("C-]", "r")
        screen.wait_text("gets keys")
        screen.type("a")
        self.wait_key(screen, "a")
        self.leave(screen)


class TextConsole(Case):
    """The test pattern has one, which sends back what it gets."""

    def end_session(self, screen):
        program = screen.pid()
        path = f"/proc/{program}/task/{program}/children"
        os.kill(int(open(path, encoding="ascii").read().split()[0]), signal.SIGKILL)

    def test_comes_back(self):
        screen = self.start("--encoder=half", GUEST)
        screen.type("C-]", "c")
        screen.wait_text("test.echo .open")
        screen.type("one")
        screen.wait_text("one")
        self.end_session(screen)
        screen.wait_text("r  connect again")
        screen.type("r")
        screen.wait_text("test.echo .open")
        screen.type("two")
        screen.wait_text("onetwo")
        screen.type("C-]", "q")
        self.wait_pixel(screen, 15, 20, is_yellow)
        self.end_session(screen)
        screen.wait_text("The session ended")
        screen.type("Enter")
        wait_for(lambda: "The session ended" not in screen.text(), "it connects again")
        # Until the guest is there, the page that says so has the keys.
        wait_for(lambda: screen.type("a") or
                 any(is_dark(*colour) for colour in screen.colours(2 * QNUM["a"], 0)),
                 "the guest has the keys")
        screen.type("C-]", "c")
        screen.wait_text("test.echo .open")
        screen.wait_text("onetwo")
        screen.type("C-]", "x")
        self.wait_pixel(screen, 15, 20, is_yellow)
        self.leave(screen)

    def test_password_again(self):
        """What the viewer asks is seen where its console is. What was typed is given first."""
        screen = self.start("--encoder=half", GUEST + "&secret=geheim&twice=yes", shown=False)
        screen.wait_text("Password:")
        screen.type("falsch", "Enter")
        screen.wait_text("Try again")
        screen.type("geheim", "Enter")
        self.wait_pixel(screen, 15, 20, is_yellow)
        screen.type("C-]", "c")
        screen.wait_text("test.echo .open")
        self.end_session(screen)
        screen.wait_text("r  connect again")
        screen.type("r")
        screen.wait_text("refuses the password that was known")
        screen.type("geheim", "Enter")
        self.wait_pixel(screen, 15, 20, is_yellow)
        self.leave(screen)


class Questions(Case):
    def test_password(self):
        screen = self.start("--encoder=half", GUEST + "&secret=geheim", shown=False)
        screen.wait_text("Password:")
        screen.type("falsch", "Enter")
        screen.wait_text("Try again")
        screen.type("x", "BSpace", "geheim")
        screen.wait_text(r"Password: \*{6}")
        self.assertNotIn("Password: geheim", screen.text())
        screen.type("Enter")
        self.wait_pixel(screen, 15, 20, is_yellow)
        self.leave(screen)

    def test_no_password(self):
        screen = self.start(GUEST + "&secret=geheim", shown=False)
        screen.wait_text("Password:")
        screen.type("Escape")
        screen.wait_text("exit=3")

    def test_trying_again(self):
        screen = self.start("--reconnect", GUEST + "&fail=connect", shown=False)
        screen.wait_text(r"trying again in\s+\d+ s")
        screen.type("q")
        screen.wait_text(r"exit=[1-9]")

    def test_command_line(self):
        screen = self.start("--encoder=nonsense", GUEST, shown=False)
        screen.wait_text(r"--encoder takes one of [\w, \n]+, not 'nonsense'")
        screen.wait_text("exit=2")


if __name__ == "__main__":
    tap.main()
