// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Between two tries: a server that was not there is seen as soon as it is, whatever the countdown
 * says. The first connection that it takes is the session's, so that no server is ever connected to
 * for nothing; and one that takes connections and fails after that is left alone until the next try
 * is due.
 */
#include "shared/attachment-private.h"
#include "shared/view-session.h"

/* Milliseconds between one look and the next: a guest is to be seen within a second of the return
 * of its server, and that is one packet and its answer. */
#define INTERVAL 500

static gboolean on_interval(gpointer user_data);

static void
look_later(Attachment *self)
{
  self->reach_id = g_timeout_add(INTERVAL, on_interval, self);
}

static void
on_reached(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielSession *session = ORIEL_SESSION(source);
  Attachment *self = user_data;
  g_autoptr(GError) error = NULL;

  if (oriel_session_reach_finish(session, result, &error))
    attachment_begin_reached(self, g_steal_pointer(&self->reached));
  else if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* it may be gone */
    look_later(self);
}

static gboolean
on_interval(gpointer user_data)
{
  Attachment *self = user_data;

  self->reach_id = 0;
  oriel_session_reach_async(self->reached, self->reaching, on_reached, self);
  return G_SOURCE_REMOVE;
}

void
attachment_watch_server(Attachment *self)
{
  if (!self->unreached || self->lookout != NULL)
    return;
  self->reached = view_session_new_for_address(self->options, NULL);
  if (self->reached == NULL)
    return;
  view_options_configure(self->options, self->reached);
  if (oriel_session_get_proxy(self->reached) != NULL) { /* which is there, and answers each time */
    g_clear_object(&self->reached);
    return;
  }
  self->reaching = g_cancellable_new();
  look_later(self);
}

void
attachment_drop_watch(Attachment *self)
{
  g_clear_handle_id(&self->reach_id, g_source_remove);
  if (self->reaching != NULL)
    g_cancellable_cancel(self->reaching);
  g_clear_object(&self->reaching);
  g_clear_object(&self->reached);
}
