// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a person has set for all consoles, whatever frontend shows them: the group `view` of
 * $XDG_CONFIG_HOME/oriel/view.conf. Its keys are named as the options of the command line, which
 * has the last word. Comments and keys that are not known stay in it. Blocks as files do.
 */
#pragma once

#include "shared/hotkeys.h"
#include "shared/settings-file.h"

G_BEGIN_DECLS

typedef struct {
  gboolean auto_resize; /* the guest follows the window's size */
  gboolean view_only;
  gboolean reconnect;
  gboolean audio;
  gboolean microphone;
  gboolean clipboard; /* is shared with the guest */
  gboolean keyring;   /* may be asked for passwords, and offered to keep them */
  gboolean share_usb; /* what is plugged in goes to the guest, but for keyboards and mice */
  int zoom;           /* percent; 0 = none is set */
  char *prefer;       /* (owned) (nullable): protocols of displays, best first */
  GStrv send_keys;    /* (owned): combinations of the user's own, see hotkeys_add_own() */

  SettingsFile file;
} ViewSettings;

/* A file that is not there is no error: everything has a default. What is wrong in it is left at
 * its default, and *@complaint says what (transfer full) (nullable). @path NULL = the usual one, ""
 * = none. */
void view_settings_load(ViewSettings *self, const char *path, char **complaint);
/* Writes what differs from what was read. Errors: G_FILE_ERROR; ORIEL_ERROR_INVALID for a file that
 * is damaged. */
gboolean view_settings_save(ViewSettings *self, GError **error);
void view_settings_clear(ViewSettings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ViewSettings, view_settings_clear)

/* Adds the combinations of the user's own to @hotkeys, those that make sense. */
void view_settings_add_keys(const ViewSettings *self, Hotkeys *hotkeys);

G_END_DECLS
