// SPDX-License-Identifier: LGPL-2.1-or-later
/* The text consoles of a session, a list in the order they appeared in, and their streams. */
#include <gio/gunixfdlist.h>
#include <sys/socket.h>
#include <unistd.h>

#include "impl/oriel-guest-impl.h"
#include "oriel-console-stream.h"
#include "oriel-session-wire.h"
#include "wire/oriel-wire.h"

/* A stream that was opened: it tells its reader why it ends. */
typedef struct {
  guint id;
  OrielConsoleStream *stream; /* weak */
} Open;

static void
free_open(gpointer data)
{
  g_clear_weak_pointer(&((Open *)data)->stream);
  g_free(data);
}

static GPtrArray *
get_open(OrielSession *self)
{
  if (self->open_consoles == NULL)
    self->open_consoles = g_ptr_array_new_with_free_func(free_open);
  return self->open_consoles;
}

static void
forget_closed(OrielSession *self)
{
  GPtrArray *open = get_open(self);

  for (guint i = open->len; i-- > 0;)
    if (((Open *)g_ptr_array_index(open, i))->stream == NULL)
      g_ptr_array_remove_index_fast(open, i);
}

static gboolean
find_console(OrielSession *self, guint id, guint *position)
{
  guint n = g_list_model_get_n_items(G_LIST_MODEL(self->consoles));

  for (*position = 0; *position < n; ++*position) {
    g_autoptr(OrielConsole) console =
        g_list_model_get_item(G_LIST_MODEL(self->consoles), *position);
    if (oriel_console_get_port(console) == id)
      return TRUE;
  }
  return FALSE;
}

void
oriel_session_console_added(const Call *call)
{
  GListStore *consoles = call->session->consoles;
  guint32 id;
  guint position;
  const char *name;
  g_autofree char *text = NULL;
  g_autoptr(OrielConsole) console = NULL;

  g_variant_get(call->parameters, "(u&s)", &id, &name);
  if (find_console(call->session, id, &position) || position >= ORIEL_WIRE_MAX_CONSOLES) {
    refuse(call, "console %u", id);
    return;
  }
  text = oriel_text_sanitize(name, -1, ORIEL_WIRE_MAX_TEXT);
  console = oriel_console_new(text, "port", id);
  answer(call);
  g_list_store_append(consoles, console);
}

void
oriel_session_console_removed(const Call *call)
{
  GPtrArray *open = get_open(call->session);
  guint32 id;
  guint position;
  gboolean failed;
  const char *message;
  g_autoptr(GError) error = NULL;

  g_variant_get(call->parameters, "(ub&s)", &id, &failed, &message);
  if (failed) {
    g_autofree char *text = oriel_text_sanitize(message, -1, ORIEL_WIRE_MAX_TEXT);
    error =
        g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                            *text != '\0' ? text : "the connection of the text console is lost");
  }
  for (guint i = open->len; i-- > 0;) {
    Open *item = g_ptr_array_index(open, i);
    if (item->id != id)
      continue;
    if (item->stream != NULL)
      oriel_console_stream_set_reason(item->stream, error);
    g_ptr_array_remove_index(open, i);
  }
  answer(call);
  if (find_console(call->session, id, &position))
    g_list_store_remove(call->session->consoles, position);
}

void
oriel_session_cut_consoles(OrielSession *self, OrielError code, const char *reason)
{
  g_autoptr(GError) error = g_error_new_literal(ORIEL_ERROR, (int)code, reason);
  GPtrArray *open = get_open(self);

  for (guint i = 0; i < open->len; i++) {
    Open *item = g_ptr_array_index(open, i);
    if (item->stream != NULL)
      oriel_console_stream_cut(item->stream, error);
  }
  g_ptr_array_set_size(open, 0);
}

/**
 * oriel_session_get_consoles:
 * @self: a session
 *
 * Reads #OrielSession:consoles.
 *
 * Returns: (transfer none): the text consoles of the guest, a list of #OrielConsole
 */
GListModel *
oriel_session_get_consoles(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return G_LIST_MODEL(self->consoles);
}

static void
on_open_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielSession *self = g_task_get_source_object(task);
  OrielConsoleStream *stream = g_task_get_task_data(task);
  GPtrArray *open = get_open(self);
  GError *error = NULL;

  if (g_task_propagate_boolean(G_TASK(result), &error)) {
    g_task_return_pointer(task, g_object_ref(stream), g_object_unref);
    return;
  }
  for (guint i = open->len; i-- > 0;)
    if (((Open *)g_ptr_array_index(open, i))->stream == stream)
      g_ptr_array_remove_index(open, i);
  g_task_return_error(task, error);
}

/* A socket of ours, and the other end of it for the process. */
static GSocket *
make_pair(GUnixFDList *fds, GError **error)
{
  int pair[2];
  GSocket *socket;

  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED,
                "cannot make a socket for the text console: %s", g_strerror(errno));
    return NULL;
  }
  socket = g_socket_new_from_fd(pair[0], error);
  if (socket == NULL)
    close(pair[0]);
  else if (g_unix_fd_list_append(fds, pair[1], error) < 0)
    g_clear_object(&socket);
  close(pair[1]);
  return socket;
}

static void
open_console(OrielSession *self, guint id, GTask *task)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
  GError *error = NULL;
  g_autoptr(GSocket) socket = make_pair(fds, &error);
  g_autoptr(GTask) answer_task = NULL;
  OrielConsoleStream *stream;
  Open *open;

  if (socket == NULL) {
    g_task_return_error(task, error);
    return;
  }
  stream = oriel_console_stream_new(socket);
  g_task_set_task_data(task, stream, g_object_unref);
  forget_closed(self);
  open = g_new0(Open, 1);
  open->id = id;
  g_set_weak_pointer(&open->stream, stream);
  g_ptr_array_add(get_open(self), open);
  answer_task =
      g_task_new(self, g_task_get_cancellable(task), on_open_answered, g_object_ref(task));
  oriel_link_call_with_fds_for_task(self->link, "OpenConsole", g_variant_new("(uh)", id, 0), fds,
                                    answer_task);
}

/**
 * oriel_session_open_console_async:
 * @self: a session
 * @console: one of its #OrielSession:consoles
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called with the stream, or with an error
 * @user_data: for @callback
 *
 * Opens a text console, for one reader at a time. What comes out of it was chosen by the guest: any
 * bytes, among them such as drive a terminal. What the guest said before is not kept.
 */
void
oriel_session_open_console_async(OrielSession *self,
                                 OrielConsole *console,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  guint position;

  g_return_if_fail(ORIEL_IS_SESSION(self));
  g_return_if_fail(ORIEL_IS_CONSOLE(console));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_session_open_console_async);
  if (self->link == NULL || !find_console(self, oriel_console_get_port(console), &position))
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "the text console is gone");
  else if (self->view_only)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the session is view-only");
  else
    open_console(self, oriel_console_get_port(console), task);
}

/**
 * oriel_session_open_console_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_session_open_console_async(). Both halves of the stream are pollable. No byte is lost:
 * a reader that takes its time makes the guest wait, and a guest that does so the writer. It ends
 * when the guest closes the console, and fails when the session is over or becomes view-only, and
 * with %ORIEL_ERROR_UNREACHABLE when its connection is lost.
 *
 * Returns: (transfer full): the stream, or %NULL with, among others, %ORIEL_ERROR_BUSY when it is
 * open already
 */
GIOStream *
oriel_session_open_console_finish(OrielSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}
