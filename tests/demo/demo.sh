#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The demonstration behind `./run demo`: a real guest under a real libvirt daemon, both private to
# this script, found and shown by oriel. Ends when the window is closed, or by Ctrl-C; either way
# nothing is left behind but the picture it saved.
#
# Usage: demo.sh ORIEL PICTURE.png
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
oriel=$1
picture=$2
guest=memtest
boot_timeout=120 # seconds; emulated guests on busy machines take their time

step() {
  printf '==> %s\n' "$*"
}

# The daemon takes its guest and its files along. (Should this script be killed, the end of its
# standard input tells the daemon.)
finish() {
  trap '' INT TERM HUP
  [ -z "${view_pid:-}" ] || kill "$view_pid" 2>/dev/null || true
  if [ -n "${daemon_pid:-}" ]; then
    step "Ending the guest and its libvirt daemon"
    kill "$daemon_pid" 2>/dev/null || true
    wait "$daemon_pid" 2>/dev/null || true
  fi
}

# Takes pictures until there is text to read on one.
show_picture() {
  local text deadline=$((SECONDS + boot_timeout))
  step "No display here: taking a picture of the guest's screen once it has booted"
  while true; do
    "$oriel" screenshot -c "$uri" "$guest" -o "$picture" >/dev/null
    text=$("$here/read-screen.py" "$picture" 2>/dev/null) || text=
    grep -q "Status: Testing" <<<"$text" && break
    [ "$SECONDS" -lt "$deadline" ] || { echo "demo: the guest did not boot" >&2; return 1; }
    sleep 0.5
  done
  step "Saved $picture, on which can be read:"
  printf '%s\n' "$text"
}

trap 'exit 130' INT TERM HUP
trap finish EXIT

step "Starting a libvirt daemon and a guest that runs memtest86+"
coproc DAEMON { exec "$here/../libvirt/private-libvirt.py" --demo-guest "$guest"; }
# shellcheck disable=SC2153 # set by coproc
daemon_pid=$DAEMON_PID
read -r -u "${DAEMON[0]}" ready uri || ready=
[ "$ready" = READY ] || { echo "demo: the libvirt daemon did not start" >&2; exit 1; }

step "oriel list -c '$uri'"
"$oriel" list -c "$uri"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  step "oriel view -c '$uri' $guest"
  echo "    (the guest takes keys and pointer; close the window or press Ctrl-C here to end)"
  # In the background, since a shell that waits in the foreground is deaf to signals.
  "$oriel" view -c "$uri" "$guest" &
  view_pid=$!
  wait "$view_pid"
else
  show_picture
fi
