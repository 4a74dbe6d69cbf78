// SPDX-License-Identifier: LGPL-2.1-or-later
/* Passwords of an attachment that the user wants to be remembered: looked up before a person is
 * asked, stored once the guest is seen, and forgotten when they are refused. */
#include "shared/attachment-private.h"

#include "shared/keyring.h"
#include "shared/secret.h"

static void
on_looked_up(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attachment *self = user_data;
  char *username = NULL, *password = NULL;
  gboolean found = keyring_look_up_finish(result, &username, &password);

  /* The try is over, and the attachment perhaps gone. */
  if (!g_cancellable_is_cancelled(g_task_get_cancellable(G_TASK(result)))) {
    g_autoptr(OrielAuthRequest) request = g_steal_pointer(&self->looked_up);
    gboolean enough = !(oriel_auth_request_get_needs(request) & ORIEL_CREDENTIALS_USERNAME) ||
                      (found && *username != '\0');

    self->from_keyring = found && enough;
    if (self->from_keyring)
      oriel_auth_request_answer(request, username, password);
    else
      attachment_show_question(self, request);
  }
  secret_free(username);
  secret_free(password);
}

static void
on_forgotten(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!keyring_forget_finish(result, &error) && error != NULL)
    g_message("The password that was refused is still in the keyring: %s", error->message);
}

/* The server refused what was in the keyring, or what was to get there. */
static void
forget(Attachment *self)
{
  g_autofree char *console = keyring_dup_console(self->session);

  if (self->from_keyring && console != NULL)
    keyring_forget_async(console, on_forgotten, NULL);
  self->from_keyring = FALSE;
  attachment_drop_password(self);
}

gboolean
attachment_look_up(Attachment *self, OrielAuthRequest *request)
{
  g_autofree char *console = NULL;

  if (oriel_auth_request_get_retry(request) > 0) {
    forget(self);
    return FALSE;
  }
  console = keyring_is_built() ? keyring_dup_console(self->session) : NULL;
  if (console == NULL)
    return FALSE;
  g_set_object(&self->looked_up, request);
  keyring_look_up_async(console, self->cancellable, on_looked_up, self);
  return TRUE;
}

gboolean
attachment_can_remember(const Attachment *self)
{
  return keyring_is_built() && self->session != NULL && !self->options->kiosk;
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
