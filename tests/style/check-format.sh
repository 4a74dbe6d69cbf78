#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks: C files are formatted by .clang-format, shell scripts pass shellcheck, and every source
# says its licence first. Run in the source tree; speaks TAP.
set -euo pipefail

mapfile -t files < <(git ls-files --cached --others --exclude-standard)
c_files=() scripts=() sources=()
for file in "${files[@]}"; do
  [ -f "$file" ] || continue
  case "$file" in
    *.c | *.h) c_files+=("$file") sources+=("$file") ;;
    *.py) sources+=("$file") ;;
    *) if head -c 32 "$file" | grep -aq '^#!/.*sh'; then scripts+=("$file") sources+=("$file"); fi ;;
  esac
done

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
  local file bad=0
  for file in "${sources[@]}"; do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: LGPL-2.1-or-later' ||
      { echo "$file: the first line has to name the licence (SPDX)"; bad=1; }
  done
  return "$bad"
}

echo 1..3
check 1 clang-format clang-format-14 --dry-run -Werror "${c_files[@]}"
check 2 shellcheck shellcheck --exclude=SC1091 "${scripts[@]}"
check 3 licence licensed
exit "$status"
