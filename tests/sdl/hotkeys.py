# SPDX-License-Identifier: LGPL-2.1-or-later
"""Hotkeys of a window, each pressed: what becomes of it on the screen, and in the guest. The same for
every program with windows: its script makes a class of Hotkeys."""

import contextlib
import glob
import pathlib
import signal
import tempfile
import unittest

import openbox
from desktop import Desktop
from manager import Manager
from screen import Screen, wait_for
from servers import serve_spice
from two_screens import GREEN
from Xlib import X

import smartcard
import usb


class Hotkeys(unittest.TestCase):
    program = None  # a subclass of Viewer

    def setUp(self):
        self.screen = self.enterContext(contextlib.closing(Screen()))
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="oriel-")))

    def start(self, *arguments, environment={}):
        return self.enterContext(self.program(self.screen, *arguments, environment=environment))

    def serve(self, *options):
        self.server, uri = self.enterContext(serve_spice(*options))
        return uri

    def grab(self, viewer):
        """The window, whose guest has got the keyboard."""
        return self.grab_window(viewer.window())

    def grab_window(self, window):
        def has_keyboard():
            window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
            window.click(300, 300)  # nothing before the guest is there
            return "(Press" in window.title()

        wait_for(has_keyboard, "the guest has the keyboard")
        return window

    def take(self, window):
        """A click gives the guest the keyboard, where the window has the focus."""
        wait_for(lambda: window.click(300, 300) or "(Press" in window.title(),
                 "the guest has the keyboard")

    def enter(self, window):
        """So does the pointer that comes into the window."""
        width, height = self.screen.size()
        self.screen.fake(X.MotionNotify, 0, width - 1, height - 1)
        window.move_pointer(300, 300)
        wait_for(lambda: "(Press" in window.title(), "the guest has the keyboard again")

    def let_go(self, window):
        self.screen.tap("Control_L", "Alt_L")
        wait_for(lambda: "(Press" not in window.title(), "the desktop has the keyboard")

    def release(self, viewer):
        """The window, whose guest has been there, and has not got the keyboard."""
        window = self.grab(viewer)
        self.let_go(window)
        return window

    def keys(self):
        return [line for line in list(self.server.lines) if line.startswith("key ")]

    def heard_after(self, first):
        """What the guest heard from that on."""
        wait_for(lambda: first in self.keys(), f"the guest hears {first}")
        keys = self.keys()
        return keys[len(keys) - 1 - keys[::-1].index(first):]

    def rest(self, window):
        """Waits until it looks the same for a while: toolkits settle the size of a window with the
        desktop before they take the next."""
        seen = []

        def same():
            image = window.image()
            if seen and seen[-1] != image:
                seen.clear()
            seen.append(image)
            return len(seen) > 10

        wait_for(same, "it rests")

    @unittest.skipIf(openbox.PROGRAM is None, "there is no openbox")
    def test_full_screen_managed(self):
        """There and back under a real window manager: the guest has the keyboard in both, and lets
        go of it."""
        manager = self.enterContext(contextlib.closing(openbox.Openbox(
            self.screen, *openbox.OTHER_DESKTOP)))
        viewer = self.enterContext(self.program(manager, "--auto-resize=never", self.serve()))
        window = viewer.window()
        self.take(window)
        for is_full in (True, False, True, False):
            wait_for(lambda: not manager.gets_key("Alt_L", "d"), "the keyboard is the guest's")
            before = len(self.keys())
            wait_for(lambda: self.screen.tap("z") or "key 0x2c up" in self.keys()[before:],
                     "a key arrives")
            self.let_go(window)
            self.screen.tap("F11")
            if is_full:
                wait_for(window.covers, "it covers the screen")
                self.take(window)
            else:
                wait_for(lambda: window.size() != self.screen.size(), "it is a window again")
                self.enter(window)
        self.let_go(window)
        wait_for(lambda: manager.gets_key("Alt_L", "d"), "the keyboard is the desktop's")

    def test_full_screen(self):
        """Without a window manager, who would do it."""
        window = self.release(self.start("--auto-resize=never", self.serve()))
        for _ in range(2):
            self.screen.tap("F11")
            wait_for(lambda: window.size() == self.screen.size() and window.position() == (0, 0),
                     "it covers the screen")
            self.screen.tap("F11")
            wait_for(lambda: window.size() != self.screen.size(), "it is a window again")

    def test_zoom_fit(self):
        """The guest is as large as there is room for it, and not as it was."""
        window = self.release(self.start("--auto-resize=never", self.serve()))
        self.server.tell("draw 0 0 640 480 00ff00")
        wait_for(lambda: window.shows(GREEN), "the guest is green")
        self.screen.tap("F11")
        for keys, is_large in ((("Control_L", "0"), False), (("Control_L", "9"), True)):
            wait_for(lambda: window.size() == self.screen.size(), "it covers the screen")
            self.screen.tap(*keys)  # of 640 pixels, and of 1200, in 1280
            wait_for(lambda: window.pixel(640, 450) == GREEN and
                     (window.pixel(100, 450) == GREEN) == is_large, f"{keys}: {is_large}")

    def test_zoom(self):
        """As virt-viewer has them, while the desktop has the keyboard."""
        window = self.release(self.start("--auto-resize=never", self.serve()))
        wait_for(lambda: window.size()[0] // 64 == 10, "the window has the size of its guest")
        self.rest(window)
        for keys, tens in ((("Control_L", "Shift_L", "equal"), 11), (("Control_L", "0"), 10),
                           (("Control_L", "minus"), 9), (("Control_L", "KP_Add"), 10),
                           (("Control_L", "KP_Subtract"), 9), (("Control_L", "KP_0"), 10)):
            self.screen.tap(*keys)  # of 64 pixels, and a frame
            wait_for(lambda: window.size()[0] // 64 == tens, lambda: f"{keys}: {window.size()}")
            self.rest(window)
        self.screen.tap("Num_Lock")
        self.screen.tap("Control_L", "KP_0")
        wait_for(lambda: window.size()[0] // 64 == 10, "the window has the size of its guest again")

    def test_release(self):
        window = self.release(self.start(self.serve()))
        self.screen.tap("Shift_L", "F12")
        wait_for(lambda: "(Press" in window.title(), "the guest has it again")

    def test_secure_attention(self):
        self.release(self.start(self.serve()))
        self.screen.tap("Control_L", "Alt_L", "End")
        wait_for(lambda: self.keys()[-3:] == ["key 0xd3 up", "key 0x38 up", "key 0x1d up"],
                 lambda: f"it is released in the other order: {self.keys()}")
        self.assertEqual(self.keys()[-6:-3], ["key 0x1d down", "key 0x38 down", "key 0xd3 down"])

    def test_smartcard(self):
        self.release(self.start("--spice-smartcard", *smartcard.options(self.folder / "cards"),
                                self.serve("--smartcard")))
        wait_for(lambda: smartcard.count_inserted(self.server), "the card is in the reader")
        self.screen.tap("Shift_L", "F9")
        wait_for(lambda: self.server.says("smartcard removed"), "it comes out")
        before = smartcard.count_inserted(self.server)
        self.screen.tap("Shift_L", "F8")
        wait_for(lambda: smartcard.count_inserted(self.server) > before, "it goes in again")

    def test_usb_reset(self):
        """The test pattern tells in its name what it was given; it lasts until it is read again."""
        machine = self.enterContext(contextlib.closing(usb.Machine()))
        machine.plug(5, "Stick", 8, "STICK")
        viewer = self.start("--spice-usbredir-redirect-on-connect=8,-1,-1,-1,1", "test://?usb=2",
                            environment=machine.environment())
        window = self.release(viewer)
        wait_for(lambda: "with STICK" in window.title(), "the guest has the stick")
        (machine.root / "dev/bus/usb/001/005").write_text("AGAIN".ljust(32))
        self.screen.tap("Control_L", "Shift_L", "r")
        wait_for(lambda: "with AGAIN" in window.title(), "it was unplugged, and plugged in again")

    def test_screenshot(self):
        viewer = self.start(self.serve())
        self.release(viewer)
        self.screen.tap("Shift_L", "F11")
        wait_for(lambda: glob.glob(viewer.home.name + "/*.png"), "the screenshot is there")

    def test_type_clipboard(self):
        desktop = self.enterContext(contextlib.closing(Desktop(self.screen)))
        desktop.copy("CLIPBOARD", "az")
        self.release(self.start(self.serve()))
        before = len(self.keys())
        self.screen.tap("Control_L", "Shift_L", "v")
        typed = ["key 0x1e down", "key 0x1e up", "key 0x2c down", "key 0x2c up"]
        wait_for(lambda: desktop.serve() or self.keys()[before:][-4:] == typed,
                 lambda: f"it is typed: {self.keys()}")

    def test_not_while_grabbed(self):
        """The guest hears them then, as every key, and nothing happens in the window."""
        window = self.grab(self.start("--auto-resize=never", self.serve()))
        size = window.size()
        self.screen.tap("F11")
        self.screen.tap("Control_L", "minus")
        self.heard_after("key 0x0c up")
        self.assertIn("key 0x57 up", self.keys())
        self.assertEqual(window.size(), size)

    def test_chosen(self):
        """They act always, and all others are gone."""
        viewer = self.start("-H", "screenshot=ctrl+F5", "--auto-resize=never", self.serve())
        window = self.grab(viewer)
        size = window.size()
        self.screen.tap("F11")
        self.screen.tap("Control_L", "F5")
        wait_for(lambda: glob.glob(viewer.home.name + "/*.png"), "the screenshot is there")
        self.release(viewer)
        self.screen.tap("F11")
        self.screen.tap("Shift_L", "F11")
        self.screen.tap("Control_L", "minus")
        self.screen.tap("z")
        self.heard_after("key 0x2c up")
        self.assertEqual(window.size(), size)

    def test_chosen_release(self):
        """Modifiers of one side, instead of the usual ones."""
        window = self.grab(self.start("-H", "release-cursor=right-ctrl+shift", self.serve()))
        self.assertIn("(Press Right Ctrl+Shift", window.title().replace("Shift+Right Ctrl",
                                                                       "Right Ctrl+Shift"))
        self.screen.tap("Control_L", "Alt_L")
        self.screen.tap("Control_L", "Shift_L")
        self.screen.tap("z")
        self.heard_after("key 0x2c up")
        self.assertIn("(Press", window.title())
        self.screen.tap("Control_R", "Shift_L")
        wait_for(lambda: "(Press" not in window.title(), "the desktop has the keyboard")

    def test_release_by_key(self):
        """A key of its own: the modifiers do not let go any more."""
        window = self.grab(self.start("-H", "release-cursor=F12", self.serve()))
        self.screen.tap("Control_L", "Alt_L")
        self.screen.tap("z")
        self.heard_after("key 0x2c up")
        self.assertIn("(Press F12", window.title())
        self.screen.tap("F12")
        wait_for(lambda: "(Press" not in window.title(), "the desktop has the keyboard")

    def test_sides(self):
        self.grab(self.start("-H", "send:a=right-ctrl+F5,send:b=lctrl+F5", self.serve()))
        self.screen.tap("Control_R", "F5")
        self.heard_after("key 0x1e up")
        self.assertNotIn("key 0x30 down", self.keys())
        self.screen.tap("Control_L", "F5")
        self.heard_after("key 0x30 up")
        self.assertEqual(self.keys().count("key 0x1e down"), 1)
        self.assertNotIn("key 0x3f down", self.keys())

    def test_send(self):
        """What is held for the hotkey is no part of what is sent, and nothing stays down."""
        self.grab(self.start("-H", "send:ctrl+alt+F2=shift+F5", self.serve()))
        self.screen.tap("Shift_L", "F5")
        self.screen.tap("z")
        self.heard_after("key 0x2c up")
        keys = self.keys()
        self.assertEqual(keys[keys.index("key 0x2a down"):],
                         ["key 0x2a down", "key 0x2a up", "key 0x1d down", "key 0x38 down",
                          "key 0x3c down", "key 0x3c up", "key 0x38 up", "key 0x1d up",
                          "key 0x2c down", "key 0x2c up"])

    def open_file(self, *options, **keys):
        """A connection file with these keys."""
        path = self.folder / "console.vv"
        socket = self.serve().removeprefix("spice+unix://")
        path.write_text(f"[virt-viewer]\ntype=spice\nunix-path={socket}\n" + "".join(
            f"{name.replace('_', '-')}={value}\n" for name, value in keys.items()))
        return self.start(*options, str(path))

    def test_of_file(self):
        """They act while the guest has the keyboard; those that the file does not name are gone."""
        window = self.grab(self.open_file(
            "--auto-resize=never", toggle_fullscreen="shift+f5", secure_attention="ctrl+f6",
            zoom_in="ctrl+f7", zoom_out="ctrl+f8", zoom_reset="ctrl+f9"))
        wait_for(lambda: window.size()[0] // 64 == 10, "the window has the size of its guest")
        for key, tens in (("F7", 11), ("F8", 10), ("F8", 9), ("F9", 10)):
            self.rest(window)
            self.screen.tap("Control_L", key)  # of 64 pixels, and a frame
            wait_for(lambda: window.size()[0] // 64 == tens, lambda: f"{key}: {window.size()}")
        self.screen.tap("Control_L", "F6")
        self.heard_after("key 0xd3 down")
        self.screen.tap("F11")
        self.heard_after("key 0x57 up")
        self.screen.tap("Shift_L", "F5")
        wait_for(lambda: window.size() == self.screen.size(), "it covers the screen")

    def test_release_of_file(self):
        window = self.grab(self.open_file(release_cursor="shift+f12"))
        self.assertIn("(Press Shift+F12", window.title())
        self.screen.tap("Shift_L", "F12")
        wait_for(lambda: "(Press" not in window.title(), "the desktop has the keyboard")

    def test_keymap(self):
        """A key that is none, one that becomes two, and one that stays."""
        self.grab(self.start("--keymap=b=,1=Shift_L+F1", self.serve()))
        for key in ("b", "1", "a"):
            self.screen.tap(key)
        self.heard_after("key 0x1e up")
        self.assertEqual(self.keys(), ["key 0x2a down", "key 0x3b down", "key 0x3b up",
                                       "key 0x2a up", "key 0x1e down", "key 0x1e up"])

    def test_desktop_keys(self):
        """The desktop gets its chord although the guest has the keyboard, and no other key."""
        with contextlib.closing(Manager(self.screen, "Tab")) as manager:
            self.grab(self.start("--desktop-keys=alt+Tab,super+l", self.serve()))
            wait_for(lambda: not manager.gets_key("Control_L"), "the keyboard is the guest's")
            self.screen.press("Alt_L")
            wait_for(manager.gets_key, "the desktop gets what is its own")
            self.screen.release("Alt_L")
            wait_for(lambda: not manager.gets_key("Control_L"), "it is the guest's again")
            self.screen.tap("a")
            self.heard_after("key 0x1e up")
            before = self.keys().count("key 0x0f down")
            self.screen.tap("Super_L", "l")  # the desktop has no use for it
            self.screen.tap("z")
            self.heard_after("key 0x2c up")
            self.assertEqual(self.keys().count("key 0x0f down"), before)
            self.assertNotIn("key 0x26 down", self.keys())
            self.assertEqual(self.held(), set())

    def held(self):
        down = set()
        for line in self.keys():
            _, key, what = line.split()
            (down.add if what == "down" else down.discard)(key)
        return down

    def test_held_over_a_loss(self):
        """A key that is down while the server goes and comes is not down there in the end."""
        self.grab(self.start("--reconnect", self.serve()))
        for name in ("Shift_L", "a"):
            self.screen.press(name)
        self.heard_after("key 0x1e down")
        self.server.lines.clear()
        self.server.tell("drop")
        wait_for(lambda: self.server.says("client"), "the viewer is back")
        for name in ("a", "Shift_L"):
            self.screen.release(name)
        wait_for(lambda: self.screen.tap("z") or "key 0x2c up" in self.keys(), "a key arrives")
        wait_for(lambda: not self.held(), lambda: f"none is held: {self.keys()}")

    def test_stands_still(self):
        """The title says that the server does not answer, for as long as it does not."""
        viewer = self.start(self.serve())
        window = self.grab(viewer)
        self.server.process.send_signal(signal.SIGSTOP)
        try:
            self.screen.tap("a")
            wait_for(lambda: "(does not answer) - Oriel" in window.title(), "it says so")
        finally:
            self.server.process.send_signal(signal.SIGCONT)
        wait_for(lambda: "(does not answer)" not in window.title(), "it says no more")
        wait_for(lambda: "key 0x1e up" in self.keys(), "the guest hears the key")

    def test_desktop_keys_of_kiosk(self):
        with contextlib.closing(Manager(self.screen, "Tab")) as manager:
            viewer = self.start("--kiosk", "--desktop-keys=alt+Tab", self.serve())
            window = viewer.window()

            def has_keyboard():
                """Nobody gives it the focus again when it has filled the screen."""
                window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
                return not manager.gets_key("Alt_L")

            wait_for(has_keyboard, "the keyboard is the kiosk's")
            wait_for(lambda: manager.gets_key("Alt_L") or "key 0x0f up" in self.keys(),
                     "the guest hears it")
            self.assertFalse(manager.gets_key("Alt_L"))
