// SPDX-License-Identifier: LGPL-2.1-or-later
/* The way into the guest: keys, pointer, and the size of its screen. */
#include "oriel-display-private.h"

static gboolean
takes_input(OrielDisplay *self)
{
  return self->input != NULL && !self->view_only;
}

/**
 * oriel_display_key:
 * @self: a display
 * @qnum: the physical key, see oriel_keymap_qnum_from_evdev(); 0 if there is none
 * @keysym: the X keysym it has on the user's layout; 0 if unknown
 * @pressed: pressed or released
 *
 * Presses or releases a key in the guest. Keys are never lost, merged or reordered. A release of a
 * key that is not held is ignored, so that a late one does no harm after
 * oriel_display_release_all(). Does nothing when the session is view-only or over.
 */
void
oriel_display_key(OrielDisplay *self, guint qnum, guint keysym, gboolean pressed)
{
  g_return_if_fail(ORIEL_IS_DISPLAY(self));
  if (takes_input(self) && (qnum != 0 || keysym != 0))
    oriel_input_key(self->input, qnum, keysym, pressed);
}

/**
 * oriel_display_pointer_move:
 * @self: a display
 * @x: in guest pixels from the left, clamped to the screen
 * @y: in guest pixels from the top, clamped to the screen
 *
 * Moves the guest's pointer to a position. Positions are merged when they come faster than they
 * can be sent.
 */
void
oriel_display_pointer_move(OrielDisplay *self, int x, int y)
{
  g_return_if_fail(ORIEL_IS_DISPLAY(self));
  if (takes_input(self) && self->framebuffer != NULL)
    oriel_input_move(self->input, CLAMP(x, 0, oriel_display_get_width(self) - 1),
                     CLAMP(y, 0, oriel_display_get_height(self) - 1));
}

/**
 * oriel_display_pointer_motion:
 * @self: a display
 * @dx: to the right, in units of the pointing device
 * @dy: downwards, in units of the pointing device
 *
 * Moves the guest's pointer by a distance; for %ORIEL_POINTER_RELATIVE. Motions are summed up when
 * they come faster than they can be sent.
 */
void
oriel_display_pointer_motion(OrielDisplay *self, int dx, int dy)
{
  g_return_if_fail(ORIEL_IS_DISPLAY(self));
  if (takes_input(self))
    oriel_input_motion(self->input, CLAMP(dx, -32768, 32767), CLAMP(dy, -32768, 32767));
}

/**
 * oriel_display_pointer_button:
 * @self: a display
 * @button: a button; a wheel click is a press and a release
 * @pressed: pressed or released
 *
 * Presses or releases a button where the pointer is. Buttons are never lost, merged or reordered.
 */
void
oriel_display_pointer_button(OrielDisplay *self, OrielButton button, gboolean pressed)
{
  g_return_if_fail(ORIEL_IS_DISPLAY(self));
  g_return_if_fail(button >= ORIEL_BUTTON_LEFT && button <= ORIEL_BUTTON_EXTRA);
  if (takes_input(self))
    oriel_input_button(self->input, button, pressed);
}

/**
 * oriel_display_release_all:
 * @self: a display
 *
 * Releases every key and button that is held. To be called when the viewer loses the focus.
 */
void
oriel_display_release_all(OrielDisplay *self)
{
  g_return_if_fail(ORIEL_IS_DISPLAY(self));
  if (takes_input(self))
    oriel_input_release_all(self->input);
}

/**
 * oriel_display_request_size_async:
 * @self: a display
 * @width: the wished width, in guest pixels
 * @height: the wished height, in guest pixels
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks the guest to change the size of its screen. When it does, #OrielDisplay:framebuffer
 * changes. Fails with %ORIEL_ERROR_NOT_SUPPORTED and the reason where it cannot, with
 * %ORIEL_ERROR_TIMED_OUT where it does not, and with %ORIEL_ERROR_BUSY when another size was asked
 * for meanwhile.
 */
void
oriel_display_request_size_async(OrielDisplay *self,
                                 int width,
                                 int height,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail(ORIEL_IS_DISPLAY(self));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_display_request_size_async);
  if (!oriel_framebuffer_check_size(width, height, &error))
    g_task_return_error(task, error);
  else if (self->link == NULL)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  else if (self->view_only)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the session is view-only");
  else
    oriel_link_call_for_task(self->link, "Resize", g_variant_new("(uii)", self->id, width, height),
                             task);
}

/**
 * oriel_display_request_size_finish:
 * @self: a display
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_display_request_size_async().
 *
 * Returns: whether the guest agreed
 */
gboolean
oriel_display_request_size_finish(OrielDisplay *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}
