#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The view of liboriel-gtk-1 in a window on a private X server: test-view.py RENDERER [CASE]...

Its guest is the test pattern, in which input echoes: see backends/test/oriel-test-backend.h.
"""

import contextlib
import os
import random
import signal
import sys
import time

from cases import find_cases, run_on_screen
from desktop import Desktop
from pattern import (BACKGROUND, BARS, BLACK, QNUM_A, RED, WHITE, shows_bars, wait_for_pattern,
                     wait_for_pixel, wait_for_title)
from program import focus
from screen import wait_for
from view import View
from Xlib import X, XK

QNUM_Q = 0x10
QNUM_B = 0x30
QNUM_CAPS_LOCK = 0x3A
QNUM_F12 = 0x58
KEYCODE_F13 = 191
RED_CURSOR = 0xFFFF0000
STILL = 2  # seconds in which a guest that does nothing causes no frame


def test_pixels(screen):
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        wait_for(lambda: all(shows_bars(window, 0, 640, y) for y in (0, 1, 63, 64, 239, 478, 479)),
                 "all of it is shown")


def test_zoom_whole(screen):
    with View(screen, "--scaling=fixed", "--zoom=200", "640x400", "test://?size=320x200") as viewer:
        window = wait_for_pattern(viewer, y=100)
        wait_for(lambda: all(shows_bars(window, 0, 640, y) for y in (0, 1, 399)),
                 "all of it is shown")


def test_zoom_smooth(screen):
    with View(screen, "--scaling=fixed", "--zoom=125", "800x600", "test://") as viewer:
        window = viewer.window()
        for bar in range(8):
            for x in (5, 50, 94):  # but for where two bars meet, nothing is mixed
                wait_for_pixel(window, bar * 100 + x, 300, BARS[bar])


def test_scale_of_two(screen):
    """A desktop of two device pixels for a point: one pixel of the guest is one of the device."""
    with View(screen, "--scaling=fixed", "320x240", "test://",
              environment={"GDK_SCALE": "2"}) as viewer:
        window = wait_for_pattern(viewer)
        assert window.size() == (640, 480)
        wait_for(lambda: all(shows_bars(window, 0, 640, y) for y in (0, 1, 479)),
                 "all of it is shown")
        window.click(41, 61)
        wait_for_pixel(window, 41, 61, RED)
        assert window.pixel(40, 61) == WHITE and window.pixel(42, 61) == WHITE


def test_letterbox(screen):
    with View(screen, "800x480", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: shows_bars(window, 80, 640, 240), "the guest is in the middle")
        assert window.pixel(79, 240) == BACKGROUND and window.pixel(720, 240) == BACKGROUND
        window.click(400, 470)
        wait_for_pixel(window, 400, 470, RED)


def test_panning(screen):
    """What is too large follows the pointer."""
    with View(screen, "--scaling=fixed", "320x240", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.pixel(0, 100) == WHITE, "the left edge is shown")
        window.move_pointer(319, 239)
        wait_for(lambda: window.pixel(319, 100) == BLACK and window.pixel(0, 100) == BARS[4],
                 "the right edge is shown")
        window.click(319, 239)
        wait_for_pixel(window, 319, 239, RED)


def test_scrolled(screen):
    with View(screen, "--scroll", "--scaling=fixed", "320x240", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.row(100)[:240] == [BARS[x // 80] for x in range(240)],
                 "it is not scaled")
        window.click(250, 100)
        wait_for_pixel(window, 250, 100, RED)
        assert window.pixel(0, 100) == WHITE, "it does not follow the pointer"


def test_place_is_kept(screen):
    """What is in the middle stays there when a picture that was scrolled is laid out anew."""
    with View(screen, "--scroll-to=160", "--scaling=fixed", "320x240", "test://") as viewer:
        window = viewer.window()

        def wait_for_place(scrolled, zoom, what):
            row = [BARS[(scrolled + x) // zoom // 80] for x in range(240)]
            wait_for(lambda: window.row(100)[:240] == row, what)
            wait_for_title(window, f"scrolled={scrolled}")

        wait_for_place(160, 1, "it is scrolled to the middle")
        window.resize(480, 240)
        wait_for_place(80, 1, "it is where it was in a wider window")
        viewer.process.send_signal(signal.SIGHUP)
        wait_for_place(400, 2, "it is where it was at twice the size")


def test_right_to_left(screen):
    """Where people read from right to left, a guest's screen is no mirror image."""
    with View(screen, "--right-to-left", "800x480", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: shows_bars(window, 80, 640, 240), "the guest is in the middle")
        window.click(80 + 41, 61)
        wait_for_pixel(window, 80 + 41, 61, RED)


