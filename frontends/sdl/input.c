// SPDX-License-Identifier: LGPL-2.1-or-later
#include "input.h"

#include "keys.h"
#include "locks.h"
#include "shared/grab.h"
#include "shared/wheel.h"

struct _Input {
  Window *window;
  const ViewOptions *options;
  InputHooks hooks;
  OrielDisplay *display; /* (nullable) */
  Grab grab;
  GrabState applied;
  gboolean chord_held;                            /* as it was told last */
  Keystroke held[SDL_NUM_SCANCODES];              /* what went down, so that the same goes up */
  const KeyRemapRow *remapped[SDL_NUM_SCANCODES]; /* as what it went down, where that differs */
  guint n_held;
  guint32 buttons; /* bit OrielButton - 1: those that are down in the guest */
  int x;           /* where the guest's pointer was sent last */
  int y;
  WheelAxis wheel_x;
  WheelAxis wheel_y;
};

/**
 * input_new:
 * @window: (transfer none): outlives the input
 * @options: (transfer none): outlives the input
 * @hooks: copied
 *
 * Returns: (transfer full): the way from the window to the guest, to be freed by input_free()
 */
Input *
input_new(Window *window, const ViewOptions *options, const InputHooks *hooks)
{
  Input *self = g_new0(Input, 1);
  self->window = window;
  self->options = options;
  self->hooks = *hooks;
  self->x = self->y = -1;
  grab_init(&self->grab);
  self->grab.locked = options->kiosk;
  self->grab.release_modifiers = hotkeys_get_release_chord(&options->hotkeys);
  return self;
}

static gboolean
has_keyboard(const GrabState *state)
{
  return state->keyboard && !state->yields;
}

/* Brings the window's grabs in line with the state machine. */
static void
apply_grab(Input *self)
{
  SDL_Window *window = window_get_sdl(self->window);
  GrabState wanted = grab_get(&self->grab);
  GrabState applied = self->applied;
  gboolean confine = wanted.keyboard && (self->options->confine_pointer || self->options->kiosk);

  if (window == NULL)
    return;
  SDL_SetWindowMouseGrab(window, confine ? SDL_TRUE : SDL_FALSE);
  if (has_keyboard(&wanted) != has_keyboard(&applied))
    SDL_SetWindowKeyboardGrab(window, has_keyboard(&wanted) ? SDL_TRUE : SDL_FALSE);
  if (wanted.capture != applied.capture)
    SDL_SetRelativeMouseMode(wanted.capture ? SDL_TRUE : SDL_FALSE);
  self->applied = wanted;
  if (wanted.keyboard != applied.keyboard || wanted.capture != applied.capture)
    self->hooks.grab_changed(self->hooks.user_data);
}

static void
update_chord(Input *self)
{
  gboolean held = grab_is_chord_held(&self->grab);

  if (held == self->chord_held)
    return;
  self->chord_held = held;
  self->hooks.chord_held(held, self->hooks.user_data);
}

static void
release_all(Input *self)
{
  if (self->display != NULL)
    oriel_display_release_all(self->display);
  memset(self->held, 0, sizeof self->held);
  memset(self->remapped, 0, sizeof self->remapped);
  self->n_held = 0;
  self->buttons = 0;
  self->hooks.keys_held(FALSE, self->hooks.user_data);
}

static gboolean
can_send(Input *self)
{
  return self->display != NULL && self->grab.enabled;
}

static void
on_pointer_mode(OrielDisplay *display, GParamSpec *pspec, Input *self)
{
  gboolean relative = oriel_display_get_pointer_mode(display) == ORIEL_POINTER_RELATIVE;

  grab_set_relative(&self->grab, relative);
  apply_grab(self);
}

static void
on_leds(OrielDisplay *display, GParamSpec *pspec, Input *self)
{
  if (self->grab.focused && can_send(self))
    locks_pull_from_guest(display, window_get_sdl(self->window));
}

/**
 * input_set_display:
 * @self: an input
 * @display: (nullable) (transfer none): who gets it
 */
void
input_set_display(Input *self, OrielDisplay *display)
{
  if (self->display == display)
    return;
  release_all(self);
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  self->x = self->y = -1;
  if (display != NULL) {
    g_signal_connect(display, "notify::pointer-mode", G_CALLBACK(on_pointer_mode), self);
    g_signal_connect(display, "notify::leds", G_CALLBACK(on_leds), self);
    on_pointer_mode(display, NULL, self);
  }
}

/**
 * input_free:
 * @self: (transfer full): an input
 */
void
input_free(Input *self)
{
  input_set_display(self, NULL);
  g_free(self);
}

/**
 * input_set_enabled:
 * @self: an input
 * @enabled: %FALSE while something is asked in the window, or there is no guest to control
 */
void
input_set_enabled(Input *self, gboolean enabled)
{
  enabled = enabled && !self->options->view_only;
  if (!enabled && self->grab.enabled)
    release_all(self);
  grab_set_enabled(&self->grab, enabled);
  apply_grab(self);
}

/**
 * input_is_grabbed:
 * @self: an input
 *
 * Returns: %TRUE while all keys go to the guest
 */
