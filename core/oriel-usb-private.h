// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-link.h"
#include "oriel-usb-watch.h"
#include "oriel.h"

struct _OrielUsb {
  GObject parent_instance;

  OrielLink *link; /* borrowed; NULL once the session is over */
  gboolean view_only;
  gboolean listed; /* what was plugged in at first */
  guint n_channels;
  guint last_id;
  GPtrArray *devices;   /* (owned) (element-type OrielUsbDevice) */
  OrielUsbWatch *watch; /* (owned) (nullable) once the session is over */
};

/* Soon lists what is plugged in. */
OrielUsb *oriel_usb_new(void);
/* NULL: there is no session. */
void oriel_usb_set_link(OrielUsb *self, OrielLink *link);
/* The session is over: the guest has none of the devices any more. Tells so. */
void oriel_usb_clear(OrielUsb *self);
/* Nothing more is connected; what is connected stays. */
void oriel_usb_set_view_only(OrielUsb *self, gboolean view_only);
void oriel_usb_set_n_channels(OrielUsb *self, guint n_channels);
/* Lets the guest see @file as a CD. @task, which is taken, gets the device. */
void oriel_usb_share_cd(OrielUsb *self, GFile *file, GTask *task);
/* The guest has let go of a device; its number may be unknown. @reason: (nullable) */
void oriel_usb_gone(OrielUsb *self, guint id, const char *reason);

/* Of oriel-usb-connect.c: the list, and what is told of it. */
void oriel_usb_add(OrielUsb *self, OrielUsbDevice *device);
void oriel_usb_set_device_state(OrielUsb *self, OrielUsbDevice *device, OrielUsbState state);
/* The guest does not have @device, which its holders may still look at. @problem: (nullable) */
void oriel_usb_take_back(OrielUsb *self, OrielUsbDevice *device, const char *problem);
