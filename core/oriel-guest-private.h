// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of OrielGuest share. */
#pragma once

#include "impl/oriel-guest-impl.h"

#define ORIEL_GUEST_MAX_NAME 256         /* bytes of a name or a title */
#define ORIEL_GUEST_MAX_DESCRIPTION 4096 /* bytes of a description */

/* Where all guests of a host find it: what a weak pointer to it would cost each of thousands, when
 * it comes and when it goes, is paid once. */
typedef struct {
  OrielHost *host; /* (unowned) (nullable): NULL when it is gone */
} OrielHostHandle;

typedef struct {
  OrielHostHandle *host_handle; /* (owned) (nullable) */
  char *name;                   /* (owned) */
  char uuid[37];                /* here, since hosts may have thousands of guests */
  char *title;                  /* (owned) (nullable) */
  char *description;            /* (owned) (nullable) */
  char *metadata;               /* (owned) (nullable) */
  GListStore *graphics;         /* (owned) (nullable) of OrielGraphics, made when asked for */
  GListStore *consoles;         /* (owned) (nullable) of OrielConsole, made when asked for */
  guint64 memory;
  guint vcpus;
  int id;
  OrielGuestState state;
  gboolean has_details;
  gboolean autostart;
  /* As of the last statistics. */
  guint64 cpu_time; /* ns, of all processors */
  gint64 sampled;   /* monotonic time in µs; 0 = never */
  double cpu_share; /* -1 = not known */
  guint64 memory_used;
} OrielGuestPrivate;

OrielGuestPrivate *oriel_guest_private(OrielGuest *self);

/* The task of an asynchronous call, for the slot of the class. NULL, and the call has failed, when
 * that is not @possible: the class has no slot for @what, such as "A text console". (transfer full)
 * (nullable) */
GTask *oriel_guest_begin(OrielGuest *self,
                         gpointer tag,
                         gboolean possible,
                         const char *what,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* The end of one that returns a boolean. */
gboolean oriel_guest_end(OrielGuest *self, GAsyncResult *result, gpointer tag, GError **error);

/* Emits OrielHost::guest-changed, if the guest still has a host. */
void oriel_guest_tell_changed(OrielGuest *self);

/* (transfer full): an atomic reference counted box */
OrielHostHandle *oriel_host_dup_handle(OrielHost *self);
void oriel_host_tell_guest_changed(OrielHost *self, OrielGuest *guest);

/* As the slot check_way has it, of any guest. */
void oriel_guest_check_way_async(OrielGuest *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean oriel_guest_check_way_finish(OrielGuest *self, GAsyncResult *result, GError **error);