def test_right_to_left_scrolled(screen):
    with View(screen, "--right-to-left", "--scroll", "--scaling=fixed", "320x240",
              "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.row(100)[:240] == [BARS[x // 80] for x in range(240)],
                 "it begins at the left")
        window.click(41, 61)
        wait_for_pixel(window, 41, 61, RED)


def test_guest_follows(screen):
    with View(screen, "--scaling=guest-resize", "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.resize(720, 300)
        wait_for(lambda: shows_bars(window, 0, 720, 150), "the guest has the window's size")


def test_guest_refuses(screen):
    with View(screen, "--scaling=guest-resize", "700x480", "test://?resize=no") as viewer:
        wait_for_title(viewer.window(), "refused=")


def test_resize_storm(screen):
    sizes = random.Random(1)
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        for _ in range(100):
            window.resize(sizes.randrange(40, 1200), sizes.randrange(40, 850))
        window.resize(640, 480)
        wait_for(lambda: window.size() == (640, 480) and shows_bars(window, 0, 640, 1) and
                 shows_bars(window, 0, 640, 479), "the picture is whole")


def test_keys(screen):
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "the key arrived")
        screen.press("a")
        wait_for_pixel(window, QNUM_A, 0, WHITE)
        screen.release("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        for key in ("Tab", "Left", "F10", "Alt_L"):  # the window's own
            screen.tap(key)
        for qnum in (0x0F, 0xCB, 0x44, 0x38):
            wait_for_pixel(window, qnum, 0, BLACK)
        assert "accelerator" not in window.title(), window.title()


@contextlib.contextmanager
def layout(screen, keycode, name):
    """A keyboard whose key of this number types something else."""
    before = screen.connection.get_keyboard_mapping(keycode, 1)
    screen.connection.change_keyboard_mapping(keycode, [[XK.string_to_keysym(name)] * len(before[0])])
    screen.connection.sync()
    try:
        yield
    finally:
        screen.connection.change_keyboard_mapping(keycode, before)
        screen.connection.sync()


def test_keys_by_place(screen):
    """The guest has a layout of its own: it learns which key it was, not what that types here."""
    a = screen.keycode("a")
    with layout(screen, a, "q"), View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)

        def press():
            screen.fake(X.KeyPress, a)
            screen.fake(X.KeyRelease, a)

        wait_for(lambda: press() or window.pixel(QNUM_A, 0) == BLACK, "the key arrived")
        assert window.pixel(QNUM_Q, 0) == WHITE


def test_focus_loss_releases(screen):
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "the key arrived")
        screen.press("a")
        wait_for_pixel(window, QNUM_A, 0, WHITE)
        try:
            screen.focus_elsewhere()
            wait_for_pixel(window, QNUM_A, 0, BLACK)
        finally:
            screen.release("a")


def test_focus_by_click(screen):
    """Keys are those of the widget that has the focus."""
    with View(screen, "--entry", "640x480", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.shows(BARS[1]), "the guest is shown")
        focus(screen, window)
        wait_for(lambda: screen.tap("b") or "entered=b" in window.title(), "the entry has the keys")
        window.click(300, 200)
        wait_for_title(window, "grabbed=True")


def test_locks(screen):
    """With the keyboard the guest gets the desktop's caps lock."""
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.focus_elsewhere()
        screen.tap("Caps_Lock")
        try:
            focus(screen, window)
            wait_for_pixel(window, QNUM_CAPS_LOCK, 0, BLACK)
        finally:
            screen.focus_elsewhere()
            screen.tap("Caps_Lock")


def test_pointer(screen):
    with View(screen, "640x400", "test://?size=320x200") as viewer:
        window = wait_for_pattern(viewer, y=100)
        for button, x, y in ((1, 41, 60), (2, 141, 60), (3, 241, 60), (4, 341, 60), (9, 441, 60)):
            window.click(x, y, button)
            for left, top in ((x - 1, y), (x, y + 1)):
                wait_for_pixel(window, left, top, RED)


