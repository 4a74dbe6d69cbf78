#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The library as Python sees it: a session shows its pixels, asks, fails; values come and go.

Speaks TAP. Uses the test pattern, so no server is needed.
"""
import sys
import traceback

import gi

gi.require_version("Oriel", "1")
from gi.repository import Gio, GLib, Oriel  # noqa: E402

WHITE, YELLOW, BLACK = b"\xff\xff\xff\xff", b"\x00\xff\xff\xff", b"\x00\x00\x00\xff"


def connect(session):
    """Connects and waits; raises what connecting raises."""
    loop, outcome = GLib.MainLoop(), {}

    def on_done(source, result):
        try:
            source.connect_finish(result)
        except GLib.Error as error:
            outcome["error"] = error
        loop.quit()

    session.connect_async(None, on_done)
    loop.run()
    if "error" in outcome:
        raise outcome["error"]


def wait_for_display(session):
    """The first display, with its first picture."""
    loop, displays = GLib.MainLoop(), session.get_displays()
    displays.connect("items-changed", lambda *_: loop.quit())
    if displays.get_n_items() == 0:
        loop.run()
    display = displays.get_item(0)
    display.connect("damaged", lambda _: loop.quit())
    if display.get_framebuffer() is None:
        loop.run()
    return display


def expect_error(code, function, *arguments):
    try:
        function(*arguments)
    except GLib.Error as error:
        assert error.matches(Oriel.error_quark(), code), error
        assert error.message
        return error
    raise AssertionError("no error")


def new_session(uri):
    return Oriel.Session.new(Oriel.Target.new_from_uri(uri))


def test_screenshot():
    session = new_session("test://?size=640x480")
    assert session.get_state() == Oriel.SessionState.IDLE
    connect(session)
    assert session.props.state == Oriel.SessionState.CONNECTED
    display = wait_for_display(session)
    screen = display.get_framebuffer()
    assert (screen.get_width(), screen.get_height()) == (640, 480)
    pixels, stride = screen.dup_bytes().get_data(), screen.get_stride()
    assert len(pixels) == 480 * stride
    # eight bars: white first, yellow second, black last
    for row in 0, 240, 479:
        for column, colour in (0, WHITE), (79, WHITE), (80, YELLOW), (639, BLACK):
            at = row * stride + column * 4
            assert pixels[at:at + 4] == colour, (row, column, pixels[at:at + 4])
    damage = display.take_damage()
    area = damage.get_extents()
    assert (area.x, area.y, area.width, area.height) == (0, 0, 640, 480)
    assert display.take_damage().is_empty()
    session.disconnect()
    assert session.get_state() == Oriel.SessionState.CLOSED


def test_password():
    session, asked = new_session("test://?secret=open"), []

    def on_auth_requested(_, request):
        asked.append((request.get_needs(), request.get_retry()))
        request.answer(None, "open" if request.get_retry() else "wrong")

    session.connect("auth-requested", on_auth_requested)
    connect(session)
    needs = Oriel.Credentials.PASSWORD
    assert asked == [(needs, 0), (needs, 1)], asked
    session.disconnect()


def test_nobody_answers():
    session = new_session("test://?secret=open")
    expect_error(Oriel.Error.AUTH, connect, session)


def test_errors():
    expect_error(Oriel.Error.INVALID, Oriel.Target.new_from_uri, "vnc://")
    expect_error(Oriel.Error.NOT_SUPPORTED, Oriel.Target.new_from_uri, "gopher://host")
    expect_error(Oriel.Error.UNREACHABLE, connect, new_session("test://?fail=connect"))
    expect_error(Oriel.Error.INVALID, Oriel.Framebuffer.new, 0, 1)


def test_values():
    target = Oriel.Target.new_from_uri("vnc://user@host?port=5901&a=b")
    assert target.get_host() == "host" and target.get_port() == 5901
    assert target.get_parameter("a") == "b" and target.get_parameter("c") is None
    assert target.equal(Oriel.Target.new_from_uri(target.to_uri()))
    assert Oriel.Target.new_unix("vnc", "/run/x").get_path() == "/run/x"

    region, rect = Oriel.Region.new(), Oriel.Rect()
    rect.width = rect.height = 10
    region.add(rect)
    region.clip(5, 100)
    assert region.get_area() == 50 and region.get_rect(0).width == 5
    overlap, shared = rect.intersect(region.get_extents())
    assert overlap and (shared.width, shared.height) == (5, 10)

    cursor = Oriel.Cursor.new(2, 2, 1, 1, GLib.Bytes.new(bytes(16)))
    assert cursor.get_pixels().get_size() == 16 and not cursor.is_hidden()
    assert Oriel.Cursor.new_hidden().is_hidden()


def test_functions():
    assert Oriel.keymap_qnum_from_evdev(30) == 0x1e
    assert Oriel.keymap_keysym_from_unicode("€") == 0x20ac
    assert Oriel.keymap_name_from_keysym(0xffc8) == "F11"
    assert Oriel.keymap_name_from_keysym(1) is None
    assert Oriel.text_sanitize(b"a\x1bb\xff", 100) == "a\\x1bb\\xff"
    assert Oriel.guest_state_to_string(Oriel.GuestState.RUNNING)


def test_host():
    error = expect_error(Oriel.Error.INVALID, Oriel.Host.new, "nonsense")
    assert "nonsense" in error.message
    assert isinstance(new_session("test://").get_displays(), Gio.ListModel)


def main():
    tests = [(name, function) for name, function in globals().items() if name.startswith("test_")]
    failed = False
    print(f"1..{len(tests)}")
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except Exception:
            failed = True
            print(f"not ok {number} {name}")
            print("# " + traceback.format_exc().replace("\n", "\n# "), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
