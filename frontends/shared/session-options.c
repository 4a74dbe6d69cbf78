// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/session-options.h"

#include "shared/graphics-name.h"
#include "shared/host-questions.h"
#include "shared/keyring-answer.h"
#include "shared/questions.h"
#include "shared/secret.h"
#include "shared/view-session.h"

static void
forget_answer(SessionOptions *self)
{
  g_clear_pointer(&self->username, secret_free);
  g_clear_pointer(&self->password, secret_free);
}

void
session_options_clear(SessionOptions *self)
{
  g_clear_pointer(&self->connect, g_free);
  g_clear_pointer(&self->protocol, g_free);
  connect_options_clear(&self->network);
  g_clear_pointer(&self->encodings, g_free);
  login_clear(&self->login);
  view_options_clear(&self->view);
  g_clear_error(&self->refusal);
  forget_answer(self);
}

void
session_options_silence(SessionOptions *self, SessionAsk ask, gpointer user_data)
{
  self->silent = TRUE;
  self->ask = ask;
  self->ask_data = user_data;
}

void
session_options_answer(SessionOptions *self,
                       OrielAuthRequest *request,
                       const char *username,
                       const char *password)
{
  forget_answer(self);
  self->username = g_strdup(username);
  self->password = g_strdup(password);
  oriel_auth_request_answer(request, username, password);
}

void
session_options_add(SessionOptions *self, GOptionContext *context)
{
  const int hidden = G_OPTION_FLAG_HIDDEN; /* remote-viewer's names, for hands that know them */
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING, &self->connect,
       "the host of the guest (else as libvirt is set, else qemu:///session)", "URI"},
      {"protocol", 0, 0, G_OPTION_ARG_STRING, &self->protocol,
       "which of the guest's displays: vnc, spice, vnc:2 (else the first that works)", "NAME"},
      {"direct", 'd', 0, G_OPTION_ARG_NONE, &self->direct,
       "by the address of the guest's display, where it can be reached from here", NULL},
      {"password-fd", 0, 0, G_OPTION_ARG_INT, &self->password_fd,
       "read the password from this file descriptor", "N"},
      {"encodings", 0, 0, G_OPTION_ARG_STRING, &self->encodings,
       "how the server sends pixels, comma-separated, best first", "LIST"},
      {"spice-ca-file", 0, hidden, G_OPTION_ARG_FILENAME, &self->network.ca_file, NULL, NULL},
      {"spice-host-subject", 0, hidden, G_OPTION_ARG_STRING, &self->network.host_subject, NULL,
       NULL},
      {"spice-secure-channels", 0, hidden, G_OPTION_ARG_STRING, &self->network.secure_channels,
       NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
  connect_options_add(&self->network, context);
}

static void
add_word(GPtrArray *line, const char *option, const char *value)
{
  if (value != NULL)
    g_ptr_array_add(line, g_strconcat(option, "=", value, NULL));
}

/* The command line of a frontend. (transfer full) */
static GPtrArray *
make_line(const SessionOptions *self, const char *target)
{
  GPtrArray *line = g_ptr_array_new_with_free_func(g_free);
  const ConnectOptions *network = &self->network;
  g_autofree char *fd = self->password_fd >= 0 ? g_strdup_printf("%d", self->password_fd) : NULL;

  g_ptr_array_add(line, g_strdup(g_get_prgname()));
  add_word(line, "--connect", self->connect);
  add_word(line, "--protocol", self->protocol);
  add_word(line, "--encodings", self->encodings);
  add_word(line, "--password-fd", fd);
  add_word(line, "--ca-file", network->ca_file);
  add_word(line, "--host-subject", network->host_subject);
  add_word(line, "--tls-ciphers", network->tls_ciphers);
  add_word(line, "--secure-channels", network->secure_channels);
  add_word(line, "--proxy", network->proxy);
  if (self->direct)
    g_ptr_array_add(line, g_strdup("--direct"));
  if (network->allow_weak)
    g_ptr_array_add(line, g_strdup("--allow-weak"));
  g_ptr_array_add(line, g_strdup("--"));
  g_ptr_array_add(line, g_strdup(target));
  g_ptr_array_add(line, NULL);
  return line;
}

gboolean
session_options_take_target(SessionOptions *self, const char *target, GError **error)
{
  static const ViewProgram program = {NULL, NULL};
  g_autoptr(GPtrArray) line = make_line(self, target);
  char **argv = (char **)line->pdata;
  int argc = (int)line->len - 1;

  self->login.options = &self->view;
  return view_options_parse(&self->view, &program, &argc, &argv, error);
}

