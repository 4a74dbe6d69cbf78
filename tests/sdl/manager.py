# SPDX-License-Identifier: LGPL-2.1-or-later
"""A window manager, as far as it keeps a key for itself."""

from Xlib import X, display


class Manager:
    def __init__(self, screen, key="F12"):
        self.screen, self.key = screen, key
        self.connection = display.Display(screen.name)
        self.root = self.connection.screen().root
        self.root.grab_key(screen.keycode(key), X.AnyModifier, True, X.GrabModeAsync,
                           X.GrabModeAsync)
        # Whoever had the keyboard may be gone.
        self.connection.set_input_focus(X.PointerRoot, X.RevertToPointerRoot, X.CurrentTime)
        self.connection.sync()

    def close(self):
        self.connection.close()

    def gets_key(self, *modifiers):
        """Whether it gets its key, with these modifiers down."""
        self.screen.tap(*modifiers, self.key)
        self.connection.sync()
        count = self.connection.pending_events()
        return any([self.connection.next_event().type == X.KeyPress for _ in range(count)])
