# SPDX-License-Identifier: LGPL-2.1-or-later
"""What desktops are told, on the bus of the session
(https://specifications.freedesktop.org/notification-spec/)."""

import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402
from program import focus  # noqa: E402
from screen import wait_for  # noqa: E402

NAME = "org.freedesktop.Notifications"
INTERFACE = Gio.DBusNodeInfo.new_for_xml(f"""<node><interface name='{NAME}'>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='as' direction='in'/><arg type='a{{sv}}' direction='in'/><arg type='i' direction='in'/>
<arg type='u' direction='out'/></method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
</interface></node>""").interfaces[0]


class Notifications:
    """The part of a desktop that is told things; it keeps them, as pairs of title and text."""

    def __init__(self):
        self.told, self.taken_back, self.program = [], [], None
        ready = threading.Event()
        threading.Thread(target=self.listen, args=(ready,), daemon=True).start()
        ready.wait()

    def listen(self, ready):
        """In a context of its own: AT-SPI has the default one, and no locks."""
        context = GLib.MainContext.new()
        context.push_thread_default()
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.register_object("/org/freedesktop/Notifications", INTERFACE, self.on_call, None, None)
        Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, None, None)
        ready.set()
        GLib.MainLoop.new(context, False).run()

    def wait_taken_back(self, screen, window):
        """When it is seen; GLib takes back only what it knows to be there."""
        def is_taken_back():
            screen.focus_elsewhere()
            focus(screen, window)
            return self.taken_back

        wait_for(is_taken_back, "it is taken back when it is seen")

    def on_call(self, bus, sender, path, interface, method, arguments, invocation):
        if method == "Notify":
            self.program = arguments.unpack()[0]
            self.told.append(arguments.unpack()[3:5])
            invocation.return_value(GLib.Variant("(u)", (len(self.told),)))
        else:
            self.taken_back.append(arguments.unpack()[0])
            invocation.return_value(None)
