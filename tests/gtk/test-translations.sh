#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# All text for people can be translated: its files are in po/POTFILES, from which a template is made.
# Speaks TAP.
#
# Usage: test-translations.sh SOURCE
set -euo pipefail
cd "$1"
status=0

echo 1..2
missing=$(comm -23 <(grep -rlE '\b(_|N_|ngettext)\("' --include='*.c' frontends | sort) \
  <(grep -v '^#' po/POTFILES | sort))
if [ -z "$missing" ]; then
  echo "ok 1 all files are in po/POTFILES"
else
  echo "not ok 1 all files are in po/POTFILES"
  echo "# missing: ${missing//$'\n'/$'\n'# }"
  status=1
fi
if ! command -v xgettext >/dev/null; then
  echo "ok 2 the template # SKIP there is no xgettext"
elif template=$(grep -v '^#' po/POTFILES | xgettext --files-from=- --from-code=UTF-8 -k_ -kN_ \
  -kngettext:1,2 -o - 2>&1) && grep -q '^msgid "Add Connection"' <<<"$template"; then
  echo "ok 2 the template"
else
  echo "not ok 2 the template"
  echo "# ${template//$'\n'/$'\n'# }"
  status=1
fi
exit "$status"
