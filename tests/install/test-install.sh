#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# An installed copy works, and has everything where it belongs. Speaks TAP.
#
# Usage: test-install.sh BUILD PREFIX LIBEXECDIR LIBDIR
set -euo pipefail
build=$1 prefix=$2 libexecdir=$3 libdir=$4
root=$(mktemp -d --tmpdir oriel-install.XXXXXX)
trap 'rm -rf "$root"' EXIT
number=0
status=0

# check NAME COMMAND...: one case; what the command says becomes diagnostics.
check() {
  local output outcome=ok
  number=$((number + 1))
  output=$("${@:2}" 2>&1) || { outcome="not ok"; status=1; }
  echo "$outcome $number $1"
  [ "$outcome" = ok ] || echo "# ${output//$'\n'/$'\n'# }"
}

# shellcheck disable=SC2317 # called by check
has() {
  local file missing=0
  for file; do
    [ -e "$root$prefix/$file" ] || { echo "missing: $file"; missing=1; }
  done
  [ "$missing" -eq 0 ] || (cd "$root" && find . -type f)
  return "$missing"
}

# No file of an installation names the tree it was built in.
# shellcheck disable=SC2317 # called by check
forgets_the_build() {
  ! grep -rl --exclude='*.debug' -e "runpath.*$build" "$root" &&
    ! readelf -d "$root$prefix"/bin/* "$root$prefix/$libexecdir"/oriel/* | grep -E 'R(UN)?PATH.*build'
}

# The prefix is not where the copy lies, so the environment says where things are.
# shellcheck disable=SC2317 # called by check
runs() {
  env -u DISPLAY -u WAYLAND_DISPLAY LD_LIBRARY_PATH="$root$prefix/$libdir" \
    ORIEL_LIBEXEC_PATH="$root$prefix/$libexecdir/oriel:$root$prefix/$libdir/oriel-1" \
    "$root$prefix/bin/oriel" "$@"
}

# shellcheck disable=SC2317 # called by check
lists() {
  local output
  output=$(runs list -c test:///default)
  grep -q '^1 *test *running' <<<"$output" || { echo "$output"; return 1; }
}

# systemd itself finds nothing wrong with it, but that the programs are not where they will be.
# shellcheck disable=SC2317 # called by check
is_unit() {
  local said
  has lib/systemd/system/oriel-kiosk@.service
  sed -e "s|$prefix/bin/oriel|/bin/true|" -e 's|=cage|=/bin/true|' \
    "$root$prefix/lib/systemd/system/oriel-kiosk@.service" >"$root/oriel-kiosk@.service"
  said=$(systemd-analyze --man=no verify "$root/oriel-kiosk@name.service" 2>&1) || return 1
  [ -z "$said" ] || { echo "$said"; return 1; }
}

# shellcheck disable=SC2317 # called by check
completes() {
  bash -n "$root$prefix/share/bash-completion/completions/oriel"
}

# shellcheck disable=SC2317 # called by check
compiles() {
  mkdir "$root/pc"
  sed "s|^prefix=.*|prefix=$root$prefix|" "$root$prefix/$libdir/pkgconfig/oriel-1.pc" \
    >"$root/pc/oriel-1.pc"
  cat >"$root/program.c" <<END
#include <oriel.h>
int main(void) { return oriel_session_get_type() == 0; }
END
  # shellcheck disable=SC2046 # lists of flags
  cc -Werror -o "$root/program" "$root/program.c" \
    $(PKG_CONFIG_PATH="$root/pc" pkg-config --cflags --libs oriel-1)
  LD_LIBRARY_PATH="$root$prefix/$libdir" "$root/program"
}

# shellcheck disable=SC2317 # called by check
embeds() {
  sed "s|^prefix=.*|prefix=$root$prefix|" "$root$prefix/$libdir/pkgconfig/oriel-gtk-1.pc" \
    >"$root/pc/oriel-gtk-1.pc"
  cat >"$root/embed.c" <<END
#include <oriel-gtk.h>
int main(void) { return oriel_gtk_scaling_get_type() == 0; }
END
  # shellcheck disable=SC2046 # lists of flags
  cc -Werror -o "$root/embed" "$root/embed.c" \
    $(PKG_CONFIG_PATH="$root/pc:${PKG_CONFIG_PATH-}" pkg-config --cflags --libs oriel-gtk-1)
  LD_LIBRARY_PATH="$root$prefix/$libdir" "$root/embed"
}

echo 1..9
check "meson install" meson install -C "$build" --no-rebuild --destdir "$root" --quiet
check "programs, library, headers, manual, completion" has bin/oriel \
  "$libexecdir/oriel/oriel-session-test" "$libdir/liboriel-1.so.0" include/oriel-1/oriel.h \
  "$libdir/pkgconfig/oriel-1.pc" share/man/man1/oriel.1 share/man/man1/oriel-view.1 \
  share/bash-completion/completions/oriel bin/oriel-virt-viewer bin/oriel-remote-viewer \
  share/man/man1/oriel-remote-viewer.1 share/bash-completion/completions/oriel-remote-viewer \
  share/applications/oriel-remote-viewer.desktop share/mime/packages/oriel-vv.xml
check "nothing depends on the build tree" forgets_the_build
if [ -e "$root$prefix/$libdir/oriel-1/liboriel-host-libvirt.so" ]; then
  check "oriel list" lists
else
  number=$((number + 1))
  echo "ok $number oriel list # SKIP built without libvirt"
fi
check "oriel screenshot" runs screenshot test:// -o "$root/picture.png"
check "completion parses" completes
if command -v systemd-analyze >/dev/null; then
  check "the unit of a kiosk" is_unit
else
  number=$((number + 1))
  echo "ok $number the unit of a kiosk # SKIP systemd-analyze is not here"
fi
check "a program compiles with pkg-config" compiles
if [ -e "$root$prefix/$libdir/liboriel-gtk-1.so" ]; then
  check "so does one with the widget" embeds
else
  number=$((number + 1))
  echo "ok $number so does one with the widget # SKIP built without GTK"
fi
exit "$status"
