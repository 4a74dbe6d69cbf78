#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Run a private libvirt daemon, apart from every other on this machine.

Prints `READY <uri>` when it takes connections, and lives until SIGTERM, SIGINT or the end of its
standard input. Then everything it started is ended: the daemon, its guests, its files.

Root runs the daemon as an unprivileged user, anybody else as themselves; in both cases it keeps
its configuration, sockets and logs in a directory of its own under /tmp.

Options:
  --tls DIRECTORY     VNC of its guests is encrypted, and SPICE can be, with the certificates
                      (ca-cert.pem, server-cert.pem, server-key.pem) of that directory
  --other-host        it takes itself for another machine, to which guests can be migrated; for
                      root alone
  --keep-logs         leave the directory behind, for a look at the daemon's log

Commands on standard input, one a line, each answered with `OK <what>` or `FAILED <what>: <why>`:
  pid        answers `OK pid <number>`: the daemon's process
  stop       SIGSTOP to the daemon: it takes connections no more, and answers nothing
  cont       SIGCONT to the daemon
  kill       SIGKILL to the daemon alone; its guests live on
  start      start the daemon again, on the same socket
"""

import argparse
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid

START_TIMEOUT = 30  # seconds
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
CLONE_NEWUTS = 0x04000000
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

libc = ctypes.CDLL(None, use_errno=True)


def become_other_host():
    """libvirt tells hosts apart by their names, and by a uuid."""
    if libc.unshare(CLONE_NEWUTS) != 0:
        sys.exit(f"private-libvirt: --other-host: {os.strerror(ctypes.get_errno())}")
    socket.sethostname("other-host")


def die_with_parent():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def daemon_user():
    """The user the daemon runs as: never root, which libvirt gives the system's own paths."""
    if os.geteuid() != 0:
        return None
    for name in ("libvirt-qemu", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("private-libvirt: no unprivileged user to run the daemon as (libvirt-qemu, nobody)")


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            return [int(word) for word in f.read().split()]
    except OSError:
        return []


def descendants(pid):
    return [each for child in children(pid) for each in [child] + descendants(child)]


def reap_orphans(*_):
    """Buries the dead guests that became our children; libvirt waits for them to be gone. They
    have left our session, which tells them from the processes that others wait for."""
    for pid in children(os.getpid()):
        try:
            if os.getsid(pid) != os.getsid(0):
                os.waitpid(pid, os.WNOHANG)
        except (ChildProcessError, ProcessLookupError):
            pass


class PrivateLibvirt:
    def __init__(self):
        self.user = daemon_user()
        self.directory = tempfile.mkdtemp(prefix="oriel-libvirt-", dir="/tmp")
        self.socket = f"{self.directory}/run/libvirt/libvirt-sock"
        self.uri = f"qemu:///session?socket={self.socket}"
        self.process = None
        for name in ("home", "run", "config", "cache", "data"):
            os.mkdir(f"{self.directory}/{name}", 0o700)
        with open(f"{self.directory}/libvirtd.conf", "w") as f:
            f.write('auth_unix_rw = "none"\nlog_outputs = "2:stderr"\n'
                    f'host_uuid = "{uuid.uuid4()}"\n')
        if self.user is not None:
            for name in (".", "home", "run", "config", "cache", "data"):
                os.chown(f"{self.directory}/{name}", self.user.pw_uid, self.user.pw_gid)

    def environment(self):
        return {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": f"{self.directory}/home",
            "XDG_RUNTIME_DIR": f"{self.directory}/run",
            "XDG_CONFIG_HOME": f"{self.directory}/config",
            "XDG_CACHE_HOME": f"{self.directory}/cache",
            "XDG_DATA_HOME": f"{self.directory}/data",
            "LC_ALL": "C.UTF-8",
        }

    def as_user(self):
        if self.user is None:
            return {}
        groups = os.getgrouplist(self.user.pw_name, self.user.pw_gid)
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": groups}

    def configure_qemu(self, text):
        """Each daemon has ports of its own: two that look for a free one at once find the same."""
        first = 6000 + os.getpid() % 500 * 50
        os.mkdir(f"{self.directory}/config/libvirt", 0o755)
        with open(f"{self.directory}/config/libvirt/qemu.conf", "w") as f:
            f.write(f"remote_display_port_min = {first}\nremote_display_port_max = {first + 49}\n"
                    f"{text}")
        if self.user is not None:
            os.chown(f"{self.directory}/config/libvirt", self.user.pw_uid, self.user.pw_gid)

    def start(self):
        if self.process is not None and self.process.poll() is None:
            return
        libvirtd = shutil.which("libvirtd", path=self.environment()["PATH"])
        if libvirtd is None:
            sys.exit("private-libvirt: no libvirtd here; install libvirt-daemon")
        with open(f"{self.directory}/libvirtd.log", "ab") as log:
            # Only a fork in the main thread: the parent's death is that of the thread.
            self.process = subprocess.Popen(
                [libvirtd, "-f", f"{self.directory}/libvirtd.conf",
                 "-p", f"{self.directory}/run/libvirtd.pid"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.directory,
                env=self.environment(), preexec_fn=die_with_parent, **self.as_user())
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        end = time.monotonic() + START_TIMEOUT
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with socket.socket(socket.AF_UNIX) as probe:
                try:
                    probe.connect(self.socket)
                    return
                except OSError:
                    time.sleep(0.02)  # nothing tells of a listening socket but trying
        with open(f"{self.directory}/libvirtd.log") as log:
            sys.stderr.write(log.read()[-4000:])
        raise RuntimeError("libvirtd did not start")

    def signal(self, number):
        os.kill(self.process.pid, number)
        if number == signal.SIGKILL:
            self.process.wait()

    def close(self, keep_logs):
        # From here on nothing interrupts: not a second SIGTERM either.
        for number in ENDING_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # Guests are no children of the daemon; they are ours, because orphans below a subreaper are.
        for pid in descendants(os.getpid()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        while True:
            try:
                os.waitpid(-1, 0)
            except ChildProcessError:
                break
        if keep_logs:
            print(f"private-libvirt: the logs are in {self.directory}", file=sys.stderr)
        else:
            shutil.rmtree(self.directory, ignore_errors=True)


def answer(daemon, word):
    actions = {
        "pid": lambda: None,
        "stop": lambda: daemon.signal(signal.SIGSTOP),
        "cont": lambda: daemon.signal(signal.SIGCONT),
        "kill": lambda: daemon.signal(signal.SIGKILL),
        "start": daemon.start,
    }
    try:
        actions[word]()
        print(f"OK {word} {daemon.process.pid}" if word == "pid" else f"OK {word}", flush=True)
    except KeyError:
        print(f"FAILED {word}: no such command", flush=True)
    except (OSError, RuntimeError) as error:
        print(f"FAILED {word}: {error}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls", metavar="DIRECTORY")
    parser.add_argument("--other-host", action="store_true")
    parser.add_argument("--keep-logs", action="store_true")
    options = parser.parse_args()

    for number in ENDING_SIGNALS:
        signal.signal(number, lambda *_: sys.exit(0))
    signal.signal(signal.SIGCHLD, reap_orphans)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if options.other_host:
        become_other_host()
    daemon = PrivateLibvirt()
    try:
        tls = "".join(f'{protocol}_tls = 1\n{protocol}_tls_x509_cert_dir = "{options.tls}"\n'
                      for protocol in ("vnc", "spice"))
        daemon.configure_qemu(tls if options.tls else "")
        daemon.start()
        print(f"READY {daemon.uri}", flush=True)
        for line in sys.stdin:
            answer(daemon, line.strip())
    finally:
        daemon.close(options.keep_logs)


if __name__ == "__main__":
    main()
