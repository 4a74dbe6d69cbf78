# SPDX-License-Identifier: LGPL-2.1-or-later
"""One viewer, one server, one private X screen if it has a window: what a session costs."""

import json
import os
import statistics
import tempfile
import time

import processes
import viewers

SCREEN = "2560x1440x24"
START_TIMEOUT = 20.0
SHOW_TIMEOUT = 8.0
REST_TIMEOUT = 5.0
KEYSYM_A, QNUM_A = 0x61, 0x1e
MIDDLE = (960, 540)  # of the guest's picture


class Session:
    """A viewer that shows a replayed guest, from its start to its end."""

    def __init__(self, build, home, viewer, scene, encoding, weston=False):
        self.build, self.home, self.viewer = build, home, viewer
        self.scene, self.encoding, self.weston = scene, encoding, weston
        self.position = (0, 0) if weston else viewer.position
        self.programs = []
        self.directory = tempfile.TemporaryDirectory(prefix="oriel-bench-")
        self.log = open(os.path.join(self.directory.name, "log"), "w+", encoding="utf-8",
                        errors="replace")

    def __enter__(self):
        try:
            self.env = viewers.environment(self.build, self.home)
            self.screens, self.probe = [], None
            if self.viewer.window:
                self._start_screen()
            self._start_server()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        for program in reversed(self.programs):
            program.stop()
        self.log.close()
        self.directory.cleanup()

    def _start(self, command, env, **options):
        program = processes.Program(command, env, self.log, **options)
        self.programs.append(program)
        return program

    def _start_screen(self):
        read_fd, write_fd = os.pipe()
        screen = self._start(
            ["Xvfb", "-displayfd", str(write_fd), "-screen", "0", SCREEN, "-nolisten", "tcp",
             "-noreset"], dict(os.environ), pass_fds=(write_fd,))
        os.close(write_fd)
        with os.fdopen(read_fd) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        self.screens.append(screen)
        self.env = viewers.environment(self.build, self.home, f":{number}")
        self.probe = self._start([os.path.join(self.build, "bench", "x-probe")], self.env)
        self.probe.expect("READY", 5)
        # Viewers with the pointer inside tell how to get out of them: not part of the guest.
        self.probe.send("park")
        self.probe.expect("parked", 5)
        if self.weston:
            self._start_weston()

    def _start_weston(self):
        """A monitor of the guest's size, in a corner of the X screen, so that it can be looked at."""
        name = f"weston-{os.path.basename(self.directory.name)}"
        self.screens.append(self._start(
            ["weston", "--backend=x11-backend.so", "--use-pixman", "--shell=kiosk-shell.so",
             "--no-config", "--width=1920", "--height=1080", "--idle-time=0", f"--socket={name}",
             f"--log={self.directory.name}/weston.log"], self.env))
        end = time.monotonic() + START_TIMEOUT
        while not os.path.exists(os.path.join(self.home, name)):
            if time.monotonic() > end:
                raise TimeoutError("weston does not start")
            time.sleep(0.05)
        self.env = viewers.environment(self.build, self.home, wayland=name)

    def _start_server(self):
        self.server = self._start(
            viewers.server(self.build, self.viewer.protocol, self.scene, self.encoding),
            dict(os.environ))
        self.port = int(self.server.expect("READY", 30))
        self.frame = os.path.join(self.directory.name, "frame")
        self.dump_frame()

    def dump_frame(self):
        self.server.send(f"frame {self.frame}")
        self.server.expect("frame", 5)

    def errors(self):
        """What the programs have said, for a person to read."""
        self.log.seek(0)
        return self.log.read()[-2000:]

    def open(self):
        """Starts the viewer; how long until it connects, asks, and shows the guest, in ms."""
        position = self.position
        if self.probe and position:
            self.probe.send(f"wait {self.frame} {position[0]} {position[1]} {SHOW_TIMEOUT}")
            self.probe.expect("waiting", 5)
        start = time.monotonic_ns()
        command = self.viewer.command(self.port, self.encoding)
        self.program = self._start(command + ["--full-screen"] * self.weston, self.env)
        if self.probe and not position:
            self._find()
            shown = None
        else:
            shown = (self.probe or self.program).expect("shown", START_TIMEOUT + 5)
            if shown == "never":
                # A viewer that had to wait may have opened a window of another size first.
                self._find()
                shown = None
        cpu = self.cpu()
        connected = self.server.expect("connected", 5)
        requested = self.server.expect("request", 5)
        if shown is None:
            return None
        since = [(int(ns) - start) / 1e6 for ns in (connected, requested, shown)]
        return {"connect_ms": since[0], "request_ms": since[1], "picture_ms": since[2],
                "start_cpu_ms": cpu * 1000}

    def _find(self):
        end = time.monotonic() + START_TIMEOUT
        while time.monotonic() < end:
            time.sleep(0.2)
            self.probe.send(f"find {self.frame}")
            words = self.probe.expect("found", 10).split()
            if len(words) == 2:
                self.position = tuple(map(int, words))
                return
        raise TimeoutError(f"{self.viewer.name} does not show the guest")

    def cpu(self):
        return processes.cpu_seconds(processes.tree(self.program.pid))

    def screen_cpu(self):
        return sum(processes.cpu_seconds([screen.pid]) for screen in self.screens)

    def quiet(self):
        processes.wait_quiet(self.program.pid)

    def still(self):
        processes.wait_still(self.program.pid)

    def rest(self):
        """Until it is still, if it ever is: what follows the last update is not idling."""
        try:
            processes.wait_still(self.program.pid, REST_TIMEOUT)
        except TimeoutError:
            pass

    def sleeps(self):
        return processes.sleeps(processes.tree(self.program.pid))

    def pss(self):
        return processes.pss_mb(processes.tree(self.program.pid))

    def replay(self, updates, seconds, rate):
        """Replays; the cost of one update in ms, for the viewer and for the X server; of a film
        that of one picture that was sent."""
        self.quiet()
        cpu, screen_cpu = self.cpu(), self.screen_cpu()
        before = self.sleeps()
        self.server.send(f"go {updates} {seconds} {rate}")
        result = json.loads(self.server.expect("done", seconds + 60))
        self.quiet()
        count = max(result["pictures"] if self.encoding == "mjpeg" else result["updates"], 1)
        wakeups = processes.wakeups(before, self.sleeps())
        return {"cpu_ms": (self.cpu() - cpu) * 1000 / count,
                "x_ms": (self.screen_cpu() - screen_cpu) * 1000 / count,
                "updates": result["updates"], "updates_s": result["updates"] / result["seconds"],
                "bytes": result.get("bytes", 0) / count, "wakeups": wakeups / count,
                "film": result.get("pictures", 0) / max(result["updates"], 1),
                "announced": result.get("announced", True)}

    def wrong_pixels(self):
        self.dump_frame()
        if not self.probe:
            self.program.send(f"compare {self.frame}")
            return int(self.program.expect("wrong", 10))
        x, y = self.position
        self.probe.send(f"compare {self.frame} {x} {y}")
        return int(self.probe.expect("wrong", 10))

    def settle(self, timeout=5.0):
        """Wrong pixels in the end: of video the last picture comes once more, without loss."""
        end = time.monotonic() + timeout
        wrong = self.wrong_pixels()
        while wrong > 0 and time.monotonic() < end:
            time.sleep(0.2)
            wrong = self.wrong_pixels()
        return wrong

    def _press(self):
        """Presses and releases a key; when, in ns."""
        if not self.probe:
            self.program.send(f"key {QNUM_A} {KEYSYM_A}")
            return int(self.program.expect("pressed", 5))
        self.probe.send(f"key {KEYSYM_A}")
        return int(self.probe.expect("pressed", 5))

    def idle(self, seconds):
        """A guest that does nothing: CPU in ms a second, and wakeups a second."""
        self.quiet()
        cpu, before = self.cpu(), self.sleeps()
        time.sleep(seconds)
        wakeups = processes.wakeups(before, self.sleeps())
        return {"idle_cpu_ms_s": (self.cpu() - cpu) * 1000 / seconds, "idle_wakeups": wakeups,
                "idle_wakeups_s": wakeups / seconds}

    def keys(self, count):
        """From the press of a key at the screen to its KeyEvent at the server, in ms."""
        if self.probe:
            x, y = self.position
            self.probe.send(f"focus {x + MIDDLE[0]} {y + MIDDLE[1]}")
            self.probe.expect("focused", 5)
        self.quiet()
        times, lost = [], 0
        for _ in range(count):
            self.server.drain()
            pressed = self._press()
            try:
                words = self.server.expect("key", 2).split()
                pushed = words[0] if self.viewer.protocol == "vnc" else words[-1]
                times.append((int(pushed) - pressed) / 1e6)
            except TimeoutError:
                lost += 1
            time.sleep(0.03)
        if not times:
            return {"key_ms": None, "key_p90_ms": None, "keys_lost": lost}
        return {"key_ms": statistics.median(times),
                "key_p90_ms": sorted(times)[int(len(times) * 0.9)], "keys_lost": lost}

