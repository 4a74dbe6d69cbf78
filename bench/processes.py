# SPDX-License-Identifier: LGPL-2.1-or-later
"""Programs the benchmark starts, and what the kernel tells about them and their children."""

import os
import queue
import signal
import subprocess
import threading
import time


class Program:
    """A child in a session of its own, its output read line by line as it comes."""

    def __init__(self, command, env, log, pass_fds=()):
        self.name = os.path.basename(command[0])
        self.lines = queue.Queue()
        self.child = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            pass_fds=pass_fds, text=True, bufsize=1, start_new_session=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.child.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    @property
    def pid(self):
        return self.child.pid

    def send(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()

    def expect(self, word, timeout):
        """The rest of the next line that begins with @word; other lines are dropped."""
        end = time.monotonic() + timeout
        while True:
            try:
                line = self.lines.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"{self.name} said no \"{word}\" in {timeout:g} s") from None
            if line is None:
                raise RuntimeError(f"{self.name} ended while \"{word}\" was awaited")
            if line.split(" ", 1)[0] == word:
                return line[len(word) + 1:]

    def drain(self):
        """Forgets what has been said so far."""
        while not self.lines.empty():
            self.lines.get_nowait()

    def stop(self):
        """Ends the program and all it started."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in tree(self.pid):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            try:
                self.child.wait(timeout=2)
                break
            except subprocess.TimeoutExpired:
                continue
        for stream in (self.child.stdin, self.child.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                pass


def _stat(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rpartition(")")[2].split()


def tree(root):
    """@root, its descendants, and all else in the session it leads."""
    parents, sessions = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                fields = _stat(name)
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(name)], sessions[int(name)] = int(fields[1]), int(fields[3])
    found = {pid for pid, session in sessions.items() if session == root or pid == root}
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return sorted(found)


def cpu_seconds(pids):
    """User and system time, to the nanosecond, with the children that have been reaped."""
    total = 0.0
    for pid in pids:
        try:
            # The CPU clock of another process: clock_getcpuclockid(3).
            total += time.clock_gettime(((~pid) << 3) | 2)
            fields = _stat(pid)
            total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError):
            pass
    return total


def sleeps(pids):
    """By thread of the processes, how often it has gone to sleep: what it wakes up for."""
    counts = {}
    for pid in pids:
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{thread}/status", encoding="ascii") as file:
                    for line in file:
                        if line.startswith("voluntary_ctxt_switches:"):
                            counts[int(thread)] = int(line.split()[1])
        except (FileNotFoundError, ProcessLookupError):
            pass
    return counts


def wakeups(before, after):
    """How often threads have woken up between two answers of sleeps(); to begin or to end is one.
    """
    return (sum(abs(after[thread] - before[thread]) for thread in before.keys() & after.keys()) +
            len(before.keys() ^ after.keys()))


def pss_mb(pids):
    """Proportional set size; None where it may not be read."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (PermissionError, FileNotFoundError, ProcessLookupError):
            return None
    return total / 1024


def wait_quiet(root, timeout=4.0):
    """Until the tree of @root has used next to no CPU for 0.2 s."""
    end = time.monotonic() + timeout
    before = cpu_seconds(tree(root))
    while time.monotonic() < end:
        time.sleep(0.2)
        after = cpu_seconds(tree(root))
        if after - before < 0.002:
            return
        before = after


def wait_still(root, timeout=20.0):
    """Until no thread of the tree of @root has woken up for a second."""
    end = time.monotonic() + timeout
    before = sleeps(tree(root))
    while time.monotonic() < end:
        time.sleep(1)
        after = sleeps(tree(root))
        if wakeups(before, after) == 0:
            return
        before = after
    raise TimeoutError(f"process {root} does not come to rest")
