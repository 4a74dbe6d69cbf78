# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a person may try who stands before a kiosk."""

WAYS_OUT = [("F11",), ("Control_L", "Alt_L"), ("Shift_L", "F12"), ("Alt_L", "F4"),
            ("Alt_L", "F4"),  # twice: F4 turns the caps lock of this guest
            ("Control_L", "Alt_L", "q"), ("Control_L", "q"), ("Control_L", "w"), ("Escape",),
            ("Super_L",), ("Alt_L", "Tab"), ("Control_L", "Alt_L", "Delete"),
            ("Control_L", "Alt_L", "BackSpace"), ("Control_L", "Alt_L", "F2"),
            ("Shift_L", "F11"), ("Control_L", "plus"), ("Control_L", "minus"), ("Control_L", "9"),
            ("Control_L", "Shift_L", "v"), ("F10",), ("Menu",), ("Alt_L", "space"), ("Print",),
            ("Control_L", "c"), ("Control_L", "d")]
