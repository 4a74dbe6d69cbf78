// SPDX-License-Identifier: LGPL-2.1-or-later
/* What becomes of calls of a session process: answers, and errors in our words. */
#include "oriel-link.h"

#include "oriel.h"
#include "wire/oriel-wire.h"

GVariant *
oriel_link_call_finish(GObject *source, GAsyncResult *result, GError **error)
{
  g_autoptr(GError) told = NULL;
  GVariant *reply = g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, &told);
  g_autofree char *text = NULL;

  if (reply != NULL)
    return reply;
  if (told->domain == ORIEL_ERROR && told->code <= ORIEL_ERROR_BUSY) {
    g_dbus_error_strip_remote_error(told);
    text = oriel_text_sanitize(told->message, -1, ORIEL_WIRE_MAX_TEXT);
    g_set_error_literal(error, ORIEL_ERROR, told->code, text);
  } else if (g_error_matches(told, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
             !g_dbus_error_is_remote_error(told)) {
    g_propagate_error(error, g_steal_pointer(&told));
  } else {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  }
  return NULL;
}

static void
on_task_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GVariant) reply = oriel_link_call_finish(source, result, &error);

  if (reply != NULL)
    g_task_return_boolean(task, TRUE);
  else
    g_task_return_error(task, error);
}

void
oriel_link_call_with_fds_for_task(
    OrielLink *self, const char *method, GVariant *parameters, GUnixFDList *fds, GTask *task)
{
  oriel_link_call(self, method, parameters, fds, g_task_get_cancellable(task), on_task_answered,
                  g_object_ref(task));
}

void
oriel_link_call_for_task(OrielLink *self, const char *method, GVariant *parameters, GTask *task)
{
  oriel_link_call_with_fds_for_task(self, method, parameters, NULL, task);
}
