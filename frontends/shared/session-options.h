// SPDX-License-Identifier: LGPL-2.1-or-later
/* The options of every command that opens a session, and where its passwords come from. */
#pragma once

#include "shared/connect-options.h"

G_BEGIN_DECLS

typedef struct {
  char *connect;   /* the host of a guest's name; NULL = the default */
  char *protocol;  /* of the guest's displays; NULL = the first that works */
  gboolean direct; /* by the address of the guest's display */
  char *encodings; /* comma-separated, best first; NULL = chosen by the link */
  int password_fd; /* where the password is read from; -1 = asked on the terminal */
  ConnectOptions network;
  GError *refusal; /* why no password could be given, once that happened */
} SessionOptions;

#define SESSION_OPTIONS_INIT ((SessionOptions){.password_fd = -1})

void session_options_clear(SessionOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SessionOptions, session_options_clear)

/* Adds the options to @context; parsing fills @self, which has to outlive it. */
void session_options_add(SessionOptions *self, GOptionContext *context);

/* Makes @session do as the options say; its requests for passwords are answered from then on, which
 * blocks. Both have to outlive the connection. */
void session_options_apply(SessionOptions *self, OrielSession *session);

G_END_DECLS