gboolean
input_is_grabbed(Input *self)
{
  return self->applied.keyboard;
}

/**
 * input_is_captured:
 * @self: an input
 *
 * Returns: %TRUE while the guest has the pointer for itself
 */
gboolean
input_is_captured(Input *self)
{
  return self->applied.capture;
}

/**
 * input_release:
 * @self: an input
 *
 * Lets go of everything that is held in the guest.
 */
void
input_release(Input *self)
{
  release_all(self);
}

/* The text of a key press is the next event, if there is one. */
static Keystroke
translate(const SDL_KeyboardEvent *event)
{
  SDL_Event next;
  gboolean has_text = SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0 &&
                      next.type == SDL_TEXTINPUT;

  return keys_translate(&event->keysym, has_text ? next.text.text : NULL);
}

static void
send_keys(Input *self, const guint *keysyms)
{
  guint n = 0;

  if (!can_send(self))
    return;
  release_all(self); /* what is held for the hotkey is no part of it */
  for (; n < HOTKEYS_MAX_SEND && keysyms[n] != 0; n++)
    oriel_display_key(self->display, oriel_keymap_qnum_from_keysym(keysyms[n]), keysyms[n], TRUE);
  for (; n > 0; n--)
    oriel_display_key(self->display, oriel_keymap_qnum_from_keysym(keysyms[n - 1]), keysyms[n - 1],
                      FALSE);
}

/**
 * input_send_secure_attention:
 * @self: an input
 *
 * Presses Ctrl+Alt+Del in the guest.
 */
void
input_send_secure_attention(Input *self)
{
  static const guint keysyms[HOTKEYS_MAX_SEND] = {0xffe3, 0xffe9, 0xffff};

  send_keys(self, keysyms);
}

/* While the modifiers of a chord that is the desktop's are down, it has the keyboard first. */
static void
update_yielding(Input *self, const SDL_Keysym *key)
{
  HotkeyModifiers held = keys_get_modifiers(key->mod);

  grab_set_yielding(&self->grab, desktop_keys_await(&self->options->desktop_keys, held));
  apply_grab(self);
}

static gboolean
is_of_desktop(Input *self, const SDL_Keysym *key, const Keystroke *stroke)
{
  return !self->options->kiosk &&
         desktop_keys_match(&self->options->desktop_keys, keys_get_modifiers(key->mod),
                            stroke->plain, stroke->keysym);
}

/* Hotkeys act while the keyboard is the desktop's; those that the user chose act always. */
static gboolean
try_hotkey(Input *self, const SDL_KeyboardEvent *event, const Keystroke *stroke)
{
  const Hotkeys *hotkeys = &self->options->hotkeys;
  const Hotkey *hotkey;

  if (event->repeat)
    return FALSE;
  hotkey = hotkeys_match_key(hotkeys, keys_get_modifiers(event->keysym.mod), stroke->plain,
                             stroke->keysym);
  if (hotkey == NULL)
    return FALSE;
  if (!hotkey->chosen && (self->options->kiosk || self->applied.keyboard))
    return FALSE;
  if (hotkey->action == HOTKEY_RELEASE_CURSOR) {
    grab_toggle(&self->grab);
    apply_grab(self);
  } else if (hotkey->action == HOTKEY_SEND) {
    send_keys(self, hotkey->send);
  } else {
    self->hooks.hotkey(hotkey->action, self->hooks.user_data);
  }
  return TRUE;
}

/* As itself, or as what the person makes of it. */
static void
send(Input *self, SDL_Scancode scancode, const Keystroke *stroke, gboolean pressed)
{
  const KeyRemapRow *row = self->remapped[scancode];

  if (row != NULL)
    key_remap_send(row, self->display, pressed);
  else
    oriel_display_key(self->display, stroke->qnum, stroke->keysym, pressed);
}

static void
key_down(Input *self, const SDL_KeyboardEvent *event)
{
  Keystroke stroke = translate(event);
  Keystroke *held = &self->held[event->keysym.scancode];

  if (!event->repeat)
    grab_key(&self->grab, stroke.keysym, TRUE);
  update_chord(self);
  update_yielding(self, &event->keysym);
  if (is_of_desktop(self, &event->keysym, &stroke) || try_hotkey(self, event, &stroke) ||
      !can_send(self) || (stroke.qnum | stroke.keysym) == 0)
    return;
  if (held->qnum == 0 && held->keysym == 0) {
    *held = stroke;
    self->remapped[event->keysym.scancode] = key_remap_find(&self->options->keymap, stroke.keysym);
    self->n_held++;
    self->hooks.keys_held(TRUE, self->hooks.user_data);
  }
  send(self, event->keysym.scancode, held, TRUE);
}

static void
key_up(Input *self, const SDL_KeyboardEvent *event)
{
  Keystroke *held = &self->held[event->keysym.scancode];
  Keystroke stroke = *held;

  if ((stroke.qnum | stroke.keysym) != 0) {
    *held = (Keystroke){0};
    if (--self->n_held == 0)
      self->hooks.keys_held(FALSE, self->hooks.user_data);
    if (can_send(self))
      send(self, event->keysym.scancode, &stroke, FALSE);
  } else {
    stroke = keys_translate(&event->keysym, NULL);
  }
  grab_key(&self->grab, stroke.keysym, FALSE);
  update_yielding(self, &event->keysym);
  update_chord(self);
}

