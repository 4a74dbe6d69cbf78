#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""oriel-sdl on a private X server, showing the test pattern.

The pattern is eight colour bars; input echoes in it: the pixel (qnum, 0) turns black when a key is
released and white when it is pressed, and the pixel under the pointer red while a button is down.
"""

import glob
import os
import struct
import sys

from Xlib import X, Xatom

from cases import find_cases, run_on_screen
from pattern import (BACKGROUND, BARS, BLACK, QNUM_A, RED, WHITE, shows_bars, wait_for_pattern,
                     wait_for_pixel, wait_for_title)
from screen import Viewer, wait_for

ACCENT = (92, 153, 250)  # the edge of a dialog's field that is typed into, and its first button
TROUBLE = (245, 166, 92)  # the mark beside the title of a dialog about trouble


def test_pixels(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        assert window.size() == (640, 480)
        for y in (0, 1, 239, 478, 479):
            assert shows_bars(window, 0, 640, y)
        wait_for_title(window, "test pattern")


def is_shared(screen):
    """Whether the X server has the guest's memory itself."""
    with open(f"/proc/{screen.server.pid}/maps", encoding="utf-8") as maps:
        return "memfd:oriel-framebuffer" in maps.read()


def test_not_copied(screen):
    with Viewer(screen, "--auto-resize=never", "test://") as viewer:
        window = wait_for_pattern(viewer)
        assert is_shared(screen)
        window.resize(800, 700)
        wait_for(lambda: window.pixel(400, 1) == BACKGROUND, "the guest is scaled")
        window.resize(640, 500)
        wait_for(lambda: shows_bars(window, 0, 640, 250), "it is not")
        assert is_shared(screen)
    wait_for(lambda: not is_shared(screen), "the X server has given it back")


def test_dense(screen):
    """A desktop of 144 dots an inch, where X has no pixels but those of the device."""
    resources = screen.atom("RESOURCE_MANAGER")
    screen.root.change_property(resources, Xatom.STRING, 8, b"Xft.dpi:\t144\n")
    screen.connection.sync()
    try:
        with Viewer(screen, "test://") as viewer:
            window = wait_for_pattern(viewer)
            assert window.size() == (640, 480)
            assert shows_bars(window, 0, 640, 479)
    finally:
        screen.root.delete_property(resources)
        screen.connection.sync()


def test_zoom_whole(screen):
    with Viewer(screen, "--zoom=200", "test://?size=320x200") as viewer:
        window = wait_for_pattern(viewer, y=100)
        assert window.size() == (640, 400)
        assert shows_bars(window, 0, 640, 399)


def test_zoom_smooth(screen):
    with Viewer(screen, "--zoom=75", "test://") as viewer:
        window = viewer.window()
        wait_for(lambda: window.size() == (480, 360), "the window is three quarters of the guest")
        for bar in range(8):
            wait_for_pixel(window, bar * 60 + 30, 180, BARS[bar])


