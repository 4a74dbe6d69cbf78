// SPDX-License-Identifier: LGPL-2.1-or-later
/* Tells which USB devices are plugged in, and whenever that changes. */
#pragma once

#include "oriel-usb-plug.h"

typedef struct _OrielUsbWatch OrielUsbWatch;

/* @plugs: (transfer full) (element-type OrielUsbPlug) */
typedef void (*OrielUsbWatchFunc)(GPtrArray *plugs, gpointer data);

/* @changed is called in the main context of the caller, first soon after this and then at changes;
 * nothing wakes up in between. */
OrielUsbWatch *oriel_usb_watch_new(OrielUsbWatchFunc changed, gpointer data);
/* Nothing is called any more. */
void oriel_usb_watch_free(OrielUsbWatch *self);
