# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that misbehave, one a row: an id, what must come of it, words, and the script.

A script is a list of bytes to send and of steps (see rfb_steps.py). When it is over, the connection
stays open and what the client sends is read and forgotten.

What must come of it:
  ends(...)  the session ends by itself, with an error of that code that says that
  SURVIVES   the session lives on: the picture at the end of the script is seen, the bell heard
  WAITS      the session lives on in the middle of a picture: what is typed arrives meanwhile

What a library says is that of gvnc 1.3.1.
"""
import rfb_wire as w
from rfb_steps import (CLOSE, DEAF, GREET, HANDSHAKE, KEY, REFUSE_SIZE, REQUEST, RESET, TLS_HANDSHAKE, drip,
                       later, many, pause, pieces, repeat, requests)

SURVIVES, WAITS = ("survives", ""), ("waits", "")


def ends(code, saying):
    return (code, saying)


def broken(words):
    """By an error that gvnc found."""
    return ends("protocol", "The server broke the protocol: " + words)


def silent(step):
    return ends("timed-out", "did not answer within 10 seconds: it was to " + step)


def refused(words):
    return ends("unreachable", "The server refused the connection" + words)


def denied(words):
    return ends("auth", "The server refused the login" + words)


def unfit(width, height):
    return ends("protocol", f"has a screen of {width} x {height} pixels")


KEYLESS = ends("protocol", "encrypt the password with a key of nothing")
MISFIT = ends("protocol", "a picture of the wrong size")
LOST = ends("unreachable", "The server has closed the connection")
PROOF = w.update(w.raw(0, 0, 64, 64, 0x13579B)) + w.BELL
NASTY = b"\x1b]52;c;aGFja2Vk\x07 \xff\xfe %n%s \xe2\x80\xae"
NASTY_SHOWN = r": \x1b]52;c;aGFja2Vk\x07 \xff\xfe %n%s \xe2\x80\xae"
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


def tight_picture(picture, width, height):
    """A JPEG, or what is said to be one."""
    return tight(0x90, w.compact(len(picture)) + picture, width, height)


def answers(*updates):
    """A screen whose every request is answered, by one update."""
    steps = [GREET]
    for number, one in enumerate((w.update(w.raw(0, 0, 64, 64)), *updates), 1):
        steps += [requests(number), one]
    return (*steps, requests(len(updates) + 2))


HANDSHAKES = [
    ("h01", silent("greet"), "says nothing"),
    ("h02", silent("greet"), "sends its version a byte every 1.5 s", drip(w.VERSION, 1.5)),
    ("h03", silent("greet"), "speaks version 999.999", b"RFB 999.999\n"),
    ("h04", broken("Error while parsing server version"), "is a web server",
     b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
    ("h05", ends("protocol", "offers 40 ways to log in"), "offers 40 security types", w.VERSION,
     b"\x28" + b"\x01" * 40),
    ("h06", ends("protocol", "offers 255 ways to log in"), "offers 255 security types", w.VERSION,
     b"\xff" + b"\x01" * 255),
    ("h07", refused(""), "refuses with a reason of 4 GiB", w.VERSION, b"\0" + w.u32(0xFFFFFFFF)),
    ("h08", denied(""), "fails with a reason that never comes", w.VERSION, w.types(1),
     w.u32(1, 2000)),
    ("h08b", denied(""), "fails with a reason cut short", w.VERSION, w.types(1), w.u32(1, 2000),
     CLOSE),
    ("h09", refused(NASTY_SHOWN), "refuses with control characters", w.VERSION,
     b"\0" + w.text(NASTY), CLOSE),
    ("h10", broken("Name length 4294967295 too long"), "has a name of 4 GiB",
     *initial(name_length=0xFFFFFFFF)),
    ("h11", ends("protocol", "pixel format (248 bits"), "has pixels of 248 bits, and sends RRE",
     *format_of(bpp=0xF8), REQUEST, w.update(w.rect(0, 0, 8, 8, w.RRE, w.u32(0) + b"A" * 31))),
    ("h12", ends("protocol", "pixel format (255 bits"), "has pixels of 255 bits",
     *format_of(bpp=0xFF)),
    ("h13", ends("protocol", "pixel format (24 bits"), "has pixels of 24 bits", *format_of(bpp=24)),
    ("h14", ends("protocol", "pixel format (0 bits"), "has pixels of 0 bits",
     *format_of(bpp=0, depth=0)),
    ("h15", ends("protocol", "pixel format (16 bits, depth 24)"), "has a depth above its bits",
     *format_of(bpp=16, depth=24)),
    ("h16", unfit(0xFFFF, 0xFFFF), "is 65535 pixels wide and high",
     *initial(width=0xFFFF, height=0xFFFF)),
    ("h17", unfit(0, 0), "is 0 pixels wide and high", *initial(width=0, height=0)),
    ("h18", broken("Too many (255) auth types"), "offers 255 VeNCrypt types and sends none",
     VENCRYPT, b"\0\x02\0\xff"),
    ("h19", silent("begin the login"), "offers VeNCrypt Plain alone", VENCRYPT,
     b"\0\x02\0\x01" + w.u32(256)),
    ("h20", KEYLESS, "offers ARD with a zero modulus", w.VERSION,
     w.types(30), w.u16(2, 128) + bytes(256)),
    ("h20b", KEYLESS, "offers ARD with a modulus of no size", w.VERSION, w.types(30), w.u16(2, 0)),
    ("h21", ends("unreachable", "when it was to greet"), "closes after its version", w.VERSION,
     CLOSE),
    ("h22", refused(": too many viewers"), "refuses with a reason", w.VERSION,
     b"\0" + w.text("too many viewers"), CLOSE),
    ("h23", denied(NASTY_SHOWN), "refuses every password, nastily", w.VERSION, w.types(2),
     bytes(16), w.u32(1), w.text(NASTY), CLOSE),
    ("h24", ends("insecure", "type 99"), "offers a type nobody knows", w.VERSION, w.types(99)),
    ("h25", silent("accept the login and describe its screen"), "never says what it shows",
     AFTER_TYPE_NONE),
    ("h26", silent("accept the login and describe its screen"),
     "stops in the middle of what it shows", AFTER_TYPE_NONE, w.u16(64, 64)),
    ("h27", SURVIVES, "has a colour map", *format_of(bpp=8, depth=8, true=0), REQUEST, PROOF),
    ("h28", ends("protocol", "impossible pixel format"), "has colours of no range",
     *format_of(maxima=(0, 0, 0))),
    ("h29", ends("protocol", "impossible pixel format"), "shifts its colours by 200",
     *format_of(shifts=(200, 8, 0))),
    ("h30", SURVIVES, "has a nasty name", *initial(name=NASTY), REQUEST, PROOF),
    ("h31", SURVIVES, "has a name with zero bytes", *initial(name=b"a\0b\0"), REQUEST, PROOF),
    ("h32", ends("insecure", "type 153"), "speaks 3.3 with a type nobody knows", b"RFB 003.003\n",
     w.u32(0x99)),
    ("h33", broken("Failed to complete handshake"), "answers TLS with letters", w.VERSION,
     w.types(18), b"A" * 4096),
    ("h34", silent("begin the login"), "begins VeNCrypt X509 and stops", VENCRYPT,
     b"\0\x02\0\x01" + w.u32(260), b"\1"),
    ("h35", broken("Bad DH modulus value"), "offers MSLogon with a zero key", w.VERSION,
     w.types(0x71), bytes(24)),
    ("h36", denied(": mechlistlen 4294967295 too long"), "offers SASL with mechanisms of 4 GiB",
     w.VERSION, w.types(20), w.u32(0xFFFFFFFF)),
    ("h37", SURVIVES, "sends single bytes",
     pieces(w.VERSION, w.types(1), w.u32(0), w.server_init()), REQUEST, PROOF),
    ("h38", ends("unreachable", "when it was to greet"), "closes at once", CLOSE),
    ("h39", ends("unreachable", "when it was to greet"), "resets at once", RESET),
    ("h40", ends("protocol", "offers 65 ways to log in"), "sends letters for ever", w.VERSION,
     repeat(b"A" * 65536, 64)),
    ("h41", unfit(0xFFFF, 1), "is 65535 pixels wide and 1 high", *initial(width=0xFFFF, height=1)),
    ("h42", unfit(16384, 16384), "is 16384 x 16384", *initial(width=16384, height=16384)),
]

RECTANGLES = [
    ("u01", broken("Framebuffer update 100x100 at 50,50 outside boundary"), "draws outside", *UP,
     w.update(w.raw(50, 50, 100, 100))),
    ("u02", broken("Framebuffer update 64x64 at 1,1 outside boundary"), "copies from outside", *UP,
     w.update(w.rect(0, 0, 64, 64, w.COPY_RECT, w.u16(1, 1)))),
    ("u03", broken("Framebuffer update 65000x65000 at 60,60 outside boundary"),
     "RRE draws outside", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RRE, w.u32(1, 0, 0) + w.u16(60, 60, 65000, 65000)))),
    ("u04", broken("Framebuffer update 16x16 at 71,71 outside boundary"),
     "hextile draws outside", *UP,
     w.update(w.rect(56, 56, 8, 8, w.HEXTILE,
                     b"\x1a" + bytes(4) + b"\1" + bytes(4) + b"\xff\xff"))),
    ("u05", ends("protocol", "sent 4294967295 bytes for a picture of 64 x 64"), "ZRLE of 4 GiB",
     *UP, w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.u32(0xFFFFFFFF)))),
    ("u06", ends("protocol", "sent 262144 bytes for a picture of 64 x 64 pixels"),
     "ZRLE of 256 KiB", *UP, w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.u32(1 << 18)))),
    ("u06b", SURVIVES, "ZRLE that swells to 32 MiB", *UP,
     later(lambda: w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.zrle(bytes(1 << 25))))), PROOF),
    ("u07", broken("Failure decompressing data"), "ZRLE of garbage", *UP,
     w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.text(b"\xa5" * 500)))),
    ("u08", LOST, "ZRLE cut short", *UP,
     w.update(w.rect(0, 0, 64, 64, w.ZRLE, w.zrle(bytes(4096))[:10])), CLOSE),
    ("u09", broken("Unable to decode jpeg data"), "Tight JPEG of no bytes", *UP,
     tight(0x90, b"\0")),
    ("u10", ends("protocol", "a JPEG that cannot be drawn"), "Tight JPEG of a few bytes", *UP,
     tight(0x90, b"\4\xff\xd8\xff\xe0")),
    ("u10b", broken("Unable to decode jpeg data"), "Tight picture that is no JPEG", *UP,
     tight_picture(w.png(64, 64), 64, 64)),
    ("u10c", MISFIT, "Tight JPEG smaller than its place", *UP, tight_picture(w.jpeg(8, 8), 64, 64)),
    ("u10d", MISFIT, "Tight JPEG less high than its place", *UP,
     tight_picture(w.jpeg(64, 8), 64, 64)),
    ("u10e", MISFIT, "Tight JPEG larger than its place", *UP, tight_picture(w.jpeg(64, 64), 8, 8)),
    ("u10f", SURVIVES, "Tight JPEG of its place", *UP, tight_picture(w.jpeg(64, 64), 64, 64),
     PROOF),
    ("u11", broken("Unable to decode jpeg data"), "Tight picture of 400 million pixels in one",
     *UP, later(lambda: tight_picture(w.png(20000, 20000), 1, 1))),
    ("u11b", broken("Unable to decode jpeg data"), "Tight JPEG of 400 million pixels in one", *UP,
     later(lambda: tight_picture(w.jpeg(20000, 20000), 1, 1))),
    ("u12", broken("Unexpected tight filter id 9"), "Tight filter nobody knows", *UP,
     tight(0x40, b"\x09" + w.compact(64) + b"\xa5" * 64)),
    ("u13", broken("Unexpected tight ccontrol 15"), "Tight control nobody knows", *UP, tight(0xF0)),
    ("u14", broken("Failure decompressing data"), "Tight gradient of garbage", *UP,
     tight(0x40, b"\2" + b"\x20" + b"\xa5" * 32)),
    ("u14b", SURVIVES, "Tight gradient of no width", *UP, tight(0x40, b"\2", 0, 8), PROOF),
    ("u14c", broken("Failure decompressing data"), "Tight palette of 256 colours and garbage",
     *UP, tight(0x40, b"\1\xff" + bytes(768) + w.compact(64) + b"\xa5" * 64)),
    ("u15", ends("protocol", "a cursor of 65535 x 65535"), "cursor of 65535 x 65535", *UP,
     w.update(w.rect(0, 0, 0xFFFF, 0xFFFF, w.RICH_CURSOR, bytes(4096)))),
    # Where rectangles begin is not known any more behind hextile, so gvnc gets it, and gives up.
    ("u15b", ends("protocol", "gave up on what the server sent: failed to allocate"),
     "cursor of 65535 x 65535 behind hextile", *UP,
     w.update(w.rect(0, 0, 8, 8, w.HEXTILE, b"\2" + bytes(4)),
              w.rect(0, 0, 0xFFFF, 0xFFFF, w.RICH_CURSOR, bytes(4096)))),
    ("u16", ends("protocol", "a cursor of 32768 x 32768"), "cursor of 32768 x 32768", *UP,
     w.update(w.rect(0, 0, 0x8000, 0x8000, w.RICH_CURSOR, bytes(4096)))),
    ("u17", ends("protocol", "a cursor of 32768 x 32768"), "two-colour cursor of 32768 x 32768",
     *UP, w.update(w.rect(0, 0, 0x8000, 0x8000, w.X_CURSOR, bytes(4096)))),
    ("u18", SURVIVES, "cursor whose hot spot is outside", *UP,
     w.update(w.rect(60000, 60000, 4, 4, w.RICH_CURSOR, bytes(4 * 16 + 4))), PROOF),
    ("u19", SURVIVES, "cursor of no size", *UP, w.update(w.rect(0, 0, 0, 0, w.RICH_CURSOR)), PROOF),
    ("u20", broken("Unsupported encoding 4294966982 for alpha cursor"),
     "alpha cursor within an alpha cursor", *UP,
     w.update(w.rect(0, 0, 4, 4, w.ALPHA_CURSOR, w.u32(0xFFFFFFFF & w.ALPHA_CURSOR)))),
    ("u21", ends("protocol", "a cursor of 65535 x 65535"), "alpha cursor of 65535 x 65535", *UP,
     w.update(w.rect(0, 0, 0xFFFF, 0xFFFF, w.ALPHA_CURSOR, w.u32(0) + bytes(4096)))),
    ("u22", broken("Received an unknown encoding type: 12345"), "encoding nobody knows", *UP,
     w.update(w.rect(0, 0, 8, 8, 12345))),
    ("u23", broken("Received an unknown message: 238"), "message nobody knows", *UP, b"\xee"),
    ("u41", SURVIVES, "draws before it is asked", GREET, w.update(w.raw(0, 0, 64, 64)), PROOF),
    ("u46", SURVIVES, "updates of no rectangles", *UP, repeat(w.update(), 1000), PROOF),
    ("u47", SURVIVES, "last rectangle first", *UP,
     w.update(w.rect(0, 0, 0, 0, w.LAST_RECT), count=0xFFFF), PROOF),
    ("u48", SURVIVES, "copies onto itself", *UP, w.update(w.raw(0, 0, 64, 64)),
     w.update(w.rect(1, 1, 63, 63, w.COPY_RECT, w.u16(0, 0))), PROOF),
    ("u49", SURVIVES, "rectangles of no size", *UP,
     w.update(w.rect(0, 0, 0, 0, w.RAW), w.rect(64, 64, 0, 0, w.RAW)), PROOF),
    ("u57", WAITS, "RRE of 4 billion rectangles, then silence", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RRE, w.u32(0xFFFFFFFF, 0)))),
    ("u58", broken("Framebuffer update 64x64 at 0,0 outside boundary 16x16"),
     "draws in the old size after a resize",
     *UP, w.update(w.rect(0, 0, 16, 16, w.DESKTOP_SIZE), w.raw(0, 0, 64, 64))),
    ("u60", SURVIVES, "answers with no rectangles", *answers(*[w.update()] * 9), PROOF),
    ("u60b", SURVIVES, "answers with the last rectangle",
     *answers(*[w.update(w.rect(0, 0, 0, 0, w.LAST_RECT), count=0xFFFF)] * 9), PROOF),
    ("u60c", SURVIVES, "answers with all but a picture",
     *answers(*[w.update(w.rect(0, 0, 0, 0, w.DESKTOP_NAME, w.text(b"same"))),
                w.update(w.rect(0, 0, 0, 0, w.LED_STATE, b"\0")),
                w.update(w.rect(0, 0, 0, 0, w.RICH_CURSOR)),
                w.update(w.rect(0, 0, 64, 64, w.EXTENDED_DESKTOP_SIZE, w.screens(1, 64, 64)))] * 3),
     PROOF),
]

MESSAGES = [
    ("u24", broken("Cut text length 4294967295"), "clipboard of 4 GiB", *UP,
     w.cut_text(b"", 0xFFFFFFFF)),
    ("u25", SURVIVES, "two clipboards of 32 MiB", *UP,
     *(w.cut_text(b"", 32 << 20), many(b"x", 32 << 20)) * 2, PROOF),
    ("u25b", SURVIVES, "clipboard of nasty bytes", *UP, w.cut_text(NASTY + b"\0\0"), PROOF),
    ("u26", broken("Cut text length 4294967292"), "extended clipboard of no use", *UP,
     w.cut_text(b"\xa5" * 4, 0xFFFFFFFC)),
    ("u29", SURVIVES, "resizes 3000 times", *UP,
     repeat(w.update(w.rect(0, 0, 1, 1, w.DESKTOP_SIZE))
            + w.update(w.rect(0, 0, 640, 480, w.DESKTOP_SIZE)), 1500),
     PROOF),
    ("u30", unfit(0xFFFF, 0xFFFF), "resizes to 65535 x 65535", *UP,
     w.update(w.rect(0, 0, 0xFFFF, 0xFFFF, w.DESKTOP_SIZE))),
    ("u30b", unfit(0, 0), "resizes to nothing", *UP, w.update(w.rect(0, 0, 0, 0, w.DESKTOP_SIZE))),
    ("u31", SURVIVES, "has 255 screens", *UP,
     w.update(w.rect(0, 0, 64, 64, w.EXTENDED_DESKTOP_SIZE, w.screens(255, 64, 64))), PROOF),
    ("u31b", SURVIVES, "refuses a resize nobody asked for", *UP,
     w.update(w.rect(1, 1, 9999, 9999, w.EXTENDED_DESKTOP_SIZE, w.screens(1, 9999, 9999))), PROOF),
    ("u32", WAITS, "stops in the middle of a picture", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RAW, bytes(1000)))),
    ("u34", SURVIVES, "never reads", *UP, DEAF, PROOF),
    ("u36", SURVIVES, "8 updates of 65535 empty rectangles", *UP,
     repeat(w.update(w.rect(0, 0, 0, 0, w.RAW) * 0xFFFF, count=0xFFFF), 8), PROOF),
    ("u37", SURVIVES, "rings a million bells", *UP, repeat(w.BELL * 65536, 16), PROOF),
    ("u38", broken("No audio sink"), "sound with a pause in its middle", *UP,
     w.update(w.rect(0, 0, 0, 0, w.AUDIO)), w.audio(1), w.audio(2, w.u32(65536)), bytes(30000),
     pause(0.12), bytes(35536)),
    ("u39", broken("No audio sink"), "sound, then the end", *UP,
     w.update(w.rect(0, 0, 0, 0, w.AUDIO)), w.audio(1), w.audio(2, w.text(bytes(4096))), CLOSE),
    ("u40", broken("No audio sink"), "sound nobody asked for", *UP, w.audio(1),
     w.audio(2, w.text(bytes(64)))),
    ("u40b", broken("No audio sink"), "sound of 4 GiB", *UP,
     w.update(w.rect(0, 0, 0, 0, w.AUDIO)), w.audio(1), w.audio(2, w.u32(0xFFFFFFFF))),
    ("u42", SURVIVES, "changes its name nastily", *UP,
     w.update(w.rect(0, 0, 0, 0, w.DESKTOP_NAME, w.text(NASTY))), PROOF),
    ("u43", broken("Name length 67108864 too long"), "changes its name to one of 64 MiB", *UP,
     w.update(w.rect(0, 0, 0, 0, w.DESKTOP_NAME, w.u32(64 << 20))), many(b"n", 64 << 20)),
    ("u44", LOST, "resets in the middle of a picture", *UP,
     w.update(w.rect(0, 0, 64, 64, w.RAW, bytes(1000))), RESET),
    ("u45", LOST, "closes when asked for a picture", *UP, CLOSE),
    ("u51", SURVIVES, "has locks nobody knows", *UP,
     *(w.update(w.rect(0, 0, 0, 0, w.LED_STATE, bytes([bits]))) for bits in (0, 7, 0xFF)), PROOF),
    ("u52", SURVIVES, "changes the kind of pointer 1000 times", *UP,
     repeat(w.update(w.rect(0, 0, 64, 64, w.POINTER_CHANGE))
            + w.update(w.rect(7, 0, 64, 64, w.POINTER_CHANGE)), 500),
     PROOF),
    ("u53", SURVIVES, "refuses power control nobody asked for", *UP, b"\xfa\0\x01\0", PROOF),
    ("u54", broken("Got color map entries"), "sends a colour map", *UP,
     b"\1\0" + w.u16(0, 256) + bytes(1536)),
    ("u55", ends("protocol", "changed its pixel format"), "changes to pixels of 255 bits", *UP,
     w.update(w.rect(0, 0, 64, 64, w.WMVI, w.pixel_format(bpp=0xFF, depth=0xFF)),
              w.rect(0, 0, 8, 8, w.RRE, w.u32(0) + b"A" * 31))),
    ("u56", broken("Received an unknown QEMU message: 255"), "a stream of nothing but 0xff", *UP,
     repeat(b"\xff" * 65536, 64)),
    ("u59", SURVIVES, "says its picture twice in every message", *UP,
     repeat(w.update(w.raw(0, 0, 64, 64), w.raw(0, 0, 64, 64)), 500), PROOF),
]

# Servers that behave, for what surrounds the hostile ones.
HONEST = [
    ("good", SURVIVES, "behaves", *UP, w.update(w.raw(0, 0, 64, 64)), w.BELL),
    ("input", SURVIVES, "behaves, and counts what it is sent", *UP, w.update(w.raw(0, 0, 64, 64))),
    ("keys", SURVIVES, "behaves, and counts what it is sent, with key codes", *UP,
     w.update(w.rect(0, 0, 0, 0, w.EXTENDED_KEY)), w.update(w.raw(0, 0, 64, 64))),
]

# Servers that have what gvnc drops. The second needs a certificate.
SIZES = (REQUEST, w.update(w.rect(0, 0, 64, 64, w.EXTENDED_DESKTOP_SIZE, w.screens(1, 64, 64)),
                           w.raw(0, 0, 64, 64)), REFUSE_SIZE, PROOF)
HONEST += [
    ("refuse", SURVIVES, "refuses another size, and repeats it", GREET, *SIZES),
    ("refuse-tls", SURVIVES, "does so under TLS", TLS_HANDSHAKE, w.server_init(), *SIZES),
]

# Servers that are waited for, with and without TLS: one that goes on with its picture when it has
# a key, and one that answers each request, the first three with nothing.
HALF = (REQUEST, w.update(w.raw(0, 0, 64, 64)), requests(2), PROOF[:5000], KEY, PROOF[5000:])
NOTHING = (REQUEST, w.update(), requests(2), w.update(), requests(3),
           w.update(w.rect(0, 0, 0, 0, w.LAST_RECT), count=0xFFFF), requests(4), PROOF)
HONEST += [
    ("half", SURVIVES, "sends half a picture", GREET, *HALF),
    ("half-tls", SURVIVES, "does so under TLS", TLS_HANDSHAKE, w.server_init(), *HALF),
    ("nothing", SURVIVES, "answers with nothing", GREET, *NOTHING),
    ("nothing-tls", SURVIVES, "does so under TLS", TLS_HANDSHAKE, w.server_init(), *NOTHING),
]

HOSTILE = HANDSHAKES + RECTANGLES + MESSAGES
CASES = {row[0]: row for row in HOSTILE + HONEST}
