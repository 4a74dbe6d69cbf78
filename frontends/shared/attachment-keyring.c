// SPDX-License-Identifier: LGPL-2.1-or-later
/* Passwords of an attachment that the user wants to be remembered: looked up before a person is
 * asked, stored once the guest is seen, and forgotten when they are refused. */
#include "shared/attachment-private.h"

#include "shared/keyring-answer.h"
#include "shared/keyring.h"
#include "shared/secret.h"

static void
on_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attachment *self = user_data;
  gboolean dropped = g_cancellable_is_cancelled(g_task_get_cancellable(G_TASK(result)));
  gboolean answered = keyring_answer_finish(result);
  g_autoptr(OrielAuthRequest) request = NULL;

  if (dropped) /* the try is over, and the attachment perhaps gone */
    return;
  request = g_steal_pointer(&self->looked_up);
  self->from_keyring = answered;
  if (!answered)
    attachment_show_question(self, request);
}

gboolean
attachment_look_up(Attachment *self, OrielAuthRequest *request)
{
  if (oriel_auth_request_get_retry(request) > 0) {
    if (self->from_keyring)
      keyring_answer_refused_async(self->session, NULL, NULL);
    self->from_keyring = FALSE;
    attachment_drop_password(self);
    return FALSE;
  }
  if (!keyring_is_built() || self->options->no_keyring)
    return FALSE;
  g_set_object(&self->looked_up, request);
  keyring_answer_async(self->session, request, self->cancellable, on_answered, self);
  return TRUE;
}

gboolean
attachment_can_remember(const Attachment *self)
{
  return keyring_is_built() && self->session != NULL && !self->options->kiosk &&
         !self->options->no_keyring;
}

void
attachment_answer_remember(Attachment *self, const char *username, const char *password)
{
  attachment_drop_password(self);
  if (attachment_can_remember(self)) {
    self->kept_username = g_strdup(username != NULL ? username : "");
    self->kept_password = g_strdup(password != NULL ? password : "");
  }
  attachment_answer(self, username, password);
}

static void
on_stored(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyring_store_finish(result, &error))
    g_printerr("oriel: the password is not remembered: %s\n", error->message);
}

void
attachment_keep_password(Attachment *self)
{
  g_autofree char *console = keyring_dup_console(self->session);

  if (self->kept_password != NULL && console != NULL)
    keyring_store_async(console, self->kept_username, self->kept_password, on_stored, NULL);
  attachment_drop_password(self);
}

void
attachment_drop_password(Attachment *self)
{
  secret_free(g_steal_pointer(&self->kept_username));
  secret_free(g_steal_pointer(&self->kept_password));
}
