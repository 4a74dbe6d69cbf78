# SPDX-License-Identifier: LGPL-2.1-or-later
"""A listening socket of a test, and what is done with those who connect to it."""

import contextlib
import socket
import threading


def listen_at(path):
    """A socket that listens on that path."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    return listener


class Listener:
    """Calls serve(client) of its class for each who connects to that socket, which becomes its own,
    in a thread apiece; then the client is closed. Those of a class that is made of this one are ready
    for clients before this one is."""

    def __init__(self, listener):
        self.listener = listener
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.receive, args=(client,), daemon=True).start()

    def receive(self, client):
        with client, contextlib.suppress(OSError):  # whoever goes away is gone
            self.serve(client)

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)  # wakes who waits for a client
        self.listener.close()
