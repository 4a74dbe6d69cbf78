# SPDX-License-Identifier: LGPL-2.1-or-later
"""A private X server, and what a person sees and does on it."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

from Xlib import X, XK, display
from Xlib.error import BadMatch, BadWindow
from Xlib.ext import xtest
from Xlib.protocol import event

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from crash import find_crash  # noqa: E402
from waiting import TIMEOUT, wait_for  # noqa: E402

MOVING_TIMEOUT = 5  # seconds, until a window is where it goes


class Screen:
    """An Xvfb without a window manager."""

    def __init__(self, width=1280, height=900):
        self.server, read = self.start_server(width, height)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        self.connection = display.Display(self.name)
        self.root = self.connection.screen().root
        self.other = None
        # On a busy machine a key that is tapped is down for longer than a person holds it.
        self.connection.change_keyboard_control(auto_repeat_mode=X.AutoRepeatModeOff)

    def start_server(self, width, height):
        """It, and where it tells the number of its display."""
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten",
             "tcp", "-noreset"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        return server, read

    def close(self):
        self.connection.close()
        self.server.terminate()
        self.server.wait()

    def environment(self):
        """What a program needs to open its window here."""
        return {"DISPLAY": self.name, "SDL_VIDEODRIVER": "x11"}

    def size(self):
        geometry = self.root.get_geometry()
        return geometry.width, geometry.height

    def find_windows(self):
        """The windows that are mapped and have a title."""
        for window in self.root.query_tree().children:
            with contextlib.suppress(Exception):
                if (window.get_attributes().map_state == X.IsViewable and
                        window.get_property(self.atom("_NET_WM_NAME"), X.AnyPropertyType, 0, 9)):
                    yield Window(self, window)

    def find_window(self, pid=None):
        """The window of that process, if one is given: windows of a process that has just ended
        are still there for a moment."""
        for window in self.find_windows():
            with contextlib.suppress(BadWindow):
                if pid is None or window.pid() == pid:
                    return window
        return None

    def atom(self, name):
        return self.connection.intern_atom(name)

    def fake(self, kind, detail=0, x=0, y=0, delay=0):
        xtest.fake_input(self.connection, kind, detail, delay, x=x, y=y)
        self.connection.sync()

    def push_pointer(self, dx, dy):
        self.fake(X.MotionNotify, True, dx, dy)

    def keycode(self, name):
        return self.connection.keysym_to_keycode(XK.string_to_keysym(name))

    def press(self, name):
        """A moment (ms) later, as a person does: SDL takes a key that goes down within 2 ms after it
        went up for one that repeats."""
        self.fake(X.KeyPress, self.keycode(name), delay=4)

    def release(self, name):
        self.fake(X.KeyRelease, self.keycode(name))

    def tap(self, *names):
        for name in names:
            self.press(name)
        for name in reversed(names):
            self.release(name)

    def type(self, text):
        for character in text:
            self.tap(character)

    def focus_elsewhere(self):
        """Another window takes the keyboard."""
        if self.other is None:
            self.other = self.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
            self.other.map()
            self.connection.sync()
        self.other.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.connection.sync()


def wait_for_event(connection, fits, what):
    """The next event on it that fits; those before are lost."""
    def search():
        while connection.pending_events():
            if fits(got := connection.next_event()):
                return got
        return None
    return wait_for(search, what)


class Window:
    def __init__(self, screen, window):
        self.screen, self.window = screen, window

    def title(self):
        name = self.window.get_property(self.screen.atom("_NET_WM_NAME"), X.AnyPropertyType, 0, 999)
        return name.value.decode() if name else ""

    def pid(self):
        """Of the process that made it, as that says; None if it does not."""
        number = self.window.get_property(self.screen.atom("_NET_WM_PID"), X.AnyPropertyType, 0, 1)
        return number.value[0] if number else None

    def size(self):
        geometry = self.window.get_geometry()
        return geometry.width, geometry.height

    def position(self):
        geometry = self.window.get_geometry()
        return geometry.x, geometry.y

    def move(self, x, y):
        self.window.configure(x=x, y=y)
        self.screen.connection.sync()

    def resize(self, width, height):
        self.window.configure(width=width, height=height)
        self.screen.connection.sync()

    def all_pixels(self):
        """As the X server has them. It has none of a window that is made smaller meanwhile, or is not
        in the screen as a whole, until that is over."""
        deadline = time.monotonic() + MOVING_TIMEOUT
        while True:
            width, height = self.size()
            try:
                return self.window.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data
            except BadMatch:
                if self.size() == (width, height) and time.monotonic() > deadline:
                    raise
            time.sleep(0.01)

    def pixel(self, x, y):
        image = self.window.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF)
        blue, green, red = image.data[0], image.data[1], image.data[2]
        return (red, green, blue)

    def row(self, y):
        width, _ = self.size()
        data = self.window.get_image(0, y, width, 1, X.ZPixmap, 0xFFFFFFFF).data
        return [(data[i + 2], data[i + 1], data[i]) for i in range(0, 4 * width, 4)]

    def image(self):
        """The bytes of all pixels: blue, green, red, and one of no meaning, which is zero here."""
        data = bytearray(self.all_pixels())
        data[3::4] = bytes(len(data) // 4)
        return bytes(data)

    def move_pointer(self, x, y):
        left, top = self.position()
        self.screen.fake(X.MotionNotify, 0, left + x, top + y)

    def click(self, x, y, button=1):
        self.move_pointer(x, y)
        self.screen.fake(X.ButtonPress, button)
        self.screen.fake(X.ButtonRelease, button)

    def shows(self, colour):
        """Whether this colour is anywhere."""
        data = self.all_pixels()
        red, green, blue = colour
        return any(data[i + 2] == red and data[i + 1] == green and data[i] == blue
                   for i in range(0, len(data), 4))

    def find(self, colour):
        """The middle of what has this colour, a pixel of which counts; None if it is nowhere."""
        width, _ = self.size()
        red, green, blue = colour
        pixel = bytes((blue, green, red, 0))
        image = self.image()
        places, start = [], image.find(pixel)
        while start >= 0:
            if start % 4 == 0:
                places.append((start // 4 % width, start // 4 // width))
            start = image.find(pixel, start + 1)
        return tuple(
            (min(axis) + max(axis)) // 2 for axis in zip(*places)) if places else None

    @contextlib.contextmanager
    def drag(self, *paths):
        """Somebody drags files over the middle of the window, and takes them away again. Gives what
        lets go of them there."""
        connection = display.Display(self.screen.name)
        source = connection.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        window = connection.create_resource_object("window", self.window.id)
        atom = connection.intern_atom
        selection, uris = atom("XdndSelection"), atom("text/uri-list")
        left, top = self.position()
        width, height = self.size()
        place = (left + width // 2) << 16 | (top + height // 2)

        def tell(name, *values):
            window.send_event(event.ClientMessage(
                window=window, client_type=atom(name),
                data=(32, [source.id, *values, *[0] * (4 - len(values))])))
            connection.sync()

        def let_go():
            tell("XdndDrop", 0, X.CurrentTime)
            got = wait_for_event(connection, lambda got: got.type == X.SelectionRequest,
                                 "what is dropped is asked for")
            text = "".join(pathlib.Path(path).as_uri() + "\r\n" for path in paths)
            got.requestor.change_property(got.property, got.target, 8, text.encode())
            got.requestor.send_event(event.SelectionNotify(
                time=got.time, requestor=got.requestor, selection=got.selection, target=got.target,
                property=got.property))
            wait_for_event(connection, lambda got: got.type == X.ClientMessage and
                           got.client_type == atom("XdndFinished"), "it is taken")

        source.set_selection_owner(selection, X.CurrentTime)
        tell("XdndEnter", 5 << 24, uris)
        for _ in range(2):  # GTK takes the first for the upper left corner
            tell("XdndPosition", 0, place, X.CurrentTime, atom("XdndActionCopy"))
        yield let_go
        tell("XdndLeave")
        connection.close()

    def drop(self, *paths):
        """Somebody drags files over the middle of the window, and lets go of them."""
        with self.drag(*paths) as let_go:
            let_go()

    def ask_to_close(self):
        message = event.ClientMessage(
            window=self.window, client_type=self.screen.atom("WM_PROTOCOLS"),
            data=(32, [self.screen.atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0]))
        self.window.send_event(message)
        self.screen.connection.sync()


class Viewer:
    """oriel-sdl on a screen or in a weston, with a home of its own."""

    def command(self):
        return [os.environ["ORIEL_SDL"]]

    def __init__(self, screen, *arguments, pass_fds=(), environment={}):
        self.screen = screen
        self.home = tempfile.TemporaryDirectory(prefix="oriel-sdl-")
        everything = {name: value for name, value in os.environ.items()
                      if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        everything |= {"HOME": self.home.name, "XDG_CONFIG_HOME": self.home.name}
        everything |= screen.environment() | environment
        self.process = subprocess.Popen([*self.command(), *arguments], env=everything,
                                        stderr=subprocess.PIPE, text=True, pass_fds=pass_fds)

    def window(self):
        def find():
            status = self.process.poll()
            assert status is None, f"there is no window: the program ended with {status}"
            return self.screen.find_window(self.process.pid)
        return wait_for(find, "the window is there")

    def windows(self, part=""):
        """Its windows with this in the title; those that go meanwhile are none."""
        found = []
        for window in self.screen.find_windows():
            with contextlib.suppress(BadWindow):
                if window.pid() == self.process.pid and part in window.title():
                    found.append(window)
        return found

    def window_called(self, part):
        """The window with this in its title."""
        return wait_for(lambda: self.windows(part), f"there is a window called {part}")[0]

    def write_file(self, name, size):
        """A file of ones in its home; returns the path."""
        path = os.path.join(self.home.name, name)
        with open(path, "wb") as file:
            file.write(b"\1" * size)
        return path

    def sessions(self):
        """The process of each session that runs, as a set of numbers."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return set(map(int, file.read().split()))

    def wait_other_session(self, last):
        """One that was not among the @last: that the session between them ended may have been seen
        for a moment only."""
        wait_for(lambda: len(now := self.sessions()) == 1 and not now & last,
                 "there is another session")

    def exit_code(self):
        return self.process.wait(TIMEOUT)

    def last_words(self):
        """Ends it; returns all that it has said on its standard error."""
        self.process.terminate()
        self.process.wait(TIMEOUT)
        return self.process.stderr.read()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        """Ends it. A case in which it crashed, or does not end, has failed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(TIMEOUT)
        stuck = self.process.poll() is None
        if stuck:
            self.process.kill()
            self.process.wait()
        crash = find_crash(self.process.returncode)
        if crash or stuck or any(failure):
            print("# " + self.process.stderr.read().replace("\n", "\n# "))
        self.process.stderr.close()
        self.home.cleanup()
        if crash or stuck:
            raise AssertionError(f"the program crashed by {crash}" if crash else
                                 "the program did not end when it was told to")