/* Outside the guest's screen the nearest pixel counts, so that edges are easy to reach. */
static void
move_to(Input *self, int x, int y)
{
  double scale = window_get_scale(self->window);
  int guest_x, guest_y;

  window_pan_to(self->window, x * scale, y * scale);
  viewport_to_guest(window_get_viewport(self->window), (x + 0.5) * scale, (y + 0.5) * scale,
                    &guest_x, &guest_y);
  if (!can_send(self) || self->grab.relative || (guest_x == self->x && guest_y == self->y))
    return;
  self->x = guest_x;
  self->y = guest_y;
  oriel_display_pointer_move(self->display, guest_x, guest_y);
}

static void
move(Input *self, const SDL_MouseMotionEvent *event)
{
  if (!self->applied.capture)
    move_to(self, event->x, event->y);
  else if (can_send(self))
    oriel_display_pointer_motion(self->display, event->xrel, event->yrel);
}

static OrielButton
get_button(Uint8 button)
{
  switch (button) {
  case SDL_BUTTON_LEFT:
    return ORIEL_BUTTON_LEFT;
  case SDL_BUTTON_MIDDLE:
    return ORIEL_BUTTON_MIDDLE;
  case SDL_BUTTON_RIGHT:
    return ORIEL_BUTTON_RIGHT;
  case SDL_BUTTON_X1:
    return ORIEL_BUTTON_SIDE;
  case SDL_BUTTON_X2:
    return ORIEL_BUTTON_EXTRA;
  default:
    return 0;
  }
}

static void
press(Input *self, const SDL_MouseButtonEvent *event)
{
  OrielButton button = get_button(event->button);
  gboolean pressed = event->state == SDL_PRESSED;
  guint32 bit = button != 0 ? 1u << (button - 1) : 0;

  if (pressed) {
    gboolean captures = grab_press_button(&self->grab);

    apply_grab(self);
    if (captures)
      return;
  }
  if (bit == 0 || !can_send(self) || ((self->buttons & bit) != 0) == pressed)
    return;
  if (self->grab.relative && !self->applied.capture && pressed)
    return;
  if (!self->grab.relative)
    move_to(self, event->x, event->y);
  self->buttons ^= bit;
  oriel_display_pointer_button(self->display, button, pressed);
}

static void
turn(Input *self, WheelAxis *axis, double by, OrielButton forward, OrielButton back)
{
  int clicks = wheel_turn(axis, by);
  OrielButton button = clicks > 0 ? forward : back;

  for (int i = 0; i < ABS(clicks); i++) {
    oriel_display_pointer_button(self->display, button, TRUE);
    oriel_display_pointer_button(self->display, button, FALSE);
  }
}

static void
scroll(Input *self, const SDL_MouseWheelEvent *event)
{
  if (!can_send(self))
    return;
  turn(self, &self->wheel_y, event->preciseY, ORIEL_BUTTON_WHEEL_UP, ORIEL_BUTTON_WHEEL_DOWN);
  turn(self, &self->wheel_x, event->preciseX, ORIEL_BUTTON_WHEEL_RIGHT, ORIEL_BUTTON_WHEEL_LEFT);
}

static void
handle_window(Input *self, const SDL_WindowEvent *event)
{
  switch (event->event) {
  case SDL_WINDOWEVENT_FOCUS_GAINED:
    grab_set_focused(&self->grab, TRUE);
    if (can_send(self))
      locks_push_to_guest(self->display);
    break;
  case SDL_WINDOWEVENT_FOCUS_LOST:
    grab_set_focused(&self->grab, FALSE);
    grab_set_yielding(&self->grab, FALSE);
    release_all(self);
    update_chord(self);
    break;
  case SDL_WINDOWEVENT_ENTER:
    grab_set_inside(&self->grab, TRUE);
    break;
  case SDL_WINDOWEVENT_LEAVE:
    grab_set_inside(&self->grab, FALSE);
    break;
  default:
    return;
  }
  apply_grab(self);
}

/**
 * input_handle_event:
 * @self: an input
 * @event: what happened in the window
 */
void
input_handle_event(Input *self, const SDL_Event *event)
{
  switch (event->type) {
  case SDL_KEYDOWN:
    key_down(self, &event->key);
    break;
  case SDL_KEYUP:
    key_up(self, &event->key);
    break;
  case SDL_MOUSEMOTION:
    move(self, &event->motion);
    break;
  case SDL_MOUSEBUTTONDOWN:
  case SDL_MOUSEBUTTONUP:
    press(self, &event->button);
    break;
  case SDL_MOUSEWHEEL:
    scroll(self, &event->wheel);
    break;
  case SDL_WINDOWEVENT:
    handle_window(self, &event->window);
    break;
  default:
    break;
  }
}
