# SPDX-License-Identifier: LGPL-2.1-or-later
"""SPICE servers that misbehave, one a row: an id, what must come of it, words, and the script.

A script is a list of steps (spice_steps.py). When it is over, the connections stay open and what
the client sends is read and forgotten.

What must come of it:
  ends(...)  the session ends by itself, with an error of that code that says that
  SURVIVES   the session lives on: the picture at the end of the script is seen
  OVERREADS  as SURVIVES, but the library reads beyond what was sent, which sanitizers do not let it
  WAITS      the session lives on, for a picture that never comes: what is typed arrives

What a library says is that of spice-client-glib 0.42.
"""
import rfb_wire
import spice_wire as w
from spice_steps import (CHANNELS, CLOSE, GREET, GREETING, IGNORE_OTHERS, LINK, PROOF, REFUSE,
                         RESET, TICKET, UP, close_channel, cursor, display, drip, flood, main,
                         many, on, play, raw, repeat, sync)

SURVIVES, OVERREADS, WAITS = ("survives", ""), ("overreads", ""), ("waits", "")


def ends(code, saying):
    return (code, saying)


def silent(step):
    return ends("timed-out", f"the server did not {step} within 10 seconds")


def gave_up(words=""):
    return ends("protocol", "the library gave up on what the server sent" + words)


def unfit(width, height):
    return ends("protocol", f"has a screen of {width} x {height} pixels")


# By a signal, or, where sanitizers look at it, with a status.
CRASHES = ends("died", "the session process ")
STUCK = ends("timed-out", "the session is stuck on what the server sent")
NO_SPICE = ends("protocol", "does not speak SPICE")
GONE = ends("unreachable", "the server closed the connection")
NO_SCREEN = ends("unreachable", "the server closed the channel of the guest's screen and no other")
NASTY = b"\x1b]52;c;aGFja2Vk\x07 \xff\xfe %n%s \xe2\x80\xae"
GARBAGE = b"\xa5" * 500


def picture(kind, data, **kwargs):
    return display(w.copy(w.image(kind, data, **kwargs)))


def mjpeg(frame):
    """A frame that is shown at once: it is for 100 ms after the clock was set."""
    return (main(w.message(106, w.u32(1000))), sync(w.MAIN),
            display(w.stream_create(), w.stream_data(frame, time=1100)))


def link_error(number, outcome):
    return (f"k2{number}", outcome, f"refuses the link with error {number}", GREETING,
            raw(w.link_reply(error=number)))


def reply(number, outcome, words, **kwargs):
    return (f"k{number}", outcome, words, GREETING, raw(w.link_reply(**kwargs)))


