# SPDX-License-Identifier: LGPL-2.1-or-later
"""The keyring of a desktop: gnome-keyring."""

import contextlib
import os
import signal
import subprocess
import tempfile

from waiting import wait_for


def ask(environment, destination, *words):
    """What that service on the bus answers."""
    return subprocess.run(
        ["dbus-send", "--session", "--print-reply", f"--dest={destination}", *words],
        env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=False).stdout


def is_there(environment):
    return "true" in ask(environment, "org.freedesktop.DBus", "/",
                         "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")


def holds(console, **environment):
    """Whether it has the password of the console at that address."""
    return "object path" in ask(
        environment, "org.freedesktop.secrets", "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.SearchItems", f"dict:string:string:console,{console}")


@contextlib.contextmanager
def unlocked(**environment):
    """One of its own, empty and unlocked, on the bus of this environment, or of that given; its
    process."""
    with tempfile.TemporaryDirectory(prefix="oriel-keyring-") as home:
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
            env=os.environ | environment | {
                "HOME": home, "XDG_DATA_HOME": home, "XDG_RUNTIME_DIR": home})
        try:
            keyring.stdin.write("master")
            keyring.stdin.close()
            wait_for(lambda: is_there(environment), "the keyring is on the bus")
            yield keyring
        finally:
            keyring.terminate()
            keyring.wait()


@contextlib.contextmanager
def held(process):
    """It answers nothing meanwhile."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)
