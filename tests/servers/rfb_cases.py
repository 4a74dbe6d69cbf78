# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that misbehave, one a row: an id, what must come of it, words, and the script.

A script is a list of bytes to send and of steps (see rfb_steps.py). When it is over, the connection
stays open and what the client sends is read and forgotten.

What must come of it:
  ERROR     the session ends by itself, with an error
  SURVIVES  the session lives on: the bell at the end of the script is heard
  EITHER    both are right; the session can be ended at once
"""
import rfb_wire as w
from rfb_steps import CLOSE, DEAF, GREET, HANDSHAKE, REQUEST, RESET, drip, later, pause, pieces, repeat

ERROR, SURVIVES, EITHER = "error", "survives", "either"

NASTY = b"\x1b]52;c;aGFja2Vk\x07 \xff\xfe %n%s \xe2\x80\xae"
AFTER_TYPE_NONE = w.VERSION + w.types(1) + w.u32(0)
VENCRYPT = w.VERSION + w.types(19)
UP = (GREET, REQUEST)


def initial(**kwargs):
    """A greeting whose ServerInit is as told."""
    return (HANDSHAKE, w.server_init(**kwargs))


def format_of(**kwargs):
    return initial(pixels=w.pixel_format(**kwargs))


def tight(control, rest=b"", width=8, height=8):
    return w.update(w.rect(0, 0, width, height, w.TIGHT, bytes([control]) + rest))


def tight_png_in(width, height, place_width, place_height):
    """A picture where JPEG is expected; gvnc takes any kind."""
    picture = w.png(width, height)
    return tight(0x90, w.compact(len(picture)) + picture, place_width, place_height)


HANDSHAKES = [
    ("h01", ERROR, "says nothing"),
    ("h02", ERROR, "sends its version a byte every 1.5 s", drip(w.VERSION, 1.5)),
    ("h03", ERROR, "speaks version 999.999", b"RFB 999.999\n"),
    ("h04", ERROR, "is a web server", b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
    ("h05", ERROR, "offers 40 security types", w.VERSION, b"\x28" + b"\x01" * 40),
    ("h06", ERROR, "offers 255 security types", w.VERSION, b"\xff" + b"\x01" * 255),
    ("h07", ERROR, "refuses with a reason of 4 GiB", w.VERSION, b"\0" + w.u32(0xFFFFFFFF)),
    ("h08", ERROR, "fails with a reason that never comes", w.VERSION, w.types(1), w.u32(1, 2000)),
    ("h08b", ERROR, "fails with a reason cut short", w.VERSION, w.types(1), w.u32(1, 2000), CLOSE),
    ("h09", ERROR, "refuses with control characters", w.VERSION, b"\0" + w.text(NASTY), CLOSE),
    ("h10", ERROR, "has a name of 4 GiB", *initial(name_length=0xFFFFFFFF)),
    ("h11", ERROR, "has pixels of 248 bits, and sends RRE", *format_of(bpp=0xF8), REQUEST,
     w.update(w.rect(0, 0, 8, 8, w.RRE, w.u32(0) + b"A" * 31))),
    ("h12", ERROR, "has pixels of 255 bits", *format_of(bpp=0xFF)),
    ("h13", ERROR, "has pixels of 24 bits", *format_of(bpp=24)),
    ("h14", ERROR, "has pixels of 0 bits", *format_of(bpp=0, depth=0)),
    ("h15", ERROR, "has a depth above its bits", *format_of(bpp=16, depth=24)),
    ("h16", ERROR, "is 65535 pixels wide and high", *initial(width=0xFFFF, height=0xFFFF)),
    ("h17", ERROR, "is 0 pixels wide and high", *initial(width=0, height=0)),
    ("h18", ERROR, "offers 255 VeNCrypt types and sends none", VENCRYPT, b"\0\x02\0\xff"),
    ("h19", EITHER, "offers VeNCrypt Plain alone", VENCRYPT, b"\0\x02\0\x01" + w.u32(256)),
    ("h20", ERROR, "offers ARD with a zero modulus", w.VERSION, w.types(30),
     w.u16(2, 128) + bytes(256)),
    ("h21", ERROR, "closes after its version", w.VERSION, CLOSE),
    ("h22", ERROR, "refuses with a reason", w.VERSION, b"\0" + w.text("too many viewers"), CLOSE),
    ("h23", ERROR, "refuses every password, nastily", w.VERSION, w.types(2), bytes(16), w.u32(1),
     w.text(NASTY), CLOSE),
    ("h24", ERROR, "offers a type nobody knows", w.VERSION, w.types(99)),
    ("h25", ERROR, "never says what it shows", AFTER_TYPE_NONE),
    ("h26", ERROR, "stops in the middle of what it shows", AFTER_TYPE_NONE, w.u16(64, 64)),
    ("h27", EITHER, "has a colour map", *format_of(bpp=8, depth=8, true=0), REQUEST, w.BELL),
    ("h28", ERROR, "has colours of no range", *format_of(maxima=(0, 0, 0))),
    ("h29", ERROR, "shifts its colours by 200", *format_of(shifts=(200, 8, 0))),
    ("h30", SURVIVES, "has a nasty name", *initial(name=NASTY), REQUEST, w.BELL),
    ("h31", SURVIVES, "has a name with zero bytes", *initial(name=b"a\0b\0"), REQUEST, w.BELL),
    ("h32", ERROR, "speaks 3.3 with a type nobody knows", b"RFB 003.003\n", w.u32(0x99)),
    ("h33", ERROR, "answers TLS with letters", w.VERSION, w.types(18), b"A" * 4096),
    ("h34", ERROR, "begins VeNCrypt X509 and stops", VENCRYPT, b"\0\x02\0\x01" + w.u32(260), b"\1"),
    ("h35", ERROR, "offers MSLogon with a zero key", w.VERSION, w.types(0x71), bytes(24)),
    ("h36", ERROR, "offers SASL with mechanisms of 4 GiB", w.VERSION, w.types(20),
     w.u32(0xFFFFFFFF)),
    ("h37", SURVIVES, "sends single bytes", pieces(w.VERSION, w.types(1), w.u32(0),
                                                   w.server_init()), REQUEST, w.BELL),
    ("h38", ERROR, "closes at once", CLOSE),
    ("h39", ERROR, "resets at once", RESET),
    ("h40", ERROR, "sends letters for ever", w.VERSION, repeat(b"A" * 65536, 64)),
    ("h41", ERROR, "is 65535 pixels wide and 1 high", *initial(width=0xFFFF, height=1)),
    ("h42", ERROR, "is 16384 x 16384", *initial(width=16384, height=16384)),
]

RECTANGLES = [
    ("u01", ERROR, "draws outside", *UP, w.update(w.raw(50, 50, 100, 100))),
    ("u02", ERROR, "copies from outside", *UP,
     w.update(w.rect(0, 0, 64, 64, w.COPY_RECT, w.u16(1, 1)))),
    ("u03", ERROR, "RRE draws outside", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RRE, w.u32(1, 0, 0) + w.u16(60, 60, 65000, 65000)))),
    ("u04", ERROR, "hextile draws outside", *UP,
     w.update(w.rect(56, 56, 8, 8, w.HEXTILE, b"\x1a" + bytes(4) + b"\1" + bytes(4) + b"\xff\xff"))),
    ("u05", EITHER, "ZRLE of 4 GiB", *UP, w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.u32(0xFFFFFFFF)))),
    ("u06", EITHER, "ZRLE that swells to 256 MiB", *UP,
     later(lambda: w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.zrle(bytes(1 << 28)))))),
    ("u07", ERROR, "ZRLE of garbage", *UP,
     w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.text(b"\xa5" * 500)))),
    ("u08", ERROR, "ZRLE cut short", *UP,
     w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.zrle(bytes(4096))[:10])), CLOSE),
    ("u09", ERROR, "Tight JPEG of no bytes", *UP, tight(0x90, b"\0")),
    ("u10", EITHER, "Tight JPEG of a few bytes", *UP, tight(0x90, b"\4\xff\xd8\xff\xe0"), w.BELL),
    ("u10b", EITHER, "Tight picture smaller than its place", *UP, tight_png_in(8, 8, 64, 64), w.BELL),
    ("u10c", EITHER, "Tight picture less high than its place", *UP, tight_png_in(64, 8, 64, 64),
     w.BELL),
    ("u11", EITHER, "Tight picture of 400 million pixels in one", *UP,
     later(lambda: tight_png_in(20000, 20000, 1, 1))),
    ("u12", EITHER, "Tight filter nobody knows", *UP, tight(0x40, b"\x09" + b"\xa5" * 64)),
    ("u13", ERROR, "Tight control nobody knows", *UP, tight(0xF0)),
    ("u14", EITHER, "Tight gradient of garbage", *UP, tight(0x40, b"\2" + b"\x20" + b"\xa5" * 32)),
    ("u14b", EITHER, "Tight gradient of no width", *UP, tight(0x40, b"\2\0", 0, 8), w.BELL),
    ("u14c", ERROR, "Tight palette of 256 colours and garbage", *UP,
     tight(0x40, b"\1\xff" + bytes(768) + w.compact(64) + b"\xa5" * 64)),
    ("u15", ERROR, "cursor of 65535 x 65535", *UP,
     w.update(w.rect(0, 0, 0xFFFF, 0xFFFF, w.RICH_CURSOR, bytes(4096)))),
    ("u16", EITHER, "cursor of 32768 x 32768", *UP,
     w.update(w.rect(0, 0, 0x8000, 0x8000, w.RICH_CURSOR, bytes(4096)))),
    ("u17", EITHER, "two-colour cursor of 32768 x 32768", *UP,
     w.update(w.rect(0, 0, 0x8000, 0x8000, w.X_CURSOR, bytes(4096)))),
    ("u18", EITHER, "cursor whose hot spot is outside", *UP,
     w.update(w.rect(60000, 60000, 4, 4, w.RICH_CURSOR, bytes(4 * 16 + 4))), w.BELL),
    ("u19", SURVIVES, "cursor of no size", *UP,
     w.update(w.rect(0, 0, 0, 0, w.RICH_CURSOR)), w.BELL),
    ("u20", ERROR, "alpha cursor within an alpha cursor", *UP,
     w.update(w.rect(0, 0, 4, 4, w.ALPHA_CURSOR, w.u32(0xFFFFFFFF & w.ALPHA_CURSOR)))),
    ("u21", ERROR, "alpha cursor of 65535 x 65535", *UP,
     w.update(w.rect(0, 0, 0xFFFF, 0xFFFF, w.ALPHA_CURSOR, w.u32(0) + bytes(4096)))),
    ("u22", ERROR, "encoding nobody knows", *UP, w.update(w.rect(0, 0, 8, 8, 12345))),
    ("u23", ERROR, "message nobody knows", *UP, b"\xee"),
    ("u41", EITHER, "draws before it is asked", GREET, w.update(w.raw(0, 0, 64, 64)), w.BELL),
    ("u46", SURVIVES, "updates of no rectangles", *UP, repeat(w.update(), 1000), w.BELL),
    ("u47", SURVIVES, "last rectangle first", *UP,
     w.update(w.rect(0, 0, 0, 0, w.LAST_RECT), count=0xFFFF), w.BELL),
    ("u48", SURVIVES, "copies onto itself", *UP, w.update(w.raw(0, 0, 64, 64)),
     w.update(w.rect(1, 1, 63, 63, w.COPY_RECT, w.u16(0, 0))), w.BELL),
    ("u49", SURVIVES, "rectangles of no size", *UP,
     w.update(w.rect(0, 0, 0, 0, w.RAW), w.rect(64, 64, 0, 0, w.RAW)), w.BELL),
    ("u57", EITHER, "RRE of 4 billion rectangles, then silence", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RRE, w.u32(0xFFFFFFFF, 0)))),
    ("u58", ERROR, "draws in the old size after a resize", *UP,
     w.update(w.rect(0, 0, 16, 16, w.DESKTOP_SIZE), w.raw(0, 0, 64, 64))),
]

MESSAGES = [
    ("u24", EITHER, "clipboard of 4 GiB", *UP, w.cut_text(b"", 0xFFFFFFFF)),
    ("u25", EITHER, "five clipboards of 32 MiB", *UP,
     *[later(lambda: w.cut_text(b"x" * (32 << 20)))] * 5, w.BELL),
    ("u25b", SURVIVES, "clipboard of nasty bytes", *UP, w.cut_text(NASTY + b"\0\0"), w.BELL),
    ("u26", EITHER, "extended clipboard of no use", *UP, w.cut_text(b"\xa5" * 4, 0xFFFFFFFC)),
    ("u29", SURVIVES, "resizes 3000 times", *UP,
     repeat(w.update(w.rect(0, 0, 1, 1, w.DESKTOP_SIZE))
            + w.update(w.rect(0, 0, 640, 480, w.DESKTOP_SIZE)), 1500), w.BELL),
    ("u30", ERROR, "resizes to 65535 x 65535", *UP,
     w.update(w.rect(0, 0, 0xFFFF, 0xFFFF, w.DESKTOP_SIZE))),
    ("u30b", ERROR, "resizes to nothing", *UP, w.update(w.rect(0, 0, 0, 0, w.DESKTOP_SIZE))),
    ("u31", SURVIVES, "has 255 screens", *UP,
     w.update(w.rect(0, 0, 64, 64, w.EXTENDED_DESKTOP_SIZE, w.screens(255, 64, 64))), w.BELL),
    ("u31b", SURVIVES, "refuses a resize nobody asked for", *UP,
     w.update(w.rect(1, 1, 9999, 9999, w.EXTENDED_DESKTOP_SIZE, w.screens(1, 9999, 9999))), w.BELL),
    ("u32", EITHER, "stops in the middle of a picture", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RAW, bytes(1000)))),
    ("u34", EITHER, "never reads", *UP, w.update(w.raw(0, 0, 64, 64)), DEAF),
    ("u36", SURVIVES, "20 updates of 65535 empty rectangles", *UP,
     repeat(w.update(w.rect(0, 0, 0, 0, w.RAW) * 0xFFFF, count=0xFFFF), 20), w.BELL),
    ("u37", SURVIVES, "rings a million bells", *UP, repeat(w.BELL * 65536, 16), w.BELL),
    ("u38", EITHER, "sound with a pause in its middle", *UP,
     w.update(w.rect(0, 0, 0, 0, w.AUDIO)), w.audio(1), w.audio(2, w.u32(65536)), bytes(30000),
     pause(0.12), bytes(35536), w.BELL),
    ("u39", EITHER, "sound, then the end", *UP, w.update(w.rect(0, 0, 0, 0, w.AUDIO)), w.audio(1),
     w.audio(2, w.text(bytes(4096))), CLOSE),
    ("u40", EITHER, "sound nobody asked for", *UP, w.audio(1), w.audio(2, w.text(bytes(64))), w.BELL),
    ("u40b", EITHER, "sound of 4 GiB", *UP, w.update(w.rect(0, 0, 0, 0, w.AUDIO)), w.audio(1),
     w.audio(2, w.u32(0xFFFFFFFF))),
    ("u42", SURVIVES, "changes its name nastily", *UP,
     w.update(w.rect(0, 0, 0, 0, w.DESKTOP_NAME, w.text(NASTY))), w.BELL),
    ("u43", EITHER, "changes its name to one of 64 MiB", *UP,
     later(lambda: w.update(w.rect(0, 0, 0, 0, w.DESKTOP_NAME, w.text(b"n" * (64 << 20))))),
     w.BELL),
    ("u44", ERROR, "resets in the middle of a picture", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RAW, bytes(1000))), RESET),
    ("u45", ERROR, "closes when asked for a picture", *UP, CLOSE),
    ("u51", SURVIVES, "has locks nobody knows", *UP,
     *(w.update(w.rect(0, 0, 0, 0, w.LED_STATE, bytes([bits]))) for bits in (0, 7, 0xFF)), w.BELL),
    ("u52", SURVIVES, "changes the kind of pointer 1000 times", *UP,
     repeat(w.update(w.rect(0, 0, 64, 64, w.POINTER_CHANGE))
            + w.update(w.rect(7, 0, 64, 64, w.POINTER_CHANGE)), 500), w.BELL),
    ("u53", EITHER, "refuses power control nobody asked for", *UP, b"\xfa\0\x01\0", w.BELL),
    ("u54", EITHER, "sends a colour map", *UP, b"\1\0" + w.u16(0, 256) + bytes(1536), w.BELL),
    ("u55", EITHER, "changes to pixels of 255 bits", *UP,
     w.update(w.rect(0, 0, 64, 64, w.WMVI, w.pixel_format(bpp=0xFF, depth=0xFF)),
              w.rect(0, 0, 8, 8, w.RRE, w.u32(0) + b"A" * 31))),
    ("u56", EITHER, "a stream of nothing but 0xff", *UP, repeat(b"\xff" * 65536, 64)),
    ("u59", SURVIVES, "says its picture twice in every message", *UP,
     repeat(w.update(w.raw(0, 0, 64, 64), w.raw(0, 0, 64, 64)), 500), w.BELL),
]

# Servers that behave, for what surrounds the hostile ones.
HONEST = [
    ("good", SURVIVES, "behaves", *UP, w.update(w.raw(0, 0, 64, 64)), w.BELL),
    ("input", SURVIVES, "behaves, and counts what it is sent", *UP, w.update(w.raw(0, 0, 64, 64))),
    ("keys", SURVIVES, "behaves, and counts what it is sent, with key codes", *UP,
     w.update(w.rect(0, 0, 0, 0, w.EXTENDED_KEY)), w.update(w.raw(0, 0, 64, 64))),
]

HOSTILE = HANDSHAKES + RECTANGLES + MESSAGES
CASES = {row[0]: row for row in HOSTILE + HONEST}