def test_view_only(screen):
    with View(screen, "--view-only=true", "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        window.click(40, 60)
        wait_for(lambda: screen.tap("a") or "accelerator" in window.title(),
                 "the key is the window's own")
        assert shows_bars(window, 0, 640, 60) and shows_bars(window, 0, 640, 0)


def test_grab_release(screen):
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        window.move_pointer(300, 200)
        wait_for_title(window, "grabbed=True")
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        screen.tap("Control_L", "Alt_L")
        wait_for_title(window, "grabbed=False")
        window.click(300, 300)
        wait_for_title(window, "grabbed=True")


def test_grab_is_a_choice(screen):
    with View(screen, "--grab-keyboard=false", "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        window.move_pointer(300, 200)
        wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "the key arrived")
        assert "grabbed=True" not in window.title()


def test_relative_pointer(screen):
    with View(screen, "640x480", "test://?pointer=relative") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        window.click(300, 200)  # captures, and is not the guest's
        wait_for_title(window, "captured=True")
        for _ in range(30):  # further than the window is wide
            screen.push_pointer(40, 0)
        screen.push_pointer(-620, 11)
        screen.fake(X.ButtonPress, 1)
        screen.fake(X.ButtonRelease, 1)
        wait_for(lambda: RED in window.row(11)[:639], "the guest saw the motion and the button")
        screen.tap("Control_L", "Alt_L")
        wait_for_title(window, "captured=False")


def test_relative_pointer_is_a_choice(screen):
    with View(screen, "--relative-pointer=false", "640x480",
              "test://?pointer=relative") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        window.click(300, 200)
        wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "the key arrived")
        assert "captured=True" not in window.title(), window.title()


def cursor(screen):
    """Its size, its hotspot, and the colour of its first pixel."""
    image = screen.connection.xfixes_get_cursor_image(screen.root)
    return image.width, image.height, image.xhot, image.yhot, image.cursor_image[0]


@contextlib.contextmanager
def red_cursor(screen, *options):
    """A window in which a pixel of the guest is four of the screen. The guest has been told to make
    its cursor red, 16 x 16, with the hotspot at 3, 5."""
    screen.connection.xfixes_query_version()
    with View(screen, *options, "640x400", "test://?size=320x200") as viewer:
        window = wait_for_pattern(viewer, y=100)
        focus(screen, window)
        window.move_pointer(100, 100)
        wait_for(lambda: screen.tap("a") or window.pixel(2 * QNUM_A, 0) == BLACK, "keys arrive")
        screen.tap("F3")
        yield window


def test_cursor_shape(screen):
    with red_cursor(screen) as window:
        wait_for(lambda: cursor(screen) == (32, 32, 6, 10, RED_CURSOR), "it is the guest's")
        window.move_pointer(window.size()[0] + 5, 5)
        wait_for(lambda: cursor(screen)[4] != RED_CURSOR, "outside, it is that of the desktop")


def test_local_cursor(screen):
    with red_cursor(screen, "--local-cursor=true") as window:
        screen.tap("b")
        wait_for_pixel(window, 2 * QNUM_B, 0, BLACK)
        assert cursor(screen)[4] != RED_CURSOR


def pastes(desktop, selection, text):
    wait_for(lambda: desktop.paste(selection) == text, f"{selection} holds '{text}'")


def test_clipboard(screen):
    """The guest gives back in upper case what it gets."""
    with contextlib.closing(Desktop(screen)) as desktop, \
            View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.focus_elsewhere()
        desktop.copy("CLIPBOARD", "to the guest, grün")
        desktop.copy("PRIMARY", "marked")
        focus(screen, window)
        pastes(desktop, "CLIPBOARD", "TO THE GUEST, GRÜN")
        pastes(desktop, "PRIMARY", "MARKED")


def test_clipboard_picture(screen):
    """The guest pastes with F13, and gives back what it got."""
    picture = bytes(range(256))
    with contextlib.closing(Desktop(screen)) as desktop, \
            View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.focus_elsewhere()
        desktop.copy("CLIPBOARD", picture, "image/png")
        focus(screen, window)

        def comes_back():
            screen.fake(X.KeyPress, KEYCODE_F13)
            screen.fake(X.KeyRelease, KEYCODE_F13)
            return desktop.paste("CLIPBOARD", "image/png") == picture

        wait_for(comes_back, "the desktop has it from the guest")


def test_clipboard_needs_focus(screen):
    with contextlib.closing(Desktop(screen)) as desktop, \
            View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        desktop.copy("CLIPBOARD", "first")
        pastes(desktop, "CLIPBOARD", "FIRST")
        screen.focus_elsewhere()
        desktop.copy("CLIPBOARD", "a password")
        window.resize(500, 400)
        wait_for(lambda: desktop.serve() or window.pixel(250, 5) == BACKGROUND, "it is drawn")
        assert desktop.paste("CLIPBOARD") is None
        focus(screen, window)
        pastes(desktop, "CLIPBOARD", "A PASSWORD")