/* Whether what was answered before is what is asked for. */
static gboolean
is_known(const SessionOptions *self, OrielCredentials needs)
{
  return ((needs & ORIEL_CREDENTIALS_USERNAME) == 0 || self->username != NULL) &&
         ((needs & ORIEL_CREDENTIALS_PASSWORD) == 0 || self->password != NULL);
}

/* Fills the answer in. The file descriptor has one line, for all displays of a guest. */
static gboolean
find_answer(SessionOptions *self, OrielAuthRequest *request)
{
  OrielCredentials needs = oriel_auth_request_get_needs(request);

  if (self->silent)
    return oriel_auth_request_get_retry(request) == 0 && is_known(self, needs);
  g_clear_pointer(&self->username, secret_free);
  if (self->password_fd < 0)
    g_clear_pointer(&self->password, secret_free);
  else if ((needs & ORIEL_CREDENTIALS_PASSWORD) != 0 && self->password == NULL)
    self->password = secret_read_fd(self->password_fd, &self->refusal);
  return self->refusal == NULL &&
         questions_ask(request, &self->username, &self->password, &self->refusal);
}

/* Of a person. */
static void
ask(SessionOptions *self, OrielAuthRequest *request)
{
  if (find_answer(self, request))
    oriel_auth_request_answer(request, self->username, self->password);
  else if (self->ask != NULL)
    self->ask(request, self->ask_data);
  else
    oriel_auth_request_refuse(request);
}

typedef struct {
  SessionOptions *options;
  OrielAuthRequest *request; /* (owned) */
} Question;

static Question *
question_new(SessionOptions *self, OrielAuthRequest *request)
{
  Question *question = g_new(Question, 1);

  *question = (Question){self, g_object_ref(request)};
  return question;
}

static void
on_keyring_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(OrielAuthRequest) request = question->request;
  SessionOptions *self = question->options;

  self->from_keyring = keyring_answer_finish(result);
  if (!self->from_keyring)
    ask(self, request);
}

static void
on_keyring_forgot(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(OrielAuthRequest) request = question->request;

  if (!question->options->silent)
    g_printerr("oriel: the password of the keyring was refused, and is forgotten\n");
  ask(question->options, request);
}

static void
ask_again(SessionOptions *self, OrielSession *session, OrielAuthRequest *request)
{
  if (self->from_keyring) {
    self->from_keyring = FALSE;
    keyring_answer_refused_async(session, on_keyring_forgot, question_new(self, request));
  } else if (self->password_fd >= 0 && self->ask == NULL) {
    self->refusal =
        g_error_new(ORIEL_ERROR, ORIEL_ERROR_AUTH,
                    "the server refused the password of file descriptor %d", self->password_fd);
    oriel_auth_request_refuse(request);
  } else {
    if (!self->silent)
      g_printerr("oriel: that was refused; try again\n");
    ask(self, request);
  }
}

/* A wrong answer is asked again only of a person. */
static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, gpointer user_data)
{
  SessionOptions *self = user_data;

  g_clear_error(&self->refusal);
  if (oriel_auth_request_get_retry(request) > 0) {
    ask_again(self, session, request);
    return;
  }
  if (login_answer(&self->login, request))
    return;
  if (self->view.no_keyring)
    ask(self, request);
  else
    keyring_answer_async(session, request, NULL, on_keyring_answered, question_new(self, request));
}

static void
on_state_changed(OrielSession *session, GParamSpec *pspec, SessionOptions *self)
{
  if (oriel_session_get_state(session) == ORIEL_SESSION_CONNECTED)
    view_session_took_file(&self->view);
}

static void
on_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error, gpointer user_data)
{
  const SessionOptions *self = user_data;
  g_autofree char *text = graphics_name_fell_back(session, failed, error);

  if (!self->silent)
    g_printerr("oriel: %s\n", text);
}

void
session_options_apply(SessionOptions *self, OrielSession *session)
{
  view_options_configure(&self->view, session);
  oriel_session_set_shared(session, TRUE);
  oriel_session_set_shared_folder(session, NULL);
  oriel_session_set_enable_audio(session, FALSE);
  oriel_session_set_enable_microphone(session, FALSE);
  g_signal_connect(session, "fell-back", G_CALLBACK(on_fell_back), self);
  g_signal_connect(session, "auth-requested", G_CALLBACK(on_auth_requested), self);
  g_signal_connect(session, "notify::state", G_CALLBACK(on_state_changed), self);
  host_questions_watch_session(session);
}
