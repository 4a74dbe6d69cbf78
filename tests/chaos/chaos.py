# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the chaos suite is made of: who watches a console, and lines that fail.

Environment: ORIEL_TEST_WATCHER, ORIEL_LIBEXEC_PATH.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time

from waiting import TIMEOUT, wait_for

LONG = 8  # seconds of the first countdown that is long
SOON = 6  # seconds: one, from what returns to its picture, and what a busy machine takes besides

HOME = tempfile.TemporaryDirectory(prefix="oriel-home-")  # nothing is left in that of the tester


class Watcher:
    """Somebody who looks at a console, and tells what there is to see."""

    def __init__(self, *words, environment=None, pass_fds=()):
        self.process = subprocess.Popen(
            [os.environ["ORIEL_TEST_WATCHER"], *words], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, pass_fds=pass_fds,
            env=os.environ | {f"XDG_{name}_HOME": f"{HOME.name}/{name}"
                              for name in ("CONFIG", "DATA", "STATE")} | (environment or {}))
        self.lines = []  # of (when, text)
        self.seen = 0  # how many of them have been waited for
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append((time.monotonic(), line.rstrip("\n")))

    def tell(self, order):
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()

    def find(self, pattern):
        for number in range(self.seen, len(self.lines)):
            if re.search(pattern, self.lines[number][1]):
                self.seen = number + 1
                return self.lines[number]
        return None

    def wait(self, pattern):
        """The moment of the next line that has @pattern, after those waited for before."""
        return wait_for(lambda: self.find(pattern),
                        lambda: f"{pattern!r} in {[text for _, text in self.lines[-20:]]}")[0]

    def wait_early(self, pattern):
        """As wait(), for what has to come long before the end of a countdown of LONG seconds."""
        counted = self.seen
        moment = self.wait(pattern)
        late = [text for _, text in self.lines[counted:self.seen]
                if re.search("trying again in [1-3] s", text)]
        if late:
            raise AssertionError(f"{pattern!r} came only after {late}")
        return moment

    def says(self, pattern):
        return any(re.search(pattern, text) for _, text in self.lines)

    def last_state(self):
        return [text for _, text in self.lines if text.startswith("state")][-1]

    def fds(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def children(self):
        """Its session processes."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return file.read().split()

    def stop(self):
        """As a machine stops all that runs on it when it is suspended."""
        self.stopped = [self.process.pid, *map(int, self.children())]
        self.signal_stopped(signal.SIGSTOP)

    def resume(self):
        """Gives the moment."""
        self.signal_stopped(signal.SIGCONT)
        return time.monotonic()

    def signal_stopped(self, number):
        for pid in self.stopped:
            with contextlib.suppress(ProcessLookupError):  # a session that was ending
                os.kill(pid, number)

    def close(self):
        """Ends it in order; what it started ends with it."""
        children = self.children() if self.process.poll() is None else []
        self.process.stdin.close()
        status = self.process.wait(TIMEOUT)
        self.reader.join()
        self.process.stdout.close()
        for child in children:
            wait_for(lambda c=child: not is_alive(c), f"the session process {child} ends")
        if status != 0:
            raise AssertionError(f"the watcher ended with {status}")


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Line:
    """A line to a server's unix socket, or to its port on this machine, on a port of its own, that can be cut, held and slow."""

    def __init__(self, path, rate=None):
        self.path, self.rate = path, rate
        self.flows = threading.Event()
        self.flows.set()
        self.sockets = []
        self.taken = 0  # connections
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.run, args=(self.listener,), daemon=True).start()

    def run(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self.taken += 1
            is_port = isinstance(self.path, int)
            server = socket.socket(socket.AF_INET if is_port else socket.AF_UNIX)
            try:
                server.connect(("127.0.0.1", self.path) if is_port else self.path)
            except OSError:
                client.close()
                continue
            self.sockets += [client, server]
            for ends in ((client, server), (server, client)):
                threading.Thread(target=self.carry, args=ends, daemon=True).start()

    def carry(self, source, sink):
        try:
            while data := source.recv(4096 if self.rate else 65536):
                self.flows.wait()
                if self.rate:
                    time.sleep(len(data) / self.rate)  # that is what a slow line does
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def hold(self):
        """Nothing comes through any more, and nobody is told."""
        self.flows.clear()

    def cut(self):
        """Every connection breaks, and nobody answers."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.flows.set()
        for end in self.sockets:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
        self.sockets = []

    def mend(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.run, args=(self.listener,), daemon=True).start()
