// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/session-options.h"

#include "shared/host-questions.h"
#include "shared/questions.h"
#include "shared/secret.h"

void
session_options_clear(SessionOptions *self)
{
  g_clear_pointer(&self->connect, g_free);
  g_clear_pointer(&self->protocol, g_free);
  connect_options_clear(&self->network);
  g_clear_pointer(&self->encodings, g_free);
  g_clear_error(&self->refusal);
}

void
session_options_add(SessionOptions *self, GOptionContext *context)
{
  const int hidden = G_OPTION_FLAG_HIDDEN; /* remote-viewer's names, for hands that know them */
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING, &self->connect,
       "the host of the guest (else LIBVIRT_DEFAULT_URI, else qemu:///session)", "URI"},
      {"protocol", 0, 0, G_OPTION_ARG_STRING, &self->protocol,
       "which of the guest's displays: vnc, spice (else the first that works)", "NAME"},
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

/* A wrong answer is asked again only of a person. */
static gboolean
answer(const SessionOptions *self, OrielAuthRequest *request, GError **error)
{
  char *password = NULL;
  gboolean done;

  if (self->password_fd >= 0 &&
      (oriel_auth_request_get_needs(request) & ORIEL_CREDENTIALS_PASSWORD) != 0) {
    password = secret_read_fd(self->password_fd, error);
    if (password == NULL)
      return FALSE;
  }
  done = questions_answer(request, password, error);
  secret_free(password);
  return done;
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, gpointer user_data)
{
  SessionOptions *self = user_data;
  gboolean again = oriel_auth_request_get_retry(request) > 0;

  g_clear_error(&self->refusal);
  if (again && self->password_fd >= 0)
    self->refusal =
        g_error_new(ORIEL_ERROR, ORIEL_ERROR_AUTH,
                    "the server refused the password of file descriptor %d", self->password_fd);
  else if (again)
    g_printerr("oriel: that was refused; try again\n");
  if (self->refusal != NULL || !answer(self, request, &self->refusal))
    oriel_auth_request_refuse(request);
}

static void
on_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error, gpointer user_data)
{
  g_autofree char *reason = oriel_text_sanitize(error->message, -1, 600);

  g_printerr("oriel: %s failed (%s); trying %s\n", oriel_graphics_get_protocol(failed), reason,
             oriel_graphics_get_protocol(oriel_session_get_graphics(session)));
}

void
session_options_apply(SessionOptions *self, OrielSession *session)
{
  connect_options_apply(&self->network, session);
  oriel_session_set_direct(session, self->direct);
  oriel_session_set_encodings(session, self->encodings);
  g_signal_connect(session, "fell-back", G_CALLBACK(on_fell_back), NULL);
  g_signal_connect(session, "auth-requested", G_CALLBACK(on_auth_requested), self);
  host_questions_watch_session(session);
}
