// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The options that virt-viewer and remote-viewer call `--spice-...`, but for those that have a name
 * of our own beside it (connect-options.h, view-options.h).
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  char *disable_effects;         /* of the guest's desktop: a list; NULL = none */
  char *compression;             /* of pictures; NULL = the server's choice */
  char *smartcard_certificates;  /* a list; NULL = none */
  char *smartcard_db;            /* a folder; NULL = the system's */
  char *usb_auto_redirect;       /* a filter of devices that are plugged in; NULL = none */
  char *usb_redirect_on_connect; /* a filter of devices that are there; NULL = none */
  int cache_size;                /* bytes; 0 = as the session has it */
  int glz_window_size;           /* bytes; 0 = as the session has it */
  gboolean smartcard;
  gboolean disable_usb;
  gboolean disable_audio;
  gboolean debug;
  gboolean version;
} SpiceOptions;

void spice_options_clear(SpiceOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SpiceOptions, spice_options_clear)

/* (transfer full): the group, whose parsing fills @self, which has to outlive it. */
GOptionGroup *spice_options_new_group(SpiceOptions *self);

/* Errors: ORIEL_ERROR_INVALID for words that are none. */
gboolean spice_options_check(const SpiceOptions *self, GError **error);

/* What of them is a session's: effects, pictures that are kept, and the smartcard. */
void spice_options_apply(const SpiceOptions *self, OrielSession *session);

/* Tells on the standard error which of what was asked for is not there. */
void spice_options_note(const SpiceOptions *self);

G_END_DECLS