def test_drop(screen):
    with View(screen, "--accept-files=true", "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.drop(viewer.write_file("a file", 100000))
        wait_for_title(window, "got a file: 100000 bytes, sum 100000")


class Counter:
    """How many frames there were, and how many of them GTK painted."""

    def __init__(self, viewer, window):
        self.viewer, self.window, self.asked = viewer, window, 0

    def ask(self, name):
        self.asked += 1
        self.viewer.process.send_signal(signal.SIGUSR1)
        title = wait_for_title(self.window, f"asked={self.asked}")
        return int(dict(note.split("=") for note in title.split() if "=" in note)[name])


def test_idle(screen):
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        counter = Counter(viewer, window)
        wait_for(lambda: shows_bars(window, 0, 640, 479), "all of it is drawn")

        def is_idle():
            counter.ask("frames")
            before = counter.ask("frames")
            time.sleep(STILL)  # what is measured, not what is waited for
            return counter.ask("frames") - before <= 1  # the title may cost one

        wait_for(is_idle, "no frames come any more")


@contextlib.contextmanager
def covered(viewer, window):
    """A box is over the upper left of the view."""
    viewer.process.send_signal(signal.SIGUSR2)
    wait_for_pixel(window, 40, 40, RED)
    yield
    viewer.process.send_signal(signal.SIGUSR2)
    wait_for_pixel(window, 40, 40, WHITE)


def test_covered(screen):
    """What lies over the guest stays over it, and what it hid is seen when it is gone."""
    under, beside = QNUM_A, QNUM_F12
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        focus(screen, window)
        wait_for(lambda: screen.tap("F12") or window.pixel(beside, 0) == BLACK, "keys arrive")
        for _ in range(3):
            with covered(viewer, window):
                screen.press("a")
                screen.press("F12")
                wait_for_pixel(window, beside, 0, WHITE)
                assert window.pixel(under, 0) == RED
                screen.release("a")
                screen.release("F12")
                wait_for_pixel(window, beside, 0, BLACK)
                assert window.pixel(under, 0) == RED
            wait_for_pixel(window, under, 0, BLACK)
            screen.press("a")
            wait_for_pixel(window, under, 0, WHITE)
            screen.release("a")
            wait_for_pixel(window, under, 0, BLACK)


def test_past_gtk(screen):
    """Where cairo draws, GTK paints nothing when the guest alone has changed."""
    with View(screen, "640x480", "test://") as viewer:
        window = wait_for_pattern(viewer)
        counter = Counter(viewer, window)
        focus(screen, window)
        wait_for(lambda: screen.tap("a") or window.pixel(QNUM_A, 0) == BLACK, "keys arrive")
        with covered(viewer, window):  # it was drawn anew
            pass
        counter.ask("paints")
        before = counter.ask("paints")
        for _ in range(10):
            screen.press("a")
            wait_for_pixel(window, QNUM_A, 0, WHITE)
            screen.release("a")
            wait_for_pixel(window, QNUM_A, 0, BLACK)
        painted = counter.ask("paints") - before
        assert painted <= 1 if renderer == "cairo" else painted >= 10, painted


def test_scaled_past_gtk(screen):
    """At 125 %, what was put past GTK bit by bit is to the pixel what a new drawing shows."""
    with View(screen, "--scaling=fixed", "--zoom=125", "800x600", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.pixel(2, 599) == WHITE, "the guest is shown")
        counter = Counter(viewer, window)
        counter.ask("paints")
        before, places = counter.ask("paints"), random.Random(1)
        for y in range(10, 590, 30):
            x, y = places.randrange(490), y + places.randrange(9)
            bar = window.pixel(x, y)
            window.click(x, y)
            wait_for(lambda: window.pixel(x, y) != bar, "the click echoed")
        painted, changed = counter.ask("paints") - before, window.image()
        assert painted <= 1 if renderer == "cairo" else painted >= 1, painted
        window.resize(640, 480)
        wait_for(lambda: window.pixel(2, 479) == WHITE, "it is drawn anew")
        window.resize(800, 600)
        wait_for(lambda: window.pixel(2, 599) == WHITE, "it is drawn anew, and all of it")
        assert window.image() == changed


renderer, *chosen = sys.argv[1:]
os.environ["GSK_RENDERER"] = renderer
run_on_screen(find_cases(globals(), chosen))
