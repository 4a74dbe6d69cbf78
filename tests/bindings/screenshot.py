#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Saves a picture of a console, with nothing but the library: screenshot.py URI FILE.png"""

import sys

import gi

gi.require_version("GdkPixbuf", "2.0")
gi.require_version("Oriel", "1")
from gi.repository import GdkPixbuf, GLib, Oriel  # noqa: E402


def on_damaged(display):
    picture = display.get_framebuffer()
    pixels = bytearray(picture.dup_bytes().get_data())
    pixels[0::4], pixels[2::4] = pixels[2::4], pixels[0::4]  # red goes first
    GdkPixbuf.Pixbuf.new_from_bytes(
        GLib.Bytes.new(pixels), GdkPixbuf.Colorspace.RGB, True, 8, picture.get_width(),
        picture.get_height(), picture.get_stride()).savev(sys.argv[2], "png")
    loop.quit()


def on_connected(session, result):
    try:
        session.connect_finish(result)
    except GLib.Error as error:
        sys.exit(error.message)


loop = GLib.MainLoop()
session = Oriel.Session.new(Oriel.Target.new_from_uri(sys.argv[1]))
session.set_view_only(True)
session.get_displays().connect(
    "items-changed", lambda displays, *_: displays[0].connect("damaged", on_damaged))
session.connect_async(None, on_connected)
loop.run()
