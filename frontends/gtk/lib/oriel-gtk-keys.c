// SPDX-License-Identifier: LGPL-2.1-or-later
/* GTK's keycodes are those of X11, under Wayland as well: the kernel's number of the key, and 8. No
 * input method is asked: it would keep keys for itself, and the guest has its own. */
#include "oriel-gtk-input-private.h"

#define KEYCODE_OFFSET 8

static guint
get_qnum(guint keycode)
{
  return keycode > KEYCODE_OFFSET ? oriel_keymap_qnum_from_evdev(keycode - KEYCODE_OFFSET) : 0;
}

/* What the key types alone, in the layout of the event. */
static guint
get_plain(Input *self, guint keyval, guint keycode)
{
  GdkEvent *event =
      self->root_keys != NULL ? gtk_event_controller_get_current_event(self->root_keys) : NULL;
  int layout = event != NULL ? (int)gdk_key_event_get_layout(event) : 0;
  guint plain;

  if (gdk_display_translate_key(gtk_widget_get_display(self->widget), keycode, 0, layout, &plain,
                                NULL, NULL, NULL))
    return plain;
  return keyval;
}

gboolean
input_key_pressed(Input *self, guint keyval, guint keycode, GdkModifierType state)
{
  Stroke *held;
  gboolean again;

  if (!self->grab.focused || keycode >= INPUT_N_KEYCODES)
    return GDK_EVENT_PROPAGATE;
  held = &self->held[keycode];
  again = (held->qnum | held->keysym) != 0;
  if (!again) {
    guint plain = get_plain(self, keyval, keycode);

    grab_key(&self->grab, keyval, TRUE);
    if (self->hooks.key_pressed(keyval, plain, state, self->user_data))
      return GDK_EVENT_STOP;
  }
  if (!input_can_send(self))
    return GDK_EVENT_PROPAGATE;
  if (!again)
    *held = (Stroke){get_qnum(keycode), keyval};
  oriel_display_key(self->display, held->qnum, held->keysym, TRUE);
  return GDK_EVENT_STOP;
}

void
input_key_released(Input *self, guint keyval, guint keycode)
{
  Stroke stroke;

  if (keycode >= INPUT_N_KEYCODES)
    return;
  stroke = self->held[keycode];
  self->held[keycode] = (Stroke){0};
  if ((stroke.qnum | stroke.keysym) != 0 && input_can_send(self))
    oriel_display_key(self->display, stroke.qnum, stroke.keysym, FALSE);
  if (grab_key(&self->grab, stroke.keysym != 0 ? stroke.keysym : keyval, FALSE))
    input_apply_grab(self);
}
