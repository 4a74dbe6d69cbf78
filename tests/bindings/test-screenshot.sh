#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The example saves a picture, or says why not. Usage: test-screenshot.sh PYTHON SCRIPT
set -euo pipefail
directory=$(mktemp -d --tmpdir oriel-screenshot.XXXXXX)
trap 'rm -rf "$directory"' EXIT

"$1" "$2" 'test://?size=320x200' "$directory/picture.png"
# The size stands in the first chunk of a PNG file: 320 x 200.
[ "$(od -A n -j 16 -N 8 -t x1 "$directory/picture.png" | tr -d ' ')" = 00000140000000c8 ]

if "$1" "$2" 'test://?fail=connect' "$directory/none.png" 2>"$directory/errors"; then
  echo "succeeded without a server" >&2
  exit 1
fi
[ -s "$directory/errors" ] && [ ! -e "$directory/none.png" ]
