// SPDX-License-Identifier: LGPL-2.1-or-later
#include "overlay.h"

#include "drawing.h"

/* How much of the guest is seen behind a dialog. What somebody did at a kiosk is for nobody else.
 */
#define VEIL 140
#define VEIL_KIOSK 255
#define TOAST_SECONDS 4
#define TOAST_DISTANCE 24.0 /* points from the window's top */

struct _Overlay {
  Window *window;
  guint8 veil;
  OverlayChanged changed;
  gpointer changed_data;
  Dialog *dialog; /* (owned) (nullable) */
  OrielRect area; /* of the dialog's picture, in the window */
  OverlayAnswer answer;
  gpointer user_data;
  char *toast; /* (owned) (nullable) */
  guint toast_id;
};

/**
 * overlay_new:
 * @window: (transfer none): outlives the overlay
 * @kiosk: nothing of the guest is seen behind a dialog
 * @changed: called when there is a dialog now, or none any more
 * @user_data: for @changed
 *
 * Returns: (transfer full): an overlay, to be freed by overlay_free()
 */
Overlay *
overlay_new(Window *window, gboolean kiosk, OverlayChanged changed, gpointer user_data)
{
  Overlay *self = g_new0(Overlay, 1);

  self->window = window;
  self->veil = kiosk ? VEIL_KIOSK : VEIL;
  self->changed = changed;
  self->changed_data = user_data;
  return self;
}

/**
 * overlay_free:
 * @self: (transfer full): an overlay
 */
void
overlay_free(Overlay *self)
{
  g_clear_handle_id(&self->toast_id, g_source_remove);
  g_clear_pointer(&self->dialog, dialog_free);
  g_free(self->toast);
  g_free(self);
}

static void
place(Overlay *self, WindowCard index, Picture *picture, double from_top, OrielRect *area)
{
  const Viewport *viewport = window_get_viewport(self->window);

  *area = (OrielRect){(viewport->window_width - picture->width) / 2,
                      from_top >= 0 ? (int)(from_top * window_get_scale(self->window))
                                    : (viewport->window_height - picture->height) / 2,
                      picture->width, picture->height};
  window_set_card(self->window, index, g_steal_pointer(&picture->pixels), area);
}

/**
 * overlay_update:
 * @self: an overlay
 *
 * Draws what it holds anew: the dialog has changed, or the window's size.
 */
void
overlay_update(Overlay *self)
{
  const Drawing *drawing;
  double scale = window_get_scale(self->window);
  int width = window_get_viewport(self->window)->window_width;
  int height = window_get_viewport(self->window)->window_height;
  OrielRect area;
  Picture picture;

  if (window_get_sdl(self->window) == NULL)
    return;
  window_set_veil(self->window, self->dialog != NULL ? self->veil : 0);
  drawing = self->dialog != NULL || self->toast != NULL ? drawing_get() : NULL;
  if (self->dialog != NULL && drawing != NULL) {
    picture = drawing->dialog(self->dialog, scale, width, height);
    place(self, WINDOW_CARD_DIALOG, &picture, -1, &self->area);
  } else {
    window_set_card(self->window, WINDOW_CARD_DIALOG, NULL, NULL);
  }
  if (self->toast != NULL && drawing != NULL) {
    picture = drawing->toast(self->toast, scale, width);
    place(self, WINDOW_CARD_TOAST, &picture, TOAST_DISTANCE, &area);
  } else {
    window_set_card(self->window, WINDOW_CARD_TOAST, NULL, NULL);
  }
}

/**
 * overlay_ask:
 * @self: an overlay
 * @dialog: (transfer full): the question, which replaces the last one
 * @answer: called once with the answer; the dialog is gone after it
 * @user_data: for @answer
 */
void
overlay_ask(Overlay *self, Dialog *dialog, OverlayAnswer answer, gpointer user_data)
{
  g_clear_pointer(&self->dialog, dialog_free);
  self->dialog = dialog;
  self->answer = answer;
  self->user_data = user_data;
  overlay_update(self);
  self->changed(self->changed_data);
}

/**
 * overlay_dismiss:
 * @self: an overlay
 *
 * Takes the question back; nobody gets an answer.
 */
void
overlay_dismiss(Overlay *self)
{
  if (self->dialog == NULL)
    return;
  g_clear_pointer(&self->dialog, dialog_free);
  overlay_update(self);
  self->changed(self->changed_data);
}

/**
 * overlay_get_dialog:
 * @self: an overlay
 *
 * Returns: (transfer none) (nullable): the question that is asked
 */
Dialog *
overlay_get_dialog(Overlay *self)
{
  return self->dialog;
}

static void
respond(Overlay *self, DialogResponse response)
{
  g_autoptr(Dialog) dialog = NULL;

  if (response == DIALOG_UNANSWERED) {
    overlay_update(self);
    return;
  }
  dialog = g_steal_pointer(&self->dialog);
  self->answer(dialog, response, self->user_data);
  overlay_update(self);
  self->changed(self->changed_data);
}

static DialogResponse
click(Overlay *self, const SDL_MouseButtonEvent *event)
{
  double scale = window_get_scale(self->window);

  if (event->button != SDL_BUTTON_LEFT)
    return DIALOG_UNANSWERED;
  return dialog_click(self->dialog, (int)(event->x * scale) - self->area.x,
                      (int)(event->y * scale) - self->area.y);
}

/**
 * overlay_handle_event:
 * @self: an overlay
 * @event: what happened in the window
 *
 * Returns: %TRUE if it was for the dialog alone
 */
gboolean
overlay_handle_event(Overlay *self, const SDL_Event *event)
{
  if (self->dialog == NULL)
    return FALSE;
  switch (event->type) {
  case SDL_KEYDOWN:
    respond(self, dialog_key(self->dialog, &event->key.keysym));
    return TRUE;
  case SDL_TEXTINPUT:
    dialog_type(self->dialog, event->text.text);
    overlay_update(self);
    return TRUE;
  case SDL_MOUSEBUTTONDOWN:
    respond(self, click(self, &event->button));
    return TRUE;
  case SDL_MOUSEWHEEL:
    dialog_scroll(self->dialog, -event->wheel.y);
    overlay_update(self);
    return TRUE;
  case SDL_KEYUP:
  case SDL_MOUSEBUTTONUP:
  case SDL_MOUSEMOTION:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
on_toast_over(gpointer user_data)
{
  Overlay *self = user_data;

  self->toast_id = 0;
  g_clear_pointer(&self->toast, g_free);
  overlay_update(self);
  return G_SOURCE_REMOVE;
}

/**
 * overlay_toast:
 * @self: an overlay
 * @text: (nullable): a hint, shown for a few seconds; %NULL takes the last one away
 */
void
overlay_toast(Overlay *self, const char *text)
{
  if (self->toast == NULL && text == NULL)
    return;
  g_clear_handle_id(&self->toast_id, g_source_remove);
  g_free(self->toast);
  self->toast = g_strdup(text);
  if (text != NULL)
    self->toast_id = g_timeout_add_seconds(TOAST_SECONDS, on_toast_over, self);
  overlay_update(self);
}

/**
 * overlay_hold:
 * @self: an overlay
 * @text: a hint, shown until overlay_toast() shows another, or none
 */
void
overlay_hold(Overlay *self, const char *text)
{
  overlay_toast(self, text);
  g_clear_handle_id(&self->toast_id, g_source_remove);
}
