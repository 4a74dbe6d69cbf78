#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks: C files are formatted by .clang-format, shell scripts pass shellcheck, every source says
# its licence first, and no line of core or of a frontend asks for the protocol. Run in the source tree; speaks TAP.
set -euo pipefail

# What belongs to the project is what git knows; a release unpacked elsewhere was checked before.
if [ ! -e .git ]; then
  echo "1..0 # SKIP no work tree of git"
  exit 0
fi

mapfile -t files < <(git ls-files --cached --others --exclude-standard)
c_files=() others=() sources=()
for file in "${files[@]}"; do
  [ -f "$file" ] || continue
  case "$file" in
    *.c | *.h) c_files+=("$file") sources+=("$file") ;;
    *.py) sources+=("$file") ;;
    *) others+=("$file") ;;
  esac
done
mapfile -t scripts < <(LC_ALL=C awk 'FNR == 1 { if (/^#!\/.*sh/) print FILENAME; nextfile }' "${others[@]}")
sources+=("${scripts[@]}")

status=0
# check NUMBER NAME COMMAND...: one case; what the command says becomes diagnostics.
check() {
  local number=$1 name=$2 output
  shift 2
  if output=$("$@" 2>&1); then
    echo "ok $number $name"
  else
    echo "not ok $number $name"
    echo "# ${output//$'\n'/$'\n'# }"
    status=1
  fi
}

# shellcheck disable=SC2317 # called by check
licensed() {
  LC_ALL=C awk '
    FNR <= 2 && /SPDX-License-Identifier: LGPL-2.1-or-later/ { said[FILENAME] = 1; nextfile }
    FNR > 2 { nextfile }
    END {
      for (i = 1; i < ARGC; i++)
        if (!said[ARGV[i]]) {
          print ARGV[i] ": the first line has to name the licence (SPDX)"
          bad = 1
        }
      exit bad
    }' "${sources[@]}"
}

# A comparison with the name of a protocol; those of vv-file.c are words of that file's format.
# shellcheck disable=SC2317 # called by check
indifferent() {
  LC_ALL=C awk '
    FILENAME !~ /^(core|frontends)\// || FILENAME == "frontends/shared/vv-file.c" { nextfile }
    FNR == 1 { call = "" }
    { call = call " " $0 }
    call ~ /(equal|cmp|case|prefix|suffix|match|find|contains|==|!=)[a-z0-9_]* *\(?[^;]*"(vnc|spice|rfb)"/ {
      print FILENAME ":" FNR ": asks for the protocol: make it a column of the table of protocols, or a slot"
      call = ""
      bad = 1
    }
    /[;{}]/ { call = "" }
    END { exit bad }' "${c_files[@]}"
}

echo 1..4
check 1 clang-format clang-format-14 --dry-run -Werror "${c_files[@]}"
check 2 shellcheck shellcheck --exclude=SC1091 "${scripts[@]}"
check 3 licence licensed
check 4 protocols indifferent
exit "$status"
