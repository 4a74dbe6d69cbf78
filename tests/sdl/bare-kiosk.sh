#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A kiosk on a machine without a display server, on its first terminal. Says "kiosk ended: STATUS" if it
# ends.
#
# Usage: bare-kiosk.sh ORIEL-SDL DIRECTORIES-OF-ITS-PROGRAMS URI
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run XDG_RUNTIME_DIR=/run TMPDIR=/run
export ORIEL_LIBEXEC_PATH="$2" SDL_VIDEODRIVER=kmsdrm SDL_AUDIODRIVER=dummy
/lib/systemd/systemd-udevd --daemon
udevadm trigger --action=add --subsystem-match=input --subsystem-match=drm
udevadm settle
echo started
setsid --ctty --wait "$1" --kiosk "$3" </dev/tty1
echo "kiosk ended: $?"
exec sleep infinity
