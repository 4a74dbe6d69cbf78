# SPDX-License-Identifier: LGPL-2.1-or-later
"""The other programs of a desktop, as far as tests need them."""

import select
import time

from Xlib import X, display
from Xlib.protocol import event

from screen import TIMEOUT

TEXT = "UTF8_STRING"


class Desktop:
    """Another program, that copies and pastes."""

    def __init__(self, screen):
        self.connection = display.Display(screen.name)
        self.window = self.connection.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.copied = {}  # selection: (type, bytes)
        self.asked = 0

    def close(self):
        self.connection.close()

    def atom(self, name):
        return self.connection.intern_atom(name)

    def copy(self, selection, data, target=TEXT):
        """A text, or bytes of another type."""
        self.asked = 0
        data = data.encode() if target == TEXT else data
        self.copied[self.atom(selection)] = self.atom(target), data
        self.window.set_selection_owner(self.atom(selection), X.CurrentTime)
        self.connection.sync()

    def answer(self, request):
        self.asked += 1
        place = request.property
        target, data = self.copied[request.selection]
        if request.target == self.atom("TARGETS"):
            request.requestor.change_property(place, self.atom("ATOM"), 32, [target])
        elif request.target == target:
            request.requestor.change_property(place, target, 8, data)
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

    def paste(self, selection, target=TEXT):
        """What is in a selection; None while it is this program's own, or nobody's."""
        self.serve()
        owner = self.connection.get_selection_owner(self.atom(selection))
        if owner == X.NONE or owner == self.window:
            return None
        place = self.atom("PASTED")
        self.window.convert_selection(self.atom(selection), self.atom(target), place,
                                      X.CurrentTime)
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            notice = self.serve()
            if notice is not None and notice.property != X.NONE:
                data = self.window.get_full_property(place, X.AnyPropertyType).value
                return data.decode() if target == TEXT else bytes(data)
            if notice is not None:
                return None
            select.select([self.connection], [], [], 1)
        raise AssertionError("the owner of the selection does not answer")
