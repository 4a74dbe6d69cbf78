# SPDX-License-Identifier: LGPL-2.1-or-later
"""A private libvirt daemon, and programs run by the user whose session daemon it is; and a host that
libvirt makes up."""

import contextlib
import os
import pathlib
import pwd
import re
import signal
import subprocess
import tempfile

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "libvirt" / "private-libvirt.py"
TWO_DISPLAYS = "<video><model type='vga'/></video>" + "".join(
    f"<graphics type='{protocol}'><listen type='socket'/></graphics>"
    for protocol in ("vnc", "spice"))
STATES = (1, 3, 5)  # libvirt's numbers: running, paused, off
TIMEOUT = 60  # seconds until a program that does not end is a failure


class Daemon:
    """With options of private-libvirt.py. Root has no session daemon, so for root it is another
    user's."""

    def __init__(self, *options):
        self.process = subprocess.Popen([SCRIPT, *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.uri = self.process.stdout.readline().removeprefix("READY ").strip()
        self.socket = self.uri.partition("socket=")[2]
        self.directory = pathlib.Path(re.search("(.*)/run/", self.socket)[1])
        self.environment = {k: v for k, v in os.environ.items() if "DISPLAY" not in k} | {
            "HOME": f"{self.directory}/home", "XDG_RUNTIME_DIR": f"{self.directory}/run",
            **{f"XDG_{name.upper()}_HOME": f"{self.directory}/{name}"
               for name in ("cache", "config", "data")}}
        self.user = {}
        if os.geteuid() == 0:
            owner = self.directory.stat().st_uid
            self.user = {"user": owner, "group": pwd.getpwuid(owner).pw_gid, "extra_groups": []}

    def run(self, *words):
        """Runs a program of that user, for which qemu:///session is this daemon."""
        return subprocess.run(words, env=self.environment, cwd="/", stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True, timeout=TIMEOUT, check=False,
                              **self.user)

    def virsh(self, *words):
        """What it prints; when it fails, so does the test."""
        return subprocess.run(["virsh", "-q", "-c", self.uri, *words], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True, timeout=TIMEOUT, check=True).stdout

    def create(self, name, devices="", memory=16, kernel=None):
        """Starts a guest without a disk."""
        path = self.directory / f"{name}.xml"
        boot = f"<kernel>{kernel}</kernel>" if kernel else ""
        path.write_text(
            f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>{memory}</memory>"
            f"<os><type arch='x86_64'>hvm</type>{boot}</os><devices>{devices}</devices></domain>")
        self.virsh("create", str(path))

    def kill_guest(self, name, number=signal.SIGKILL):
        """As a crash or the kernel ends it; or another signal."""
        pid = next((self.directory / "run").rglob(f"{name}.pid")).read_text()
        os.kill(int(pid), number)

    def unlink_display(self, name, protocol):
        """Nobody reaches that display of the guest any more, which listens on a socket of its own;
        but this daemon passes connections on to it."""
        xml = self.virsh("dumpxml", name)
        pathlib.Path(re.search(f"graphics type='{protocol}' socket='(.*?)'", xml)[1]).unlink()

    def protocols(self, name):
        """Of the guest's displays, those that have a viewer, as QEMU tells."""
        tell = {p: self.virsh("qemu-monitor-command", "--hmp", name, f"info {p}")
                for p in ("vnc", "spice")}
        return {p for p, sign in (("vnc", "Client:"), ("spice", "Channel:")) if sign in tell[p]}

    def has_client(self):
        """Somebody is connected to it."""
        lines = pathlib.Path("/proc/net/unix").read_text().splitlines()
        return any(words[5] == "03" and words[-1] == self.socket
                   for words in map(str.split, lines[1:]))

    def guests(self):
        return self.virsh("list", "--all")

    def close(self):
        self.process.communicate()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()


@contextlib.contextmanager
def made_up(count=6, title="Title"):
    """The URI of a host of libvirt's test driver. Its guests run, are paused, are off, by turns."""
    domains = "".join(
        f"<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
        f"<name>web-{i}</name><title>{title}-{i}</title><memory>65536</memory>"
        f"<os><type>hvm</type></os><devices><graphics type='vnc' port='5900' autoport='no'/>"
        f"</devices><test:runstate>{STATES[i % len(STATES)]}</test:runstate></domain>"
        for i in range(count))
    with tempfile.TemporaryDirectory(prefix="oriel-start-") as folder:
        path = pathlib.Path(folder) / "node.xml"
        path.write_text(f"<node>{domains}</node>")
        yield f"test://{path}"
