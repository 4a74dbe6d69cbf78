#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks: C files are formatted by .clang-format, shell scripts pass shellcheck, and every source
# says its licence first. Run in the source tree; speaks TAP.
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

echo 1..3
check 1 clang-format clang-format-14 --dry-run -Werror "${c_files[@]}"
check 2 shellcheck shellcheck --exclude=SC1091 "${scripts[@]}"
check 3 licence licensed
exit "$status"
