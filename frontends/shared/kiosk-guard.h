// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A kiosk's window that is taken away by somebody else (minimized, made small, put on another
 * desktop, deprived of the keyboard) is put back. Whoever goes on taking it away is answered ever
 * more rarely, so that two who disagree do not keep the machine busy.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gboolean (*is_right)(gpointer user_data); /* the window is as it has to be */
  void (*put_right)(gpointer user_data); /* asks for that; it need not have happened at its end */
} KioskGuardHooks;

typedef struct _KioskGuard KioskGuard;

KioskGuard *kiosk_guard_new(const KioskGuardHooks *hooks, gpointer user_data);
void kiosk_guard_free(KioskGuard *self);

/* Something has happened to the window: looks at it in a moment, and on until it is right. */
void kiosk_guard_look(KioskGuard *self);

G_END_DECLS
