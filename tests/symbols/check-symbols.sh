#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# usage: check-symbols.sh LIBRARY LIST HEADER...
# Checks that LIBRARY exports what LIST names, and that this is what the HEADERs declare: a function
# that appears or goes is a decision, not an accident. Speaks TAP.
set -euo pipefail

library=$1 list=$2
shift 2
export LC_ALL=C

# The linker adds marks of its own where a library that is linked knows them.
exported() {
  nm -D --defined-only "$library" | awk '{ print $3 }' | grep -vxE '_end|_edata|__bss_start' | sort
}

# Names after ORIEL_PUBLIC or ORIEL_GTK_PUBLIC, and those that G_DECLARE_* declares; a declaration can take two lines.
declared() {
  grep -hv '^#' "$@" | tr '\n' ' ' |
    grep -oE 'ORIEL_(GTK_)?PUBLIC +(G_DECLARE_[A-Z_]+\( *[A-Za-z]+, *[a-z_]+|[^;(]*\()' |
    sed -E 's/.*G_DECLARE_.*, *([a-z_]+)$/\1_get_type/; s/.*[ *]([a-z0-9_]+)\($/\1/' | sort
}

# same NUMBER NAME WANTED FOUND ADVICE
same() {
  local difference
  if difference=$(diff <(echo "$3") <(echo "$4")); then
    echo "ok $1 $2"
  else
    echo "not ok $1 $2"
    echo "# $5"
    echo "# ${difference//$'\n'/$'\n'# }"
    status=1
  fi
}

status=0
echo 1..2
same 1 "exports what the list names" "$(cat "$list")" "$(exported)" \
  "If the change is meant: nm -D --defined-only $library | awk '{ print \$3 }' | grep ^oriel | LC_ALL=C sort >$list"
same 2 "exports what the headers declare" "$(declared "$@")" "$(exported)" \
  "< is declared and not defined, > is defined and not declared (or not as ORIEL_PUBLIC)"
exit "$status"
