#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Texts between the desktop of a private X server and the test pattern, which copies in upper case
whatever it is offered."""

import sys
import time
import traceback

from Xlib import X, display
from Xlib.protocol import event

from screen import TIMEOUT, Screen, Viewer, wait_for

SELECTIONS = ("CLIPBOARD", "PRIMARY")


class Desktop:
    """Another program, that copies and pastes."""

    def __init__(self, screen):
        self.connection = display.Display(screen.name)
        self.window = self.connection.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.utf8 = self.atom("UTF8_STRING")
        self.texts = {}
        self.asked = 0

    def close(self):
        self.connection.close()

    def atom(self, name):
        return self.connection.intern_atom(name)

    def copy(self, selection, text):
        self.asked = 0
        self.texts[self.atom(selection)] = text.encode()
        self.window.set_selection_owner(self.atom(selection), X.CurrentTime)
        self.connection.sync()

    def answer(self, request):
        self.asked += 1
        place = request.property
        if request.target == self.atom("TARGETS"):
            request.requestor.change_property(place, self.atom("ATOM"), 32, [self.utf8])
        elif request.target == self.utf8:
            request.requestor.change_property(place, self.utf8, 8, self.texts[request.selection])
        else:
            place = X.NONE
        request.requestor.send_event(event.SelectionNotify(
            time=request.time, requestor=request.requestor, selection=request.selection,
            target=request.target, property=place))

    def serve(self):
        """Does what others ask of it; the last answer to a question of its own, or None."""
        notice = None
        while self.connection.pending_events():
            happened = self.connection.next_event()
            if happened.type == X.SelectionRequest:
                self.answer(happened)
            elif happened.type == X.SelectionNotify:
                notice = happened
        self.connection.flush()
        return notice

    def paste(self, selection):
        """What is in a selection; None while it is this program's own, or nobody's."""
        self.serve()
        owner = self.connection.get_selection_owner(self.atom(selection))
        if owner == X.NONE or owner == self.window:
            return None
        place = self.atom("PASTED")
        self.window.convert_selection(self.atom(selection), self.utf8, place, X.CurrentTime)
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            notice = self.serve()
            if notice is not None and notice.property != X.NONE:
                return self.window.get_full_property(place, X.AnyPropertyType).value.decode()
            if notice is not None:
                return None
            time.sleep(0.01)
        raise AssertionError("the owner of the selection does not answer")


def wait_for_text(desktop, selection, text):
    wait_for(lambda: desktop.paste(selection) == text, f"{selection} holds '{text}'")


def wait_for_focus(viewer):
    return wait_for(viewer.window, "the window is there")


def test_both_ways(screen, desktop):
    for selection in SELECTIONS:
        desktop.copy(selection, f"of {selection}, grün\n")
    with Viewer(screen, "test://") as viewer:
        wait_for_focus(viewer)
        for selection in SELECTIONS:
            wait_for_text(desktop, selection, f"OF {selection}, GRÜN\n")


def test_not_without_focus(screen, desktop):
    desktop.copy("CLIPBOARD", "first")
    with Viewer(screen, "test://") as viewer:
        window = wait_for_focus(viewer)
        wait_for_text(desktop, "CLIPBOARD", "FIRST")
        screen.focus_elsewhere()
        desktop.copy("CLIPBOARD", "a password")
        desktop.copy("PRIMARY", "another")
        window.resize(500, 400)
        wait_for(lambda: desktop.serve() or window.pixel(250, 5) != (0, 0, 0), "it is drawn")
        assert desktop.asked == 0
        window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        screen.connection.sync()
        wait_for_text(desktop, "CLIPBOARD", "A PASSWORD")
        wait_for_text(desktop, "PRIMARY", "ANOTHER")


def test_no_clipboard(screen, desktop):
    desktop.copy("CLIPBOARD", "kept")
    with Viewer(screen, "test://?clipboard=no") as viewer:
        window = wait_for_focus(viewer)
        wait_for(lambda: desktop.serve() or "test pattern" in window.title(), "the guest is there")
        assert desktop.paste("CLIPBOARD") is None and desktop.asked == 0


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    screen = Screen()
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        desktop = Desktop(screen)
        try:
            test(screen, desktop)
            print(f"ok {number} {name[5:]}", flush=True)
        except Exception:
            failed += 1
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} {name[5:]}", flush=True)
        desktop.close()
    screen.close()
    sys.exit(failed > 0)


main()
