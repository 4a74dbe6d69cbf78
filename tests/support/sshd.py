# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real ssh server on the loopback, with keys and a port of its own, for the user who runs it."""

import contextlib
import getpass
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from ports import find_port

PROGRAM = shutil.which("sshd", path="/usr/sbin:/sbin:" + os.environ.get("PATH", ""))
PATIENCE = 30  # seconds
CONFIG = """
{more}
Port {port}
ListenAddress {address}
HostKey {directory}/host
AuthorizedKeysFile {directory}/authorized
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
LogLevel VERBOSE
"""


class Sshd:
    """`uri` is a libvirt URI by way of it; `options` are lines of its configuration."""

    def __init__(self, options="", address="127.0.0.1", name="localhost", passphrase=""):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="oriel-sshd-", dir="/tmp"))
        self.options, self.address, self.name, self.process = options, address, name, None
        self.user = getpass.getuser()
        self.make_key("host")
        self.make_key("user", passphrase)
        shutil.copy(self.directory / "user.pub", self.directory / "authorized")
        self.port = find_port(address)
        self.trust()
        self.start()

    def make_key(self, name, passphrase=""):
        for path in (name, f"{name}.pub"):
            (self.directory / path).unlink(missing_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase,
                        "-f", self.directory / name], check=True, stdin=subprocess.DEVNULL)

    def trust(self):
        """Makes the key of the host known."""
        kind, key, *_ = (self.directory / "host.pub").read_text().split()
        self.known_hosts.write_text(f"[{self.name}]:{self.port} {kind} {key}\n")

    @property
    def known_hosts(self):
        return self.directory / "known_hosts"

    def libvirt_uri(self, far_socket, keyfile="user"):
        host = f"[{self.name}]" if ":" in self.name else self.name
        return (f"qemu+ssh://{self.user}@{host}:{self.port}/session?socket={far_socket}"
                f"&keyfile={self.directory}/{keyfile}&known_hosts={self.known_hosts}")

    def start(self):
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)  # where sshd keeps itself apart
        config = self.directory / "config"
        config.write_text(CONFIG.format(port=self.port, address=self.address,
                                        directory=self.directory, more=self.options))
        self.log = open(self.directory / "log", "ab")
        self.process = subprocess.Popen([PROGRAM, "-D", "-e", "-f", config],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection((self.address, self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(self.read_log()) from None
                time.sleep(0.02)  # nothing tells of a listening socket but trying

    def freeze(self):
        """It stands still, with the connections that it serves; gives the function that ends that."""
        pids = [self.process.pid, *self.descendants(self.process.pid)]

        def go_on():
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):  # it was not wanted any more
                    os.kill(pid, signal.SIGCONT)

        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        return go_on

    def read_log(self):
        return (self.directory / "log").read_text(errors="replace")

    def count_logins(self):
        return self.read_log().count("Accepted publickey")

    def stop(self):
        """Ends the server, and the connections that it serves."""
        for pid in self.descendants(self.process.pid):
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                pass
        self.process.kill()
        self.process.wait()
        self.log.close()

    def descendants(self, pid):
        try:
            words = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:
            return []
        return [each for word in words for each in [*self.descendants(int(word)), int(word)]]

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
