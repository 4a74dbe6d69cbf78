// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the command line says, in virt-viewer's and remote-viewer's words. */
#pragma once

#include "shared/connect-options.h"
#include "shared/exit-status.h"
#include "shared/hotkeys.h"

G_BEGIN_DECLS

typedef struct {
  char *target;    /* a URI, or the name, id or uuid of a guest */
  char *connect;   /* the host of a guest; NULL = the default */
  char *protocol;  /* of the guest's displays; NULL = the first that works */
  char *title;     /* NULL = what the guest calls itself */
  char *encodings; /* NULL = chosen by the link */
  char *share_cd;  /* a file; NULL = none */
  char *presenter; /* "auto", "surface" or "renderer" */
  ConnectOptions network;
  Hotkeys hotkeys;
  int zoom;        /* percent, 0 = none was given */
  int monitor;     /* from 1, 0 = wherever the window is */
  int password_fd; /* -1 = ask in the window */
  gboolean full_screen;
  gboolean view_only;
  gboolean kiosk;
  gboolean quit_on_disconnect;
  gboolean auto_resize;
  gboolean local_cursor;
  gboolean confine_pointer;
  gboolean shared;
  gboolean audio;
  gboolean microphone;
  char *shared_folder; /* NULL = none */
  gboolean shared_folder_writable;
  gboolean reconnect;
  gboolean version;
} Options;

void options_clear(Options *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

gboolean options_parse(Options *self, int *argc, char ***argv, GError **error);

G_END_DECLS