LINKS = [
    ("k01", silent("greet"), "says nothing"),
    ("k02", silent("greet"), "sends its reply a byte every 1.5 s", GREETING,
     drip(w.link_reply(), 1.5)),
    reply("03", NO_SPICE, "has the wrong magic", magic=b"RFB "),
    ("k04", NO_SPICE, "is a web server", raw(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
    reply("05", NO_SPICE, "speaks version 1", version=(1, 0)),
    reply("06", NO_SPICE, "speaks version 4294967295", version=(0xFFFFFFFF, 0xFFFFFFFF)),
    ("k07", gave_up(), "announces a reply of 4 GiB", GREETING,
     raw(b"REDQ" + w.u32(2, 2, 0xFFFFFFFF), bytes(1 << 20))),
    ("k08", silent("greet"), "announces a reply of 512 MiB", GREETING,
     raw(b"REDQ" + w.u32(2, 2, 1 << 29), bytes(1 << 20))),
    reply("09", NO_SPICE, "announces a reply of no bytes", size=0),
    reply("10", NO_SPICE, "has capabilities of 4 GiB", counts=(0x40000000, 0xC0000001)),
    reply("11", NO_SPICE, "has capabilities outside of its reply", offset=0x7FFFFFFF),
    reply("12", NO_SPICE, "has capabilities before its reply", offset=0xFFFFFFF0),
    reply("13", NO_SPICE, "has a key of letters", key=b"A" * 162),
    reply("14", NO_SPICE, "knows no way to log in", common=(w.AUTH_SELECTION | w.MINI_HEADER,)),
    reply("15", silent("greet"), "has 400000 capabilities, SASL among them",
          common=(0xFFFFFFFF,) * 200000, channel=(0xFFFFFFFF,) * 200000),
    ("k16", NO_SPICE, "closes at once", CLOSE),
    ("k17", NO_SPICE, "resets at once", RESET),
    ("k18", NO_SPICE, "closes within its reply", GREETING, raw(w.link_reply()[:100]), CLOSE),
    ("k19", silent("greet"), "never answers the login", GREETING, TICKET),
    ("k20a", NO_SPICE, "closes at the login", GREETING, TICKET, CLOSE),
    ("k20b", NO_SPICE, "answers the login with a byte", GREETING, TICKET, raw(b"\0"), CLOSE),
    *(link_error(number, ends("protocol", f"refused the connection (reason {number})"))
      for number in (1, 2, 3, 8, 9, 4294967295)),
    link_error(4, ends("protocol", "speaks another version of SPICE")),
    link_error(5, ends("insecure", "TLS is wanted")),
    link_error(6, ends("insecure", "wants to be spoken to without TLS")),
    link_error(7, ends("auth", "permission denied")),
    ("k30", ends("auth", "refused the login"), "refuses every login", REFUSE),
    ("k31", silent("show a screen"), "says nothing after the login", LINK),
    ("k32", NO_SPICE, "sends letters for ever", GREETING, raw(b"A" * (4 << 20))),
]

MAIN = [
    ("m01", GONE, "closes after the login", LINK, CLOSE),
    ("m02", silent("show a screen"), "has no channels", LINK,
     main(w.main_init(), w.channels_list())),
    ("m03", silent("show a screen"), "counts 4 billion channels", LINK,
     main(w.main_init(), w.channels_list(count=0xFFFFFFFF))),
    ("m04", SURVIVES, "has channels nobody knows", LINK,
     main(w.main_init(), w.channels_list(*((kind, 0) for kind in range(12, 256)), (2, 0), (3, 0))),
     PROOF),
    ("m05", SURVIVES, "has each channel five times", LINK,
     main(w.main_init(), w.channels_list(*((2, 0), (3, 0), (4, 0)) * 5)), PROOF),
    ("m06", ends("protocol", ""), "has 2000 displays", LINK,
     main(w.main_init(), w.channels_list(*((2, n % 256) for n in range(2000)))), PROOF),
    ("m07", ends("protocol", ""), "has 65535 channels of all kinds", LINK,
     main(w.main_init(), w.channels_list(*((n % 256, n // 256) for n in range(65535)))), PROOF),
    ("m08", silent("show a screen"), "shows its screen to nobody", LINK, IGNORE_OTHERS,
     main(w.main_init(), CHANNELS)),
    ("m09", SURVIVES, "has main channels within main channels", LINK,
     main(w.main_init(), w.channels_list((1, 0), (1, 1), (1, 2), (2, 0))), PROOF),
    ("m10", SURVIVES, "begins twice", *UP, main(w.main_init(), CHANNELS), PROOF),
    ("m11", gave_up(), "sends a message of 4 GiB", *UP, main(w.message(113, b"", 0xFFFFFFFF))),
    ("m12", gave_up(), "sends a message of 2 GiB", *UP, main(w.message(113, b"", 0x7FFFFFFF))),
    ("m13", SURVIVES, "sends messages nobody knows", *UP,
     main(*(w.message(kind, GARBAGE) for kind in (0, 9, 99, 130, 65535))), PROOF),
    ("m14", SURVIVES, "sends every message without its content", *UP,
     main(*(w.message(kind) for kind in (2, 3, 4, 5, 7, 103, 104, 105, 106, 108, 109, 110, 113, 114,
                                         115))), PROOF),
    ("m15", SURVIVES, "has a nasty name", *UP, main(w.name(NASTY + b"\0")), PROOF),
    ("m16", SURVIVES, "has a name of 4 GiB that does not come", *UP,
     main(w.name(b"short\0", 0xFFFFFFFF)), PROOF),
    ("m17", SURVIVES, "has a name of 64 MiB", *UP,
     main(w.message(113, w.u32((64 << 20) + 1), 4 + (64 << 20) + 1)),
     many(w.MAIN, b"n", 64 << 20), main(b"\0"), PROOF),
    ("m18", OVERREADS, "has a name without an end", *UP, main(w.name(b"endless")), PROOF),
    ("m19", SURVIVES, "notifies nastily", *UP,
     main(w.notify(NASTY), w.notify(NASTY, 0xFFFFFFFF), w.notify(b"", 0)), PROOF),
    ("m20", SURVIVES, "has modes of the pointer nobody knows", *UP,
     main(*(w.mouse_mode(*modes) for modes in ((0, 0), (3, 3), (0xFFFF, 0x8000), (1, 2)))), PROOF),
    ("m21", SURVIVES, "changes the mode of the pointer 2000 times", *UP,
     repeat(w.MAIN, w.mouse_mode(3, 1) + w.mouse_mode(3, 2), 1000), PROOF),
    ("m22", SURVIVES, "pings 100000 times", *UP, repeat(w.MAIN, w.ping() * 10000, 10), PROOF),
    ("m23", SURVIVES, "pings with 16 MiB", *UP,
     *(main(w.message(4, w.u32(1) + w.u64(0), 12 + (16 << 20))),
       many(w.MAIN, b"\0", 16 << 20)) * 4, PROOF),
    ("m24", SURVIVES, "wants an acknowledgement of every message", *UP,
     main(w.message(3, w.u32(1, 1)), w.message(3, w.u32(2, 0)), w.message(3, w.u32(3, 1))),
     repeat(w.MAIN, w.ping() * 100, 10), PROOF),
    ("m25", CRASHES, "has a sub-message that lies outside", *UP,
     main(w.message(8, w.u16(1) + w.u32(0x7FFFFFFF)))),
    ("m25b", SURVIVES, "has a sub-message of 4 GiB", *UP,
     main(w.message(8, w.u16(1) + w.u32(6) + w.message(113, b"", 0xFFFFFFFF))), PROOF),
    ("m26", SURVIVES, "waits for a channel that never comes", *UP,
     main(w.wait_for((2, 9, 1 << 40))), PROOF),
    ("m27", SURVIVES, "says that it disconnects, and stays", *UP,
     main(w.message(6, w.u64(0) + w.u32(1))), PROOF),
    ("m28", GONE, "says that it disconnects, and does", *UP,
     main(w.message(6, w.u64(0) + w.u32(1))), CLOSE),
    ("m29", GONE, "resets in the middle of a message", *UP, main(w.message(113, b"", 1000)), RESET),
]

AGENT_UP = main(w.message(115, w.u32(10)))
# All it can be asked for: every bit of a message that announces capabilities.
AGENT_ABLE = main(w.agent(6, w.u32(1, 0xFFFFFFFF)))

AGENT = [
    ("a01", SURVIVES, "agent gives 4 billion tokens, twice", *UP,
     main(w.message(115, w.u32(0xFFFFFFFF)), w.message(110, w.u32(0xFFFFFFFF)) * 2), PROOF),
    ("a02", gave_up(), "agent announces a message of 4 GiB", *UP, AGENT_UP,
     main(w.agent(4, b"", 0xFFFFFFFF))),
    ("a03", SURVIVES, "agent announces a message of 256 MiB", *UP, AGENT_UP,
     main(w.agent(4, b"", 1 << 28)), PROOF),
    ("a04", SURVIVES, "agent's clipboard is shorter than its head", *UP, AGENT_UP, AGENT_ABLE,
     main(w.agent(4, b"\0\0\0\0"), w.agent(7, b"\0\0"), w.agent(8, b"\0"), w.agent(9, b"")), PROOF),
    ("a05", SURVIVES, "agent's messages are of no bytes", *UP, AGENT_UP,
     main(*(w.agent(kind, b"") for kind in range(20))), PROOF),
    ("a06", SURVIVES, "agent's chunks are shorter than a head", *UP, AGENT_UP,
     main(w.message(109, b"abc"), w.message(109, b"")), PROOF),
    ("a07", SURVIVES, "agent speaks another protocol", *UP, AGENT_UP,
     main(w.message(109, w.u32(99, 4) + w.u64(0) + w.u32(4, 0))), PROOF),
    ("a08", SURVIVES, "agent offers a clipboard of 100000 types", *UP, AGENT_UP, AGENT_ABLE,
     main(w.agent(7, w.u32(0, *range(100000)))), PROOF),
    ("a09", SURVIVES, "agent tells of files nobody sent", *UP, AGENT_UP, AGENT_ABLE,
     main(*(w.agent(11, w.u32(number, result)) for number in (0, 1, 0xFFFFFFFF)
            for result in (0, 1, 2, 3, 4, 5, 99)), w.agent(11, b""), w.agent(12, GARBAGE)), PROOF),
    ("a10", SURVIVES, "agent comes and goes 1000 times", *UP,
     repeat(w.MAIN, w.message(107) + w.message(108, w.u32(0)), 1000), PROOF),
    ("a11", SURVIVES, "agent sends garbage that is whole", *UP, AGENT_UP,
     main(*(w.agent(kind, GARBAGE) for kind in range(20))), PROOF),
]

STRANGE_HOSTS = (b"/etc/passwd\0", b"unix:/tmp/x\0", b"a\nb\0", NASTY + b"\0", b"\0", b"-oProxy\0",
                 b"no zero")

MIGRATION = [
    (f"g0{number}", SURVIVES, f"moves to {host!r}".replace("\\", "/"), *UP,
     main(w.message(101, w.destination(host, 1))), PROOF)
    for number, host in enumerate(STRANGE_HOSTS, 1)
] + [
    ("g08", SURVIVES, "moves to a host whose name is outside", *UP,
     main(w.message(101, w.u16(1, 0) + w.u32(0xFFFFFFFF, 0xFFFFFF00, 4, 0x7FFFFFFF))), PROOF),
    ("g09", SURVIVES, "moves without ports", *UP,
     main(w.message(101, w.destination(b"127.0.0.1\0", 0, 0))), PROOF),
    ("g10", SURVIVES, "moves 50 times to where nobody is", *UP,
     repeat(w.MAIN, w.message(101, w.destination(b"127.0.0.1\0", 1)) + w.message(102), 50), PROOF),
    ("g11", SURVIVES, "has moved without saying so before", *UP, main(w.message(112)), PROOF),
    ("g12", SURVIVES, "migrates every channel at once", *UP, main(w.message(1, w.u32(3))), PROOF),
    ("g13", ends("unreachable", "the guest has moved to another server"), "switches to a file", *UP,
     main(w.message(111, w.destination(b"/etc/passwd\0", 1)))),
    ("g14", SURVIVES, "moves as a whole to where nobody is", *UP,
     main(w.message(116, w.destination(b"127.0.0.1\0", 1, tail=w.u32(1)))), PROOF),
]

SURFACES = [
    ("s01", unfit(0, 0), "is 0 pixels wide and high", *GREET, display(w.surface_create(0, 0, 0))),
    ("s02", gave_up(": cannot take"), "is 65535 pixels wide and high", *GREET,
     display(w.surface_create(0, 0xFFFF, 0xFFFF))),
    ("s03", CRASHES, "is 32768 pixels wide and high", *GREET,
     display(w.surface_create(0, 0x8000, 0x8000))),
    ("s04", unfit(-1, -1), "is 4294967295 pixels wide and high", *GREET,
     display(w.surface_create(0, 0xFFFFFFFF, 0xFFFFFFFF))),
    ("s05", unfit(0x40000001, 1), "is so wide that its size is 4 bytes", *GREET,
     display(w.surface_create(0, 0x40000001, 1))),
    ("s06", unfit(16385, 16), "is a little too wide", *GREET,
     display(w.surface_create(0, 16385, 16))),
    ("s07", CRASHES, "has a mode of 32768 x 32768", *GREET,
     display(w.message(101, w.u32(0x8000, 0x8000, 32)))),
    ("s08", gave_up(), "has pixels of a format nobody knows", *GREET,
     display(w.surface_create(0, 64, 64, 77))),
    ("s09", ends("not-supported", "a format that cannot be shown (8)"), "has pixels of alpha alone",
     *GREET, display(w.surface_create(0, 64, 64, 8))),
    ("s10", SURVIVES, "makes its surface 500 times anew", *UP,
     repeat(w.DISPLAY, w.surface_create(0, 640, 480) + w.surface_create(), 250), PROOF),
    ("s11", SURVIVES, "destroys and makes its surface 500 times", *UP,
     repeat(w.DISPLAY, w.surface_destroy() + w.surface_create(), 500), PROOF),
    ("s12", SURVIVES, "destroys what there is not", *UP,
     display(w.surface_destroy(77), w.surface_destroy(), w.surface_destroy()), PROOF),
    ("s13", SURVIVES, "draws before there is a surface", *GREET,
     display(w.message(102), w.fill(0xFFFFFF), w.message(103)), PROOF),
    ("s14", SURVIVES, "draws on a surface there is not", *UP,
     display(w.fill(1, surface=99)), PROOF),
    ("s15", gave_up(), "has another surface of 32767 x 32767", *UP,
     display(w.surface_create(5, 0x7FFF, 0x7FFF, flags=0)), PROOF),
    ("s16", SURVIVES, "has 2000 other surfaces", *UP,
     repeat(w.DISPLAY, b"".join(w.surface_create(n, 16, 16, flags=0) for n in range(1, 2001)), 1),
     PROOF),
    ("s17", SURVIVES, "has 10000 heads", *UP,
     display(w.monitors(*((n, 0, 8, 8, 0, 0) for n in range(10000)), most=10000),
             w.monitors((0, 0, 64, 64, 0, 0))), PROOF),
    ("s18", SURVIVES, "has heads outside", *UP,
     display(w.monitors((0, 0, 64, 64, 9999, 9999), (1, 0, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFF0, 0),
                        (0xFFFFFFFF, 0, 1, 1, 0, 0), (3, 7, 64, 64, 0, 0), (4, 0, 0, 0, 0, 0))),
     PROOF),
    ("s19", SURVIVES, "counts 65535 heads and sends none", *UP,
     display(w.monitors(count=0xFFFF, most=0xFFFF)), PROOF),
    ("s20", SURVIVES, "changes its heads 1000 times", *UP,
     repeat(w.DISPLAY, w.monitors((0, 0, 32, 64, 0, 0), (1, 0, 32, 64, 32, 0))
            + w.monitors((0, 0, 64, 64, 0, 0)), 500), PROOF),
    ("s21", SURVIVES, "resets its display", *UP, display(w.message(103)), PROOF),
    ("s22", SURVIVES, "closes the channel of the pointer", *UP, close_channel(w.CURSOR), PROOF),
    ("s23", NO_SCREEN, "closes the channel of the display", *UP, close_channel(w.DISPLAY)),
    ("s24", gave_up(), "shows a message of 4 GiB", *UP, display(w.message(304, b"", 0xFFFFFFFF))),
]

DRAWS = [
    ("d01", SURVIVES, "draws outside", *UP,
     display(w.fill(1, w.rect(-100, -100, 1000, 1000)), w.fill(1, w.rect(63, 63, 1 << 30, 1 << 30)),
             w.fill(1, w.i32(-(1 << 31), -(1 << 31), (1 << 31) - 1, (1 << 31) - 1)),
             w.fill(1, w.i32(50, 50, 10, 10))), PROOF),
    ("d02", SURVIVES, "counts 4 billion rectangles to clip to", *UP,
     display(w.fill(1, clip=b"\1" + w.u32(0xFFFFFFFF))), PROOF),
    ("d03", SURVIVES, "clips to 100000 rectangles", *UP,
     display(w.fill(1, clip=b"\1" + w.u32(100000)
                    + b"".join(w.rect(n % 64, n // 64 % 64, 1, 1) for n in range(100000)))), PROOF),
    ("d04", SURVIVES, "clips in ways nobody knows", *UP, display(w.fill(1, clip=b"\x63")), PROOF),
    ("d05", SURVIVES, "fills with a brush nobody knows", *UP,
     display(w.fill(1, brush=b"\x63" + w.u32(1))), PROOF),
    ("d06", SURVIVES, "fills with a pattern that lies outside", *UP,
     display(w.fill(1, brush=b"\2" + w.u32(0x7FFFFFFF) + w.i32(0, 0))), PROOF),
    ("d07", SURVIVES, "masks with what lies outside", *UP,
     display(w.fill(1, mask=b"\0" + w.i32(0, 0) + w.u32(0xFFFFFFF0))), PROOF),
    ("d08", SURVIVES, "copies a picture that lies outside", *UP,
     display(w.copy(b"", offset=0x7FFFFFFF), w.copy(b"", offset=0xFFFFFFFF)), PROOF),
    ("d08b", CRASHES, "copies no picture", *UP, display(w.copy(b"", offset=0))),
    ("d08c", SURVIVES, "copies a picture that is its own order", *UP,
     display(w.copy(b"", offset=3)), PROOF),
    ("d09", SURVIVES, "moves pixels from outside", *UP,
     display(w.message(104, w.base() + w.i32(10000, 10000)),
             w.message(104, w.base() + w.i32(-(1 << 31), -(1 << 31)))), PROOF),
    ("d10", SURVIVES, "invalidates what there is not", *UP,
     display(w.message(105, w.u16(0xFFFF)), w.message(105, w.u16(1) + b"\x63" + w.u64(9)),
             w.message(107, w.u64(9)), w.message(108), w.message(106, b"\xff")), PROOF),
    ("d11", SURVIVES, "sends every order without its content", *UP,
     display(*(w.message(kind) for kind in (*range(101, 109), *range(122, 127), *range(302, 322))
               if kind not in (102, 103))), PROOF),
    ("d12", SURVIVES, "sends every order with garbage", *UP,
     display(*(w.message(kind, GARBAGE) for kind in range(302, 314))), PROOF),
    ("d13", gave_up(": condition"), "copies what a surface shows that there is not", *UP,
     picture(w.SURFACE, w.u32(1234)), PROOF),
    ("d14", SURVIVES, "copies a surface onto itself", *UP, picture(w.SURFACE, w.u32(0)), PROOF),
    ("d15", SURVIVES, "text and lines of garbage", *UP,
     display(w.message(310, w.base() + GARBAGE), w.message(311, w.base() + GARBAGE)), PROOF),
]

IMAGES = [
    ("i01", SURVIVES, "bitmap of its place", *UP, picture(w.BITMAP, w.bitmap(bytes(64 * 256))),
     PROOF),
    ("i02", SURVIVES, "bitmap with fewer pixels than it says", *UP,
     picture(w.BITMAP, w.bitmap(bytes(100))), PROOF),
    ("i03", SURVIVES, "bitmap with rows of no bytes", *UP,
     picture(w.BITMAP, w.bitmap(bytes(64 * 256), stride=0)), PROOF),
    ("i04", SURVIVES, "bitmap with rows of 4 GiB", *UP,
     picture(w.BITMAP, w.bitmap(bytes(64 * 256), stride=0xFFFFFF00)), PROOF),
    ("i05", CRASHES, "bitmap of 65535 x 65535 in one row", *UP,
     picture(w.BITMAP, w.bitmap(bytes(256), 0xFFFF, 1, stride=256), width=0xFFFF, height=0xFFFF),
     PROOF),
    ("i06", gave_up(": "), "bitmap of a format nobody knows", *UP,
     picture(w.BITMAP, w.bitmap(bytes(64 * 256), form=99)), PROOF),
    ("i07", gave_up(": "), "bitmap of colours without a palette", *UP,
     picture(w.BITMAP, w.bitmap(bytes(64 * 64), form=5, stride=64)), PROOF),
    ("i08", SURVIVES, "bitmap with a palette that lies outside", *UP,
     picture(w.BITMAP, w.bitmap(bytes(64 * 64), form=5, stride=64, palette=w.u32(0x7FFFFFFF))),
     PROOF),
    ("i09", gave_up(": "), "bitmap with a palette of the cache that is not there", *UP,
     picture(w.BITMAP, w.bitmap(bytes(64 * 64), form=5, flags=6, stride=64, palette=w.u64(77))),
     PROOF),
    ("i10", gave_up(), "QUIC of garbage", *UP, picture(w.QUIC, w.sized(GARBAGE))),
    ("i11", gave_up(), "QUIC with nothing behind its head", *UP,
     picture(w.QUIC, w.sized(w.quic_header()))),
    ("i12", gave_up(), "QUIC of 65535 x 65535", *UP,
     picture(w.QUIC, w.sized(w.quic_header(4, 0xFFFF, 0xFFFF) + GARBAGE))),
    ("i13", SURVIVES, "QUIC of 4 GiB that does not come", *UP,
     picture(w.QUIC, w.sized(w.quic_header(), 0xFFFFFFFF)), PROOF),
    ("i14", gave_up(), "LZ of garbage", *UP, picture(w.LZ_RGB, w.sized(GARBAGE))),
    ("i15", gave_up(), "LZ cut short", *UP, picture(w.LZ_RGB, w.sized(w.lz_header()))),
    ("i16", gave_up(), "LZ of 8000 x 8000 in a place of 64 x 64", *UP,
     picture(w.LZ_RGB, w.sized(w.lz_header(8, 8000, 8000, 32000) + GARBAGE))),
    ("i17", gave_up(), "LZ of a kind nobody knows", *UP,
     picture(w.LZ_RGB, w.sized(w.lz_header(77) + GARBAGE))),
    ("i18", CRASHES, "GLZ of garbage", *UP, picture(w.GLZ_RGB, w.sized(GARBAGE)), PROOF),
    ("i19", WAITS, "GLZ that refers to what never came", *UP,
     picture(w.GLZ_RGB, w.sized(w.glz_header() + b"\x20\xe0\xff\xff\xff" * 50)), PROOF),
    ("i20", WAITS, "GLZ of 65535 x 65535", *UP,
     picture(w.GLZ_RGB, w.sized(w.glz_header(8, 0xFFFF, 0xFFFF, 0x3FFFC) + GARBAGE)), PROOF),
    ("i21", CRASHES, "zlib of garbage", *UP,
     picture(w.ZLIB_GLZ_RGB, w.u32(1 << 20) + w.sized(GARBAGE))),
    ("i22", gave_up(), "zlib that announces 4 GiB", *UP,
     picture(w.ZLIB_GLZ_RGB, w.u32(0xFFFFFFFF) + w.sized(GARBAGE))),
    ("i23", gave_up(), "JPEG of garbage", *UP, picture(w.JPEG, w.sized(GARBAGE))),
    ("i24", gave_up(), "JPEG cut short", *UP, picture(w.JPEG, w.sized(rfb_wire.jpeg(64, 64)[:60]))),
    ("i25", gave_up(), "JPEG of another size than it says", *UP,
     picture(w.JPEG, w.sized(rfb_wire.jpeg(640, 480)))),
    ("i26", gave_up(), "JPEG with an alpha channel of garbage", *UP,
     picture(w.JPEG_ALPHA, b"\0" + w.u32(10, 500) + GARBAGE)),
    ("i27", gave_up(": "), "LZ4 of garbage", *UP, picture(w.LZ4, w.sized(GARBAGE)), PROOF),
    ("i28", gave_up(": "), "picture of a kind nobody knows", *UP,
     picture(99, w.sized(GARBAGE))),
    ("i29", WAITS, "picture of the cache that is not there", *UP, picture(w.FROM_CACHE, b""),
     PROOF),
    ("i30", SURVIVES, "LZ with a palette that lies outside", *UP,
     picture(w.LZ_PLT, b"\0" + w.u32(500, 0x7FFFFFFF) + GARBAGE), PROOF),
]

VIDEO = [
    ("v01", gave_up(), "MJPEG of garbage", *UP,
     *mjpeg(GARBAGE)),
    ("v02", gave_up(), "MJPEG cut short", *UP,
     *mjpeg(rfb_wire.jpeg(64, 64)[:60])),
    ("v03", SURVIVES, "video of a codec nobody knows", *UP,
     display(w.stream_create(codec=99), w.stream_data(GARBAGE)), PROOF),
    ("v04", SURVIVES, "frames of a video there is not", *UP,
     display(w.stream_data(GARBAGE, 7), w.stream_data(b"", 0xFFFFFFFF),
             w.message(124, w.u32(5) + b"\0"), w.message(125, w.u32(5)), w.message(126)), PROOF),
    ("v05", STUCK, "video number 4294967295", *UP, display(w.stream_create(0xFFFFFFFF))),
    ("v06", SURVIVES, "MJPEG frame of 4 GiB that does not come", *UP,
     display(w.stream_create(), w.stream_data(b"", size=0xFFFFFFFF)), PROOF),
    ("v07", SURVIVES, "MJPEG of 65000 x 65000", *UP,
     *mjpeg(rfb_wire.jpeg(65000, 8)), PROOF),
    ("v08", SURVIVES, "the same video 100 times", *UP,
     repeat(w.DISPLAY, w.stream_create(), 100), PROOF),
]

CURSORS = [
    ("c01", SURVIVES, "pointer with fewer pixels than it says", *UP,
     cursor(w.cursor_set(w.cursor(64, 64, b"abc"))), PROOF),
    ("c02", SURVIVES, "pointer of 65535 x 65535", *UP,
     cursor(w.cursor_set(w.cursor(0xFFFF, 0xFFFF, b""))), PROOF),
    ("c03", SURVIVES, "pointer of no size", *UP, cursor(w.cursor_set(w.cursor(0, 0, b""))), PROOF),
    ("c04", SURVIVES, "pointer of every kind, cut short", *UP,
     *(cursor(w.cursor_set(w.cursor(32, 32, bytes(16), kind))) for kind in (1, 2, 3, 4, 5, 6, 99)),
     PROOF),
    ("c05", SURVIVES, "pointer whose hot spot is outside", *UP,
     cursor(w.cursor_set(w.cursor(4, 4, bytes(64), hot=(60000, 60000)))), PROOF),
    ("c06", SURVIVES, "pointer of the cache that is not there", *UP,
     cursor(w.cursor_set(w.cursor(4, 4, b"", flags=4))), PROOF),
    ("c07", SURVIVES, "pointer that moves outside, and messages of nothing", *UP,
     cursor(w.message(104, w.u16(0x7FFF, 0x8000)), *(w.message(k) for k in range(101, 110))),
     PROOF),
    ("c08", SURVIVES, "pointer outside that the guest moves", *UP, main(w.mouse_mode(1, 1)),
     cursor(w.cursor_set(w.cursor(64, 64, b"\xff" * 16384, hot=(63, 63)), 32767, -32768),
            w.message(104, w.u16(0x8000, 0x7FFF)), w.message(105)), PROOF),
    ("c09", SURVIVES, "20000 pointers", *UP,
     repeat(w.CURSOR, w.cursor_set(w.cursor(4, 4, bytes(64))) * 100, 200), PROOF),
]

OTHERS = [
    ("o03", WAITS, "draws what nobody sees, faster than anybody can", *UP,
     display(w.surface_create(5, 2048, 2048, flags=0)),
     flood(w.DISPLAY, w.fill(0x808080, w.rect(0, 0, 2048, 2048), surface=5) * 1000)),
    ("o01", SURVIVES, "keys with locks nobody knows", *UP,
     on(w.INPUTS, w.message(102, w.u16(0xFFFF)), w.message(102), w.message(111) * 1000), PROOF),
    ("o02", SURVIVES, "acknowledges 100000 moves nobody made", *UP,
     repeat(w.INPUTS, w.message(111) * 10000, 10), PROOF),
]

# A server that has sound as well.
HEARD = (*UP, main(w.channels_list((w.PLAYBACK, 0))))
SOUND = [
    ("p01", SURVIVES, "sound of no channels, of 4 billion, of no rate, of 4 GHz", *HEARD,
     play(w.sound_mode(), *(w.sound_start(*how) + w.sound(bytes(4096)) + w.message(104)
                            for how in ((0,), (0xFFFFFFFF,), (255,), (2, 1, 0), (2, 1, 1),
                                        (2, 1, 1000000000), (2, 1, 0xFFFFFFFF), (2, 99)))), PROOF),
    ("p02", SURVIVES, "sound before it begins, and after its end", *HEARD,
     play(w.sound(bytes(4096)), w.message(104), w.sound_start(), w.message(104), w.message(104),
          w.sound(bytes(4096))), PROOF),
    ("p03", SURVIVES, "sound of odd sizes", *HEARD,
     play(w.sound_mode(), w.sound_start(),
          *(w.sound(bytes(size)) for size in (0, 1, 2, 3, 4097, 1 << 20))), PROOF),
    ("p04", SURVIVES, "Opus of garbage, and a codec nobody knows", *HEARD,
     play(w.sound_mode(3), w.sound_start(), w.sound(GARBAGE), w.sound_mode(2), w.sound(GARBAGE),
          w.sound_mode(99), w.sound(GARBAGE)), PROOF),
    ("p05", SURVIVES, "sound begins and ends 20000 times", *HEARD,
     repeat(w.PLAYBACK, (w.sound_start() + w.message(104)) * 100, 200), PROOF),
    ("p06", SURVIVES, "volumes of 255 channels, and fewer than it says", *HEARD,
     play(w.message(105, b"\xff" + w.u16(*[0xFFFF] * 255)), w.message(105, b"\xff"),
          w.message(105, b"\0"), w.message(106, b"\x63"), w.message(107, w.u32(0xFFFFFFFF))),
     PROOF),
    ("p07", SURVIVES, "every message of sound without its content", *HEARD,
     play(*(w.message(kind) for kind in range(101, 110))), PROOF),
]

HOSTILE = (LINKS + MAIN + AGENT + MIGRATION + SURFACES + DRAWS + IMAGES + VIDEO + CURSORS + OTHERS
           + SOUND)
CASES = {row[0]: row for row in HOSTILE}