def test_letterbox(screen):
    with Viewer(screen, "--auto-resize=never", "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.resize(800, 480)
        wait_for(lambda: shows_bars(window, 80, 640, 240), "the guest is in the middle")
        assert window.pixel(79, 240) == BACKGROUND
        assert window.pixel(720, 240) == BACKGROUND
        window.click(400, 470)
        wait_for_pixel(window, 400, 470, RED)


def test_guest_follows(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.resize(720, 300)
        wait_for(lambda: shows_bars(window, 0, 720, 150), "the guest has the window's size")


def test_guest_refuses(screen):
    with Viewer(screen, "test://?resize=no") as viewer:
        window = wait_for_pattern(viewer)
        window.resize(640, 600)
        wait_for(lambda: window.pixel(320, 5) == BACKGROUND, "there are bars around the guest")
        wait_for(lambda: window.pixel(320, 40) != BACKGROUND, "the reason is shown")
        screen.tap("F9")
        wait_for(lambda: shows_bars(window, 0, 640, 300) and window.pixel(320, 595) != BACKGROUND,
                 "the guest follows when it can")


def test_drop(screen):
    """The test pattern tells by its name, which is in the title, what it got."""
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.drop(viewer.write_file("a file", 100000))
        wait_for_title(window, "got a file: 100000 bytes, sum 100000")
        wait_for(lambda: window.pixel(320, 40) != BARS[3], "the result is shown")


def test_drop_given_up(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.drop(viewer.write_file("stuck", 100000), viewer.write_file("quick", 1))
        wait_for_title(window, "got quick: 1 bytes")
        wait_for(lambda: window.pixel(320, 40) != BARS[3], "the progress is shown")
        screen.tap("Escape")
        wait_for_title(window, "gave up on stuck")
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)


def test_drop_refused(screen):
    with Viewer(screen, "test://?files=no") as viewer:
        window = wait_for_pattern(viewer)
        window.drop(viewer.write_file("a file", 1))
        wait_for(lambda: window.pixel(320, 40) != BARS[3], "the reason is shown")


def test_keys(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        screen.press("a")
        wait_for_pixel(window, QNUM_A, 0, WHITE)
        screen.release("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)


def test_focus_loss_releases(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        screen.press("a")
        wait_for_pixel(window, QNUM_A, 0, WHITE)
        try:
            screen.focus_elsewhere()
            wait_for_pixel(window, QNUM_A, 0, BLACK)
        finally:
            screen.release("a")


def test_pointer(screen):
    with Viewer(screen, "--zoom=200", "test://?size=320x200") as viewer:
        window = wait_for_pattern(viewer, y=100)
        window.click(41, 60)
        for x, y in ((40, 60), (41, 61)):
            wait_for_pixel(window, x, y, RED)
        assert window.pixel(42, 60) == WHITE
        window.click(11, 90, button=4)
        wait_for_pixel(window, 10, 90, RED)


def test_cursor_shape(screen):
    """F3 gives the guest a red cursor of 16 x 16 with the hotspot at 3, 5."""
    screen.connection.xfixes_query_version()

    def shape():
        image = screen.connection.xfixes_get_cursor_image(screen.root)
        return image.width, image.height, image.xhot, image.yhot, image.cursor_image[0]

    with Viewer(screen, "--zoom=200", "test://?size=320x200") as viewer:
        window = wait_for_pattern(viewer, y=100)
        window.move_pointer(100, 100)
        screen.tap("F3")
        wait_for(lambda: shape() == (32, 32, 6, 10, 0xFFFF0000), "the pointer is the guest's")
        window.move_pointer(window.size()[0] + 5, 5)
        wait_for(lambda: shape()[4] != 0xFFFF0000, "outside, it is that of the desktop")


def test_locks_follow_the_guest(screen):
    """F4 turns the guest's caps lock."""
    def locked():
        return bool(screen.root.query_pointer().mask & X.LockMask)

    with Viewer(screen, "test://") as viewer:
        wait_for_pattern(viewer)
        assert not locked()
        screen.tap("F4")
        wait_for(locked, "the keyboard's caps lock is on")
        screen.tap("F4")
        wait_for(lambda: not locked(), "the keyboard's caps lock is off")


def test_hidden_and_shown(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        window.window.unmap()
        screen.connection.sync()
        window.window.map()
        wait_for(lambda: shows_bars(window, 0, 640, 240) and window.pixel(QNUM_A, 0) == BLACK,
                 "the guest is shown as it was")


def test_view_only(screen):
    with Viewer(screen, "--view-only", "-H", "zoom-in=F11", "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.click(40, 60)
        screen.tap("a")
        screen.tap("F11")
        wait_for(lambda: window.size() == (704, 528), "the window is larger")
        wait_for(lambda: window.pixel(700, 520) == BLACK, "it shows the guest")
        assert RED not in window.row(66)[:60]


def test_hotkeys(screen):
    keys = "zoom-in=ctrl+plus,zoom-out=ctrl+minus,zoom-reset=ctrl+0"
    with Viewer(screen, "-H", keys, "--auto-resize=never", "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.tap("Control_L", "minus")
        wait_for(lambda: window.size() == (576, 432), "the window is smaller")
        screen.tap("Control_L", "Shift_L", "equal")
        wait_for(lambda: window.size() == (640, 480), "the window is larger again")


def test_grab_release(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.move_pointer(300, 200)
        wait_for_title(window, "(Press Ctrl_L+Alt_L to release pointer)")
        screen.tap("Control_L", "Alt_L")
        wait_for_title(window, "(Press", present=False)
        window.click(300, 300)
        wait_for_title(window, "(Press")


def test_commands_are_listed(screen):
    """While the keys that let go are held, and no longer."""
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        window.move_pointer(300, 200)
        wait_for_title(window, "(Press Ctrl_L+Alt_L to release pointer)")
        screen.press("Control_L")
        screen.press("Alt_L")
        wait_for(lambda: window.pixel(320, 35) not in BARS and window.pixel(320, 180) not in BARS,
                 "the list is there, and long")
        screen.press("a")
        wait_for(lambda: shows_bars(window, 0, 640, 35), "another key takes it away")
        for key in ("a", "Alt_L", "Control_L"):
            screen.release(key)
        wait_for_pixel(window, QNUM_A, 0, BLACK)
        assert "(Press" in window.title()


def test_relative_pointer(screen):
    with Viewer(screen, "test://?pointer=relative") as viewer:
        window = wait_for_pattern(viewer)
        window.move_pointer(300, 200)
        window.click(300, 200)  # captures, and is not the guest's
        wait_for(lambda: window.pixel(320, 40) not in BARS, "how to get out is shown")
        for _ in range(4):
            screen.push_pointer(5, 5)
        screen.fake(X.ButtonPress, 1)
        screen.fake(X.ButtonRelease, 1)
        wait_for(lambda: RED in [pixel for y in range(1, 30) for pixel in window.row(y)[:60]],
                 "the guest saw motion and a button")


def test_password(screen):
    with Viewer(screen, "test://?secret=abc") as viewer:
        window = viewer.window()
        wait_for(lambda: window.shows(ACCENT), "the dialog is there")
        screen.type("wrong")
        screen.tap("Return")
        wait_for(lambda: window.shows(TROUBLE), "it asks again")
        screen.type("abc")
        screen.tap("Return")
        wait_for(lambda: shows_bars(window, 0, 640, 240), "the password was accepted")


def test_password_from_fd(screen):
    read, write = os.pipe()
    os.write(write, b"abc\n")
    os.close(write)
    with Viewer(screen, f"--password-fd={read}", "test://?secret=abc", pass_fds=[read]) as viewer:
        os.close(read)
        wait_for_pattern(viewer)


def test_password_refused(screen):
    with Viewer(screen, "test://?secret=abc") as viewer:
        window = viewer.window()
        wait_for(lambda: window.shows(ACCENT), "the dialog is there")
        screen.tap("Escape")
        assert viewer.exit_code() == 3


def test_error(screen):
    with Viewer(screen, "test://?fail=connect") as viewer:
        wait_for(lambda: viewer.window().shows(TROUBLE), "the error is shown")
        screen.tap("Escape")
        assert viewer.exit_code() == 4
        assert "told to fail" in viewer.process.stderr.read()


def test_usage(screen):
    with Viewer(screen, "--zoom=5", "test://") as viewer:
        assert viewer.exit_code() == 2
    with Viewer(screen, "vnc://somewhere:port") as viewer:
        assert viewer.exit_code() == 2


def test_reconnect(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.tap("F6")
        wait_for(lambda: window.pixel(100, 100) != BARS[1], "the picture is dimmed")
        screen.tap("Return")
        wait_for(lambda: shows_bars(window, 0, 640, 240), "the guest is back")
        screen.tap("a")
        wait_for_pixel(window, QNUM_A, 0, BLACK)


def test_reconnect_by_itself(screen):
    with Viewer(screen, "--reconnect", "test://") as viewer:
        window = wait_for_pattern(viewer)
        last = viewer.sessions()
        screen.tap("F6")
        viewer.wait_other_session(last)
        wait_for(lambda: shows_bars(window, 0, 640, 240), "the guest is back")


def test_full_screen(screen):
    """There is no window manager on this screen, as under a kiosk."""
    with Viewer(screen, "-f", "-H", "toggle-fullscreen=f11", "--auto-resize=never",
                "test://?size=640x450") as viewer:
        window = viewer.window()
        wait_for(lambda: window.size() == (1280, 900), "the window covers the screen")
        assert window.position() == (0, 0)
        wait_for(lambda: shows_bars(window, 0, 1280, 450), "the guest fills the screen")
        screen.tap("F11")
        wait_for(lambda: window.size() == (640, 450), "the window is what it was")


def test_name(screen):
    with Viewer(screen, "test://") as viewer:
        window = wait_for_pattern(viewer)
        screen.tap("F2")
        wait_for_title(window, "test pattern 1")
    with Viewer(screen, "--title=Mine", "test://") as viewer:
        wait_for_title(wait_for_pattern(viewer), "Mine")


def test_screenshot(screen):
    with Viewer(screen, "-H", "screenshot=F12", "test://") as viewer:
        wait_for_pattern(viewer)
        screen.tap("F12")
        path = wait_for(lambda: glob.glob(viewer.home.name + "/*.png"), "the file is there")[0]
        with open(path, "rb") as file:
            head = file.read(24)
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", head[16:24]) == (640, 480)
        assert os.path.basename(path).startswith("test pattern ")


def test_close(screen):
    with Viewer(screen, "test://") as viewer:
        wait_for_pattern(viewer).ask_to_close()
        assert viewer.exit_code() == 0


run_on_screen(find_cases(globals(), sys.argv[1:]))
