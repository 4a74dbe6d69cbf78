// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What the command line of every frontend says, in the words of virt-viewer and remote-viewer.
 *
 * A frontend adds the few options that are its own (ViewProgram). One that it cannot serve is
 * accepted all the same; where that matters to a person, it says so on the standard error.
 */
#pragma once

#include "shared/connect-options.h"
#include "shared/desktop-keys.h"
#include "shared/exit-status.h"
#include "shared/hotkeys.h"
#include "shared/key-remap.h"
#include "shared/spice-options.h"
#include "shared/target-resolve.h"
#include "shared/vv-load.h"

G_BEGIN_DECLS

typedef struct {
  /* The guest */
  char *target;         /* a URI, the name, id or uuid of a guest, or a connection file; NULL = none
                         * was given, see ViewProgram */
  OrielTarget *address; /* of a connection file; NULL = the target says it */
  GError *refusal;      /* why there can be no session, whatever is tried: of a connection file */
  TargetBy by;          /* what of a guest the target is */
  char *connect;        /* the host of a guest; NULL = the default */
  char *protocol;       /* of the guest's displays; NULL = the first that works */
  gboolean wait;        /* until the guest runs */
  gboolean reconnect;
  gboolean direct; /* no tunnel, even where the host is reached by ssh */
  gboolean attach; /* by a socket that the host opens */

  /* The window */
  char *title;        /* NULL = what the guest calls itself */
  char *window_class; /* for the window manager; NULL = the program's */
  char *window_name;
  int zoom;    /* percent, 0 = none was given */
  int monitor; /* from 1, 0 = wherever the window is */
  gboolean full_screen;
  gboolean kiosk;
  gboolean quit_on_disconnect;
  gboolean auto_resize;
  gboolean local_cursor;
  gboolean confine_pointer;
  gboolean view_only;
  Hotkeys hotkeys;
  KeyRemap keymap;
  DesktopKeys desktop_keys;
  char *keymap_text; /* the same two as they were written; NULL = they were not */
  char *desktop_keys_text;
  char *keyboard; /* the layout of the guest's; NULL = that of this computer */

  /* The session */
  ConnectOptions network;
  SpiceOptions spice;
  char *encodings; /* NULL = chosen by the link */
  gboolean shared;
  gboolean audio;
  gboolean microphone;
  gboolean no_clipboard; /* it is not shared */
  gboolean no_keyring;   /* it is neither asked nor offered */
  char *prefer;          /* protocols of displays, best first; NULL = none is preferred */
  char *shared_folder;   /* NULL = none */
  gboolean shared_folder_writable;
  char **share_cds; /* (nullable): files */
  int password_fd;  /* -1 = ask */
  char *username;   /* of a connection file, as all that follows; NULL = ask */
  char *password;
  char *ca_data; /* PEM; NULL = none */
  VvOrigin origin;
  gboolean delete_file; /* once it is connected */

  char *save;   /* the name to keep the connection under; NULL = none */
  char **words; /* the command line, with those of a saved connection, without the program */

  gboolean verbose; /* say what is done */
  gboolean debug;
  gboolean version; /* only the version is wanted; the rest was not looked at */
} ViewOptions;

/* The frontend that parses. Everything is borrowed for the call. */
typedef struct {
  const char *summary;         /* for --help */
  const GOptionEntry *entries; /* its own options; NULL = it has none */
  gboolean target_optional;    /* it can do something without a target, too */
} ViewProgram;

void view_options_clear(ViewOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ViewOptions, view_options_clear)

gboolean view_options_parse(
    ViewOptions *self, const ViewProgram *program, int *argc, char ***argv, GError **error);
/* Whether the command line @argv makes sense, as far as it is that of every frontend, and leaves to
 * the person what to show; for whoever has to know before a frontend does. Nothing is done. */
gboolean view_options_lack_target(char *const *argv);
void view_options_configure(const ViewOptions *self, OrielSession *session);
void view_options_say(const ViewOptions *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* @value is one of the two words; NULL is the first. Errors: ORIEL_ERROR_INVALID. */
gboolean view_options_choose(const char *option,
                             const char *value,
                             const char *first,
                             const char *second,
                             gboolean *is_first,
                             GError **error);

G_END_DECLS
