// SPDX-License-Identifier: LGPL-2.1-or-later
/* What can be asked of a guest: the checks and tasks around the slots of its class. */
#include "oriel-guest-private.h"

GTask *
oriel_guest_begin(OrielGuest *self,
                  gpointer tag,
                  gboolean possible,
                  const char *what,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(self, cancellable, callback, user_data);

  g_task_set_source_tag(task, tag);
  if (possible)
    return g_steal_pointer(&task);
  g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                          "%s of “%s” is not possible: its host offers no way", what,
                          oriel_guest_get_name(self));
  return NULL;
}

gboolean
oriel_guest_end(OrielGuest *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  g_return_val_if_fail(g_async_result_is_tagged(result, tag), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

/**
 * oriel_guest_load_details_async:
 * @self: a guest
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called when the details are there, or with an error
 * @user_data: for @callback
 *
 * Fetches what the list of guests does without: title, description, metadata and devices. Details
 * that are there and up to date are not fetched again.
 */
void
oriel_guest_load_details_async(OrielGuest *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_load_details_async, TRUE, NULL, cancellable, callback,
                           user_data);
  if (oriel_guest_has_details(self))
    g_task_return_boolean(task, TRUE);
  else
    ORIEL_GUEST_GET_CLASS(self)->load_details(self, task);
}

/**
 * oriel_guest_load_details_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_load_details_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_load_details_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_load_details_async, error);
}

/**
 * oriel_guest_perform_async:
 * @self: a guest
 * @action: what to do to it
 * @cancellable: (nullable): to give up waiting; the action goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Does something to a guest. What comes of it shows in #OrielGuest:state, where the guest may take
 * its time: a shutdown has been asked for when this is done, no more.
 */
void
oriel_guest_perform_async(OrielGuest *self,
                          OrielGuestAction action,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_perform_async,
                           ORIEL_GUEST_GET_CLASS(self)->perform != NULL, "Controlling the power",
                           cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->perform(self, action, task);
}

/**
 * oriel_guest_perform_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_perform_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_perform_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_perform_async, error);
}

/**
 * oriel_guest_screenshot_async:
 * @self: a guest
 * @screen: which of its screens, from 0
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called with the picture, or with an error
 * @user_data: for @callback
 *
 * Has the host take a picture of a screen of the guest, without a console being opened.
 */
void
oriel_guest_screenshot_async(OrielGuest *self,
                             guint screen,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_screenshot_async,
                           ORIEL_GUEST_GET_CLASS(self)->screenshot != NULL,
                           "A picture of the screen", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->screenshot(self, screen, task);
}

/**
 * oriel_guest_screenshot_finish:
 * @self: a guest
 * @result: what the callback got
 * @mime_type: (out) (optional) (nullable) (transfer full): the format of the picture, for example
 *   `image/png` or `image/x-portable-pixmap`
 * @error: return location of an error
 *
 * Ends oriel_guest_screenshot_async().
 *
 * Returns: (transfer full): the picture as a file of that format, or %NULL with an error
 */
GBytes *
oriel_guest_screenshot_finish(OrielGuest *self,
                              GAsyncResult *result,
                              char **mime_type,
                              GError **error)
{
  GBytes *picture;

  g_return_val_if_fail(g_task_is_valid(result, self), NULL);
  g_return_val_if_fail(g_async_result_is_tagged(result, oriel_guest_screenshot_async), NULL);

  picture = g_task_propagate_pointer(G_TASK(result), error);
  if (mime_type != NULL)
    *mime_type = picture != NULL ? g_strdup(g_object_get_data(G_OBJECT(result), "mime")) : NULL;
  return picture;
}

/**
 * oriel_guest_open_console_async:
 * @self: a guest
 * @console: one of its #OrielGuest:consoles
 * @take_over: whether to disconnect whoever uses the console at the moment
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called with the stream, or with an error
 * @user_data: for @callback
 *
 * Opens a text console. What comes out of it was chosen by the guest: any bytes, among them such as
 * drive a terminal.
 */
void
oriel_guest_open_console_async(OrielGuest *self,
                               OrielConsole *console,
                               gboolean take_over,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(ORIEL_IS_CONSOLE(console));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_open_console_async,
                           ORIEL_GUEST_GET_CLASS(self)->open_console != NULL, "A text console",
                           cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->open_console(self, console, take_over, task);
}

/**
 * oriel_guest_open_console_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_open_console_async(). Both halves of the stream are pollable. It ends when the
 * guest goes off, and fails with %ORIEL_ERROR_UNREACHABLE when the host is lost.
 *
 * Returns: (transfer full): the stream, or %NULL with, among others, %ORIEL_ERROR_BUSY when
 * somebody else uses the console
 */
GIOStream *
oriel_guest_open_console_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), NULL);
  g_return_val_if_fail(g_async_result_is_tagged(result, oriel_guest_open_console_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}

/**
 * oriel_guest_open_graphics_async:
 * @self: a guest
 * @graphics: one of its #OrielGuest:graphics
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called with a connection, or with an error
 * @user_data: for @callback
 *
 * Has the host open a connection to a graphical console, past addresses, firewalls and passwords.
 * %ORIEL_ERROR_NOT_SUPPORTED means that the console has to be reached by its
 * [method@Oriel.Graphics.get_target].
 */
void
oriel_guest_open_graphics_async(OrielGuest *self,
                                OrielGraphics *graphics,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(ORIEL_IS_GRAPHICS(graphics));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_open_graphics_async,
                           ORIEL_GUEST_GET_CLASS(self)->open_graphics != NULL,
                           "A connection through the host", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->open_graphics(self, graphics, task);
}

/**
 * oriel_guest_open_graphics_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_open_graphics_async().
 *
 * Returns: a connected socket that the caller has to close, or -1 with an error
 */
int
oriel_guest_open_graphics_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), -1);
  g_return_val_if_fail(g_async_result_is_tagged(result, oriel_guest_open_graphics_async), -1);
  return (int)g_task_propagate_int(G_TASK(result), error);
}

void
oriel_guest_check_way_async(OrielGuest *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr(GTask) task = oriel_guest_begin(self, oriel_guest_check_way_async, TRUE, NULL,
                                            cancellable, callback, user_data);

  if (ORIEL_GUEST_GET_CLASS(self)->check_way != NULL)
    ORIEL_GUEST_GET_CLASS(self)->check_way(self, task);
  else
    g_task_return_boolean(task, TRUE);
}

gboolean
oriel_guest_check_way_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_check_way_async, error);
}
