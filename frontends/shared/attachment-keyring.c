// SPDX-License-Identifier: LGPL-2.1-or-later
/* Passwords of an attachment that the user wants to be remembered: looked up before a person is
 * asked, stored once the guest is seen, and forgotten when they are refused. */
#include "shared/attachment-private.h"

#include "shared/keyring-answer.h"
#include "shared/keyring.h"

#define PATIENCE 5 /* seconds: a keyring that is unlocked takes far less */

static guint n_storing; /* passwords that are on their way to the keyring */

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
    attachment_show_question(self, request, TRUE);
}

gboolean
attachment_look_up(Attachment *self, OrielAuthRequest *request)
{
  if (!keyring_is_built() || self->options->no_keyring)
    return FALSE;
  g_set_object(&self->looked_up, request);
  keyring_answer_async(self->session, request, self->cancellable, on_answered, self);
  return TRUE;
}

void
attachment_forget_answer(Attachment *self)
{
  if (self->from_keyring)
    keyring_answer_refused_async(self->session, NULL, NULL);
  self->from_keyring = FALSE;
  self->remembers = FALSE;
  typed_answer_clear(&self->typed);
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
  self->remembers = attachment_can_remember(self);
  attachment_answer(self, username, password);
}

typedef struct {
  Attachment *attachment;
  GCancellable *life; /* (owned): of the attachment */
} Storing;

/* What the keyring has is forgotten there, if anywhere. */
static void
on_stored(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Storing *storing = user_data;
  g_autoptr(GCancellable) life = storing->life;
  g_autoptr(GError) error = NULL;

  n_storing--;
  if (!keyring_store_finish(result, &error))
    g_printerr("oriel: the password is not remembered: %s\n", error->message);
  else if (!g_cancellable_is_cancelled(life))
    typed_answer_clear(&storing->attachment->typed);
}

void
attachment_keep_password(Attachment *self)
{
  g_autofree char *console = keyring_dup_console(self->session);
  Storing *storing;

  if (self->remembers && self->typed.place != NULL && console != NULL) {
    storing = g_new(Storing, 1);
    *storing = (Storing){self, g_object_ref(self->life)};
    n_storing++;
    keyring_store_async(console, self->typed.username, self->typed.password, on_stored, storing);
  }
  self->remembers = FALSE;
}

static gboolean
on_late(gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_REMOVE;
}

void
attachment_settle(void)
{
  gboolean late = FALSE;
  guint id;

  if (n_storing == 0)
    return;
  id = g_timeout_add_seconds(PATIENCE, on_late, &late);
  while (n_storing > 0 && !late)
    g_main_context_iteration(NULL, TRUE);
  if (!late)
    g_source_remove(id);
}
