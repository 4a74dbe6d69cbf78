// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The options of every command that opens a session without a window: some of those of all
 * frontends. The target means what it does to them, be it a connection file or the name of a saved
 * connection, and so do the options; passwords come from where theirs come from, and are asked for
 * on the terminal.
 */
#pragma once

#include "shared/login.h"

G_BEGIN_DECLS

/* Has a person answer @request, by session_options_answer() or with a refusal. */
typedef void (*SessionAsk)(OrielAuthRequest *request, gpointer user_data);

typedef struct {
  char *connect;   /* the host of a guest's name; NULL = the default */
  char *protocol;  /* of the guest's displays; NULL = the first that works */
  gboolean direct; /* by the address of the guest's display */
  char *encodings; /* comma-separated, best first; NULL = chosen by the link */
  int password_fd; /* where the password is read from; -1 = asked on the terminal */
  ConnectOptions network;

  ViewOptions view; /* all of that and the target, once session_options_take_target() is called */
  Login login;
  gboolean from_keyring; /* what was answered */
  GError *refusal;       /* why no password could be given, once that happened */
  char *username;        /* what was answered last: whoever connects again is not asked again */
  char *password;
  gboolean silent; /* the terminal is not there to ask on */
  SessionAsk ask;  /* who asks then; NULL = nobody */
  gpointer ask_data;
} SessionOptions;

#define SESSION_OPTIONS_INIT ((SessionOptions){.password_fd = -1, .view = {.password_fd = -1}})

void session_options_clear(SessionOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SessionOptions, session_options_clear)

/* Adds the options to @context; parsing fills @self, which has to outlive it. */
void session_options_add(SessionOptions *self, GOptionContext *context);

/* What @target means, with the options that were parsed; once. Blocks as files do. Errors: those of
 * view_options_parse(); what is wrong with a connection file is told when it is connected to. */
gboolean session_options_take_target(SessionOptions *self, const char *target, GError **error);

/* Makes @session, that of view_session_resolve_async(), do as the options say, beside other viewers
 * and without sound; its requests for passwords are answered from then on, which blocks where the
 * terminal is asked. Both have to outlive the connection. */
void session_options_apply(SessionOptions *self, OrielSession *session);
/* From here on nobody is asked on the terminal, nor told anything there: a session that connects
 * again gets what was answered before, and what else is asked goes to @ask (nullable: is refused).
 * Once more changes who asks. */
void session_options_silence(SessionOptions *self, SessionAsk ask, gpointer user_data);
/* Answers @request, and those of the same kind that follow when the session connects again. */
void session_options_answer(SessionOptions *self,
                            OrielAuthRequest *request,
                            const char *username,
                            const char *password);

G_END_DECLS
