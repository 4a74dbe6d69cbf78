// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Connection files, `*.vv`, as remote-viewer(1) describes them: what they say. Pure. They come from
 * a browser more often than not, so that everything in them is checked.
 */
#pragma once

#include "shared/hotkeys.h"

G_BEGIN_DECLS

/* What virt-viewer compares with the versions that a file asks for: the one whose files we read. */
#define VV_FILE_VERSION "11.0"

typedef struct {
  OrielTarget *target; /* (owned) */
  char *username;      /* NULL = none, as for all texts here */
  char *password;      /* wiped when it is freed */
  char *title;
  char *ca; /* PEM */
  char *host_subject;
  char *tls_ciphers;
  char *secure_channels;  /* separated by commas, as all lists here */
  char *disable_channels; /* of those that virt-viewer knows */
  char *proxy;
  char *disable_effects;
  char *usb_filter;
  char *usb_redirect_on_connect;
  int color_depth; /* 0 = not given */
  /* -1 = not given */
  int full_screen;
  int enable_smartcard;
  int enable_usbredir;
  int enable_usb_autoshare;
  gboolean delete_this_file;
  gboolean has_ovirt; /* there is a group for oVirt's own menu */
  Hotkeys hotkeys;    /* all there are */
  GPtrArray *notes;   /* (owned) (element-type utf8): what is of no effect, and why */
} VvFile;

void vv_file_clear(VvFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VvFile, vv_file_clear)

/*
 * Reads @text, which is taken apart on the way; wiping it is the caller's business. @os: this
 * system as libosinfo calls it, such as "debian12", for `versions`; NULL = unknown. @self is to be
 * cleared by vv_file_clear(), also on error.
 *
 * Errors: ORIEL_ERROR_INVALID for what is malformed, with the line or the key;
 * ORIEL_ERROR_NOT_SUPPORTED for what a newer program, or one for oVirt, has to open. None repeats a
 * secret.
 */
gboolean vv_file_parse(VvFile *self, char *text, gsize length, const char *os, GError **error);

/* Whether the version @wanted is later than @have, as virt-viewer compares them: number by number,
 * first what is before "-", then what is behind it; what is no number is no reason. */
gboolean vv_file_is_later(const char *wanted, const char *have);

G_END_DECLS
