// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-ssh-ask.h"

#include <string.h>

#include <gio/gunixsocketaddress.h>

#include "oriel-auth-request-private.h"
#include "oriel-trust-request-private.h"

#define MAX_PROMPT 4096 /* bytes */

/* One question; ssh asks one after the other. */
typedef struct {
  OrielSshAsk *asker; /* (unowned) */
  GSocketConnection *connection;
  OrielAuthRequest *auth;   /* weak */
  OrielTrustRequest *trust; /* weak */
  char prompt[MAX_PROMPT + 1];
} Question;

struct _OrielSshAsk {
  GSocketListener *listener;
  GCancellable *cancellable;
  char *peer; /* (owned) */
  OrielSshQuestions questions;
  gpointer user_data;
  Question *question; /* (owned) (nullable) */
  char *last;         /* (owned) (nullable) the last password's prompt: asked again = was wrong */
  guint retry;
  gboolean refused;
};

/* Trust */

static gboolean
is_about_trust(const char *prompt)
{
  return strstr(prompt, "authenticity of host") != NULL && strstr(prompt, "(yes/no") != NULL;
}

/* The text up to @end, or all of it. (transfer full) */
static char *
dup_until(const char *text, const char *end)
{
  const char *found = strstr(text, end);

  return oriel_text_sanitize(text, found != NULL ? (gssize)(found - text) : -1, 300);
}

OrielSshAsks
oriel_ssh_ask_read(const char *prompt, char **what, char **fingerprint)
{
  const char *print = strstr(prompt, "SHA256:");
  const char *key = strstr(prompt, "passphrase for key '");

  *fingerprint = NULL;
  if (is_about_trust(prompt)) {
    *fingerprint =
        print != NULL
            ? g_strndup(print,
                        strspn(print, "SHA256:" G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/="))
            : g_strdup("(ssh told none)");
    *what = oriel_text_sanitize("nobody vouches for the key of this machine, and ssh has not seen "
                                "it before",
                                -1, 300);
    return ORIEL_SSH_ASKS_TRUST;
  }
  if (key != NULL)
    *what = dup_until(strchr(key, '\'') - strlen("key "), ":");
  else
    *what = dup_until(prompt, strstr(prompt, "'s password") != NULL ? "'s password" : ": ");
  return ORIEL_SSH_ASKS_PASSWORD;
}

/* Questions */

static void
question_free(Question *self)
{
  if (self->auth != NULL)
    oriel_auth_request_withdraw(self->auth);
  g_clear_weak_pointer(&self->auth);
  if (self->trust != NULL)
    oriel_trust_request_withdraw(self->trust);
  g_clear_weak_pointer(&self->trust);
  g_io_stream_close(G_IO_STREAM(self->connection), NULL, NULL);
  g_object_unref(self->connection);
  explicit_bzero(self->prompt, sizeof self->prompt);
  g_free(self);
}

static void listen_again(OrielSshAsk *self);

/* Answers with @text and a line end, or with nothing. */
static void
answer(Question *question, const char *text)
{
  OrielSshAsk *self = question->asker;
  GSocket *socket = g_socket_connection_get_socket(question->connection);

  /* A few bytes to a socket that has room for them: it does not block. */
  if (text != NULL) {
    g_socket_send(socket, text, strlen(text), NULL, NULL);
    g_socket_send(socket, "\n", 1, NULL, NULL);
  } else
    self->refused = TRUE;
  g_clear_pointer(&self->question, question_free);
  listen_again(self);
}

static void
on_password(gpointer owner, const char *username, const char *password)
{
  Question *question = owner;

  g_clear_weak_pointer(&question->auth);
  answer(question, password);
}

static void
on_trust(gpointer owner, OrielTrust trust)
{
  Question *question = owner;

  g_clear_weak_pointer(&question->trust);
  answer(question, trust == ORIEL_TRUST_ALWAYS ? "yes" : NULL);
}

static void
ask_password(Question *question, const char *what)
{
  OrielSshAsk *self = question->asker;
  gboolean again = g_strcmp0(self->last, question->prompt) == 0;
  g_autoptr(OrielAuthRequest) request = NULL;

  self->retry = again ? self->retry + 1 : 0;
  g_free(self->last);
  self->last = g_strdup(question->prompt);
  request =
      oriel_auth_request_new(ORIEL_CREDENTIALS_PASSWORD, what, self->retry, on_password, question);
  g_set_weak_pointer(&question->auth, request);
  self->questions.ask(self->user_data, request);
}

static void
ask_trust(Question *question, const char *what, const char *fingerprint)
{
  OrielSshAsk *self = question->asker;
  g_autoptr(OrielTrustRequest) request =
      oriel_trust_request_new(self->peer, what, fingerprint, NULL, FALSE, on_trust, question);

  g_set_weak_pointer(&question->trust, request);
  self->questions.ask_trust(self->user_data, request);
}

static void
on_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  gboolean good = g_input_stream_read_all_finish(G_INPUT_STREAM(source), result, &length, &error);
  g_autofree char *what = NULL, *fingerprint = NULL;
  Question *question = user_data;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* and the question is gone */
  question->prompt[length] = '\0';
  if (!good || length == 0)
    answer(question, NULL);
  else if (oriel_ssh_ask_read(question->prompt, &what, &fingerprint) == ORIEL_SSH_ASKS_TRUST)
    ask_trust(question, what, fingerprint);
  else
    ask_password(question, what);
}

static void
on_accepted(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  GSocketConnection *connection =
      g_socket_listener_accept_finish(G_SOCKET_LISTENER(source), result, NULL, &error);
  OrielSshAsk *self = user_data;
  Question *question;

  if (connection == NULL)
    return; /* given up: @self may be gone */
  question = g_new0(Question, 1);
  question->asker = self;
  question->connection = connection;
  self->question = question;
  g_input_stream_read_all_async(g_io_stream_get_input_stream(G_IO_STREAM(connection)),
                                question->prompt, MAX_PROMPT, G_PRIORITY_DEFAULT, self->cancellable,
                                on_read, question);
}

static void
listen_again(OrielSshAsk *self)
{
  g_socket_listener_accept_async(self->listener, self->cancellable, on_accepted, self);
}

OrielSshAsk *
oriel_ssh_ask_new(const char *path,
                  const char *peer,
                  const OrielSshQuestions *questions,
                  gpointer user_data,
                  GError **error)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new();
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new(path);
  OrielSshAsk *self;

  if (!g_socket_listener_add_address(listener, address, G_SOCKET_TYPE_STREAM,
                                     G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error))
    return NULL;
  self = g_new0(OrielSshAsk, 1);
  self->listener = g_steal_pointer(&listener);
  self->cancellable = g_cancellable_new();
  self->peer = g_strdup(peer);
  self->questions = *questions;
  self->user_data = user_data;
  listen_again(self);
  return self;
}

gboolean
oriel_ssh_ask_take_refusal(OrielSshAsk *self)
{
  gboolean refused = self->refused;

  self->refused = FALSE;
  return refused;
}

void
oriel_ssh_ask_free(OrielSshAsk *self)
{
  g_cancellable_cancel(self->cancellable);
  g_clear_pointer(&self->question, question_free);
  g_socket_listener_close(self->listener);
  g_object_unref(self->listener);
  g_object_unref(self->cancellable);
  g_free(self->peer);
  g_free(self->last);
  g_free(self);
}
