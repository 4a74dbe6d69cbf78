#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The demonstration behind `./run demo`: a real guest under a real libvirt daemon, found and shown by
# oriel. Ends when the window is closed, or by Ctrl-C; either way nothing is left behind but the
# picture it saved.
#
# Usage: demo.sh ORIEL PICTURE.png [--session | --private]
#
#   --session   under the user's own daemon, qemu:///session
#   --private   under a daemon that is private to this script
#
# Without either it is the user's own daemon where there is a systemd user session. There the guest
# has a name of its own, is never defined, and nothing else of the user's is touched.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
oriel=$1
picture=$2
daemon=${3:-}
guest=oriel-demo-$$
boot_timeout=120 # seconds; emulated guests on busy machines take their time

step() {
  printf '==> %s\n' "$*"
}

die() {
  printf 'demo: %s\n' "$*" >&2
  exit 1
}

# virsh, which waits for a daemon that hangs no longer than that.
ask_libvirt() {
  timeout 30 virsh -q -c "$uri" "$@" >/dev/null 2>&1 </dev/null
}

# Root has no session daemon: for root libvirt takes qemu:///session to the system's.
has_user_session() {
  local uri=qemu:///session
  [ "$(id -u)" -ne 0 ] && [ -d /run/systemd/system ] && [ -n "${XDG_RUNTIME_DIR:-}" ] &&
    command -v virsh >/dev/null && ask_libvirt uri
}

is_running() {
  [ "$(LC_ALL=C timeout 30 virsh -q -c "$uri" domstate "$guest" 2>/dev/null </dev/null)" = running ]
}

# A daemon ends the guest with the connection that made it, and the private one itself with its
# standard input; so nothing is left behind even if this script is killed.
finish() {
  trap '' INT TERM HUP
  [ -z "${view_pid:-}" ] || kill "$view_pid" 2>/dev/null || true
  if [ -n "${guest_pid:-}" ]; then
    step "Ending the guest"
    end_guest
    ! is_running || echo "demo: $guest still runs; virsh destroy ends it" >&2
  fi
  if [ -n "${daemon_pid:-}" ]; then
    step "Ending its libvirt daemon"
    kill "$daemon_pid" 2>/dev/null || true
    wait "$daemon_pid" 2>/dev/null || true
  else
    rm -f "${XDG_CACHE_HOME:-${HOME:-}/.cache}/libvirt/qemu/log/$guest.log"
  fi
}

start_private_daemon() {
  local ready
  step "Starting a libvirt daemon"
  # Nor does Ctrl-C reach the daemon: the guest is ended first.
  coproc DAEMON { exec setsid "$here/../libvirt/private-libvirt.py"; }
  # shellcheck disable=SC2153 # set by coproc
  daemon_pid=$DAEMON_PID
  read -r -u "${DAEMON[0]}" ready uri || ready=
  [ "$ready" = READY ] || die "the libvirt daemon did not start"
}

# The guest lives as long as the connection that made it, and that as long as this script. Ctrl-C
# does not reach it: finish() ends it in its turn.
start_guest() {
  local type=$1 kernel=/boot/memtest86+x64.bin deadline=$((SECONDS + boot_timeout))
  [ -e "$kernel" ] || die "no $kernel; install memtest86+"
  step "Starting $guest, a guest that runs memtest86+"
  setsid setpriv --pdeathsig KILL virsh -q -c "$uri" \
    "create --autodestroy --file /dev/stdin; event --domain $guest --event lifecycle --loop" \
    < <(sed "s|@NAME@|$guest|; s|@TYPE@|$type|; s|@KERNEL@|$kernel|" "$here/guest.xml") >/dev/null &
  guest_pid=$!
  until is_running; do
    kill -0 "$guest_pid" 2>/dev/null || die "the guest did not start"
    [ "$SECONDS" -lt "$deadline" ] || die "the guest did not start in time"
    sleep 0.1
  done
}

end_guest() {
  kill "$guest_pid" 2>/dev/null || true
  wait "$guest_pid" 2>/dev/null || true
  ask_libvirt destroy "$guest" || true
}

# KVM inside of some virtual machines stops its guest at the first instruction that it cannot do.
runs_by_kvm() {
  local end=$((SECONDS + 8))
  ask_libvirt domcapabilities --virttype kvm || return 1
  start_guest kvm
  while [ "$SECONDS" -lt "$end" ]; do
    sleep 0.5
    is_running || return 1
  done
}

start_best_guest() {
  ! runs_by_kvm || return 0
  if [ -n "${guest_pid:-}" ]; then
    step "KVM does not get far with it: emulating the processor instead"
    end_guest
  fi
  start_guest qemu
}

# In the background as well, but with the terminal, which scripts keep from what runs there.
show_in_terminal() {
  step "No display here: oriel picker -c '$uri', in which $guest is"
  "$oriel" picker -c "$uri" <&0 &
  view_pid=$!
  wait "$view_pid"
}

# Takes pictures until there is text to read on one.
show_picture() {
  local text deadline=$((SECONDS + boot_timeout))
  step "No display here: taking a picture of the guest's screen once it has booted"
  while true; do
    "$oriel" screenshot -c "$uri" "$guest" -o "$picture" >/dev/null
    text=$("$here/read-screen.py" "$picture" 2>/dev/null) || text=
    grep -q "Status: Testing" <<<"$text" && break
    [ "$SECONDS" -lt "$deadline" ] || die "the guest did not boot"
    sleep 0.5
  done
  step "Saved $picture, on which can be read:"
  printf '%s\n' "$text"
}

trap 'exit 130' INT TERM HUP
trap finish EXIT

if [ -z "$daemon" ]; then
  if has_user_session; then daemon=--session; else daemon=--private; fi
fi
case "$daemon" in
  --session) uri=qemu:///session ;;
  --private) start_private_daemon ;;
  *) die "'$daemon' is neither --session nor --private" ;;
esac
start_best_guest

step "oriel list -c '$uri'"
"$oriel" list -c "$uri"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  step "oriel view -c '$uri' $guest"
  echo "    (the guest takes keys and pointer; close the window or press Ctrl-C here to end)"
  # In the background, since a shell that waits in the foreground is deaf to signals.
  "$oriel" view -c "$uri" "$guest" &
  view_pid=$!
  wait "$view_pid"
elif [ -t 0 ] && [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then
  show_in_terminal
else
  show_picture
fi
