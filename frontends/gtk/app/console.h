// SPDX-License-Identifier: LGPL-2.1-or-later
/* The life of the connection to a guest's console, in the words of a window. What a person sees of
 * it is the hooks' business. */
#pragma once

#include "shared/attachment.h"

G_BEGIN_DECLS

typedef struct {
  /* A session begins; it is not connected yet. */
  void (*session_made)(OrielSession *session, gpointer user_data);
  /* Connecting goes on; @seconds is how long it has so far. */
  void (*connecting)(guint seconds, gpointer user_data);
  /* The guest is waited for, however long that takes; @text says what it is to do. */
  void (*waiting)(const char *text, gpointer user_data);
  /* Credentials are needed: console_answer() or console_cancel() is to follow. */
  void (*asked)(OrielAuthRequest *request, gpointer user_data);
  /* A key has to be trusted, or not: console_answer_trust() is to follow. */
  void (*asked_trust)(OrielTrustRequest *request, gpointer user_data);
  /* The screen to show has its first picture. */
  void (*connected)(OrielDisplay *display, gpointer user_data);
  /* It ended, or never began. @seconds: to the next try; 0 = none is planned. Called again as they
   * pass. */
  void (*ended)(gboolean was_connected, const char *reason, guint seconds, gpointer user_data);
  /* Something worth a word. */
  void (*told)(const char *text, gpointer user_data);
  /* It is over; nothing is called after this. */
  void (*finished)(ExitStatus status, gpointer user_data);
} ConsoleHooks;

typedef struct _Console Console;

Console *
console_new(ViewOptions *options, OrielGuest *guest, const ConsoleHooks *hooks, gpointer user_data);
void console_free(Console *self);
void console_start(Console *self);
void console_retry(Console *self);
void console_cancel(Console *self);
void console_stop(Console *self);
void console_answer(Console *self, const char *username, const char *password);
void console_answer_trust(Console *self, OrielTrust trust);
OrielSession *console_get_session(Console *self);
OrielGuest *console_get_guest(Console *self);

G_END_DECLS
