// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-usb-plug.h"
#include "oriel.h"

/* A file that guests see as a CD, on its way to one. */
OrielUsbDevice *oriel_usb_device_new_cd(GFile *file);
/* A device of this machine. @plug: (transfer full) */
OrielUsbDevice *oriel_usb_device_new_plugged(OrielUsbPlug *plug);

/* (transfer none) (nullable): NULL = it is a file */
const OrielUsbPlug *oriel_usb_device_get_plug(OrielUsbDevice *self);

/* Opens what it stands for, in words for a person where that cannot be; -1 = it cannot. Blocks; may
 * be called in any thread. */
int oriel_usb_device_open(OrielUsbDevice *self, GError **error);

/* The number it has on the wire; 0 = none yet. */
guint oriel_usb_device_get_id(OrielUsbDevice *self);
void oriel_usb_device_set_id(OrielUsbDevice *self, guint id);
void oriel_usb_device_set_state(OrielUsbDevice *self, OrielUsbState state);
/* @problem: (nullable) */
void oriel_usb_device_set_problem(OrielUsbDevice *self, const char *problem);
