#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What the desktop learns of the programs is valid, and a connection file is known as such.
# Speaks TAP.
#
# Usage: test-desktop.sh SOURCE
set -euo pipefail
source=$1
data=$(mktemp -d --tmpdir oriel-desktop.XXXXXX)
trap 'rm -rf "$data"' EXIT
number=0
status=0

# check NAME TOOL ARGUMENT...: one case; what the tool says becomes diagnostics.
check() {
  local output outcome=ok
  number=$((number + 1))
  if ! command -v "$2" >/dev/null; then
    echo "ok $number $1 # SKIP there is no $2"
    return
  fi
  output=$("${@:2}" 2>&1) || { outcome="not ok"; status=1; }
  echo "$outcome $number $1"
  [ "$outcome" = ok ] || echo "# ${output//$'\n'/$'\n'# }"
}

# shellcheck disable=SC2317 # called by check
knows_files() {
  local type
  mkdir -p "$data/mime/packages"
  cp "$source/frontends/cli/oriel-vv.xml" "$data/mime/packages"
  XDG_DATA_DIRS=$data update-mime-database "$data/mime"
  printf '[virt-viewer]\ntype=vnc\n' >"$data/a.vv"
  grep -q '^50:application/x-virt-viewer:\*\.vv$' "$data/mime/globs2" || return 1
  type=$(XDG_DATA_HOME=$data XDG_DATA_DIRS=$data gio info -a standard::content-type "$data/a.vv")
  grep -q 'application/x-virt-viewer' <<<"$type" || { echo "$type"; return 1; }
}

echo 1..3
check "desktop files" desktop-file-validate "$source/frontends/gtk/app/data/org.oriel.Oriel.desktop" \
  "$source/frontends/cli/oriel-remote-viewer.desktop"
check "AppStream" appstreamcli validate --no-net \
  "$source/frontends/gtk/app/data/org.oriel.Oriel.metainfo.xml"
if command -v update-mime-database gio >/dev/null; then
  check "the type of connection files" knows_files
else
  echo "ok 3 the type of connection files # SKIP no update-mime-database, or no gio"
fi
exit "$status"
