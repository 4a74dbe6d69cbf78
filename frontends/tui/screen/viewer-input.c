// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/viewer-private.h"

#include <xkbcommon/xkbcommon-keysyms.h>

OrielDisplay *
viewer_get_input(Viewer *self)
{
  return self->read_only ? NULL : attachment_get_display(self->attachment);
}

static GArray *
new_strokes(void)
{
  return g_array_new(FALSE, FALSE, sizeof(KeyStroke));
}

/* As themselves, or as what the person makes of them. */
static void
send(Viewer *self, const GArray *strokes)
{
  OrielDisplay *display = viewer_get_input(self);

  for (guint i = 0; i < strokes->len && display != NULL; i++) {
    const KeyStroke *stroke = &g_array_index(strokes, KeyStroke, i);
    const KeyRemapRow *row = key_remap_find(&self->options->view.keymap, stroke->keysym);

    if (row != NULL)
      key_remap_send(row, display, stroke->pressed);
    else
      oriel_display_key(display, stroke->qnum, stroke->keysym, stroke->pressed);
  }
}

/* The guest loses keyboard and pointer. */
void
viewer_release(Viewer *self)
{
  g_autoptr(GArray) strokes = new_strokes();
  OrielDisplay *display = viewer_get_input(self);

  key_map_release(self->keys, strokes);
  send(self, strokes);
  if (display != NULL)
    pointer_release(&self->pointer, display);
}

void
viewer_press(Viewer *self, const guint *keysyms, guint n_keysyms)
{
  g_autoptr(GArray) strokes = new_strokes();

  key_map_combine(self->keys, keysyms, n_keysyms, strokes);
  send(self, strokes);
}

void
viewer_send_leader(Viewer *self)
{
  KeyEvent key = {.keysym = XKB_KEY_bracketright, .modifiers = MODIFIER_CTRL};
  g_autoptr(GArray) strokes = new_strokes();

  key_map_translate(self->keys, &key, strokes);
  send(self, strokes);
}

/* The same keys as hotkeys see them: Shift is a modifier of the letter without it. */
static const Hotkey *
match_hotkey(const Viewer *self, const KeyEvent *key)
{
  HotkeyModifiers modifiers = (key->modifiers & MODIFIER_SHIFT ? HOTKEY_SHIFT : 0) |
                              (key->modifiers & MODIFIER_CTRL ? HOTKEY_CTRL : 0) |
                              (key->modifiers & MODIFIER_ALT ? HOTKEY_ALT : 0) |
                              (key->modifiers & MODIFIER_SUPER ? HOTKEY_SUPER : 0);

  const Hotkey *hotkey =
      hotkeys_match_key(&self->options->view.hotkeys, modifiers,
                        key->plain_keysym != 0 ? key->plain_keysym : key->keysym, key->keysym);

  return hotkey != NULL && hotkey->chosen ? hotkey : NULL;
}

static gboolean
has_own_leader(const Viewer *self)
{
  const Hotkeys *hotkeys = &self->options->view.hotkeys;
  const Hotkey *key = hotkeys->chosen ? hotkeys_find(hotkeys, HOTKEY_RELEASE_CURSOR) : NULL;

  return key != NULL && key->keysym != 0;
}

gboolean
viewer_is_leader(const Viewer *self, const KeyEvent *key)
{
  if (has_own_leader(self)) {
    const Hotkey *hotkey = match_hotkey(self, key);

    return hotkey != NULL && hotkey->action == HOTKEY_RELEASE_CURSOR;
  }
  return key->modifiers == MODIFIER_CTRL &&
         (key->keysym == XKB_KEY_bracketright || key->base_keysym == XKB_KEY_bracketright);
}

const char *
viewer_get_leader_name(const Viewer *self)
{
  static char *name; /* the hotkeys of a program do not change */

  if (!has_own_leader(self))
    return "^]";
  if (name == NULL)
    name = hotkeys_describe(&self->options->view.hotkeys, HOTKEY_RELEASE_CURSOR);
  return name;
}

/* While there is no guest to type to. */
static void
take_own_key(Viewer *self, const KeyEvent *key)
{
  gboolean ended = attachment_get_state(self->attachment) == ATTACHMENT_ENDED;
  gboolean leaves = key->keysym == 'q' || key->keysym == XKB_KEY_Escape ||
                    (key->keysym == 'c' && (key->modifiers & MODIFIER_CTRL));

  if (leaves && !self->options->view.kiosk)
    viewer_close(self);
  else if (ended && (key->keysym == XKB_KEY_Return || key->keysym == 'r'))
    attachment_retry(self->attachment);
  else if (ended && key->keysym == 'b' && viewer_has_graphics(self))
    viewer_ask_graphics(self);
}

static void
take_trust_key(Viewer *self, const KeyEvent *key)
{
  OrielTrustRequest *trust = attachment_get_trust(self->attachment);

  if (key->keysym == 't')
    attachment_answer_trust(self->attachment, ORIEL_TRUST_ALWAYS);
  else if (key->keysym == 'o' && oriel_trust_request_get_offers_once(trust))
    attachment_answer_trust(self->attachment, ORIEL_TRUST_ONCE);
  else if (key->keysym == XKB_KEY_Escape || key->keysym == 'q' ||
           (key->keysym == 'c' && (key->modifiers & MODIFIER_CTRL)))
    attachment_answer_trust(self->attachment, ORIEL_TRUST_NEVER);
}

static void
take_prompt_key(Viewer *self, const KeyEvent *key)
{
  gboolean names = (self->prompt.needs & ORIEL_CREDENTIALS_USERNAME) != 0;

  switch (prompt_take_key(&self->prompt, key)) {
  case PROMPT_ANSWERED:
    attachment_answer(self->attachment, names ? self->prompt.username : NULL,
                      self->prompt.password);
    break;
  case PROMPT_REFUSED:
    attachment_cancel(self->attachment);
    break;
  case PROMPT_GOES_ON:
  default:
    break;
  }
  viewer_update(self);
}

static void
note_read_only(Viewer *self)
{
  if (self->options->read_only)
    viewer_note(self, "The guest gets no keys: this is --read-only");
  else
    viewer_note(self, "Read only: the guest gets no keys (%s r changes that)",
                viewer_get_leader_name(self));
}

static void
take_guest_key(Viewer *self, const KeyEvent *key)
{
  g_autoptr(GArray) strokes = NULL;

  if (self->typist != NULL) { /* a key between those of the text would be part of it */
    if (key->phase == KEY_PRESS && key->keysym == XKB_KEY_Escape)
      viewer_stop_typing(self);
    return;
  }
  if (key->phase == KEY_PRESS && viewer_obey_hotkey(self, match_hotkey(self, key)))
    return;
  strokes = new_strokes();
  key_map_translate(self->keys, key, strokes);
  if (self->read_only && key->phase == KEY_PRESS)
    note_read_only(self);
  send(self, strokes);
}

static gboolean
is_modifier(guint keysym)
{
  return keysym >= XKB_KEY_Shift_L && keysym <= XKB_KEY_Hyper_R;
}

static void
take_key(Viewer *self, const KeyEvent *key)
{
  AttachmentState state = attachment_get_state(self->attachment);

  if (state == ATTACHMENT_SHOWN && self->mode == MODE_GUEST &&
      !(key->phase == KEY_PRESS && viewer_is_leader(self, key))) {
    take_guest_key(self, key);
    return;
  }
  if (key->phase == KEY_RELEASE || is_modifier(key->keysym))
    return;
  if (self->mode != MODE_GUEST) {
    viewer_take_menu_key(self, key);
  } else if (state == ATTACHMENT_ASKING && attachment_get_trust(self->attachment) != NULL) {
    take_trust_key(self, key);
  } else if (state == ATTACHMENT_ASKING) {
    take_prompt_key(self, key);
  } else if (state == ATTACHMENT_SHOWN) {
    viewer_release(self);
    self->mode = MODE_MENU;
    self->scroll = 0;
    viewer_update(self);
  } else {
    take_own_key(self, key);
  }
}

static void
take_mouse(Viewer *self, const MouseEvent *mouse)
{
  OrielDisplay *display = viewer_get_input(self);
  TerminalSize size = terminal_get_size(app_get_terminal(self->page.app));
  Placement placement;

  if (self->mode != MODE_GUEST || attachment_get_display(self->attachment) == NULL)
    return;
  painter_pan(self->painter, (double)mouse->column / MAX(size.columns - 1, 1),
              (double)mouse->row / MAX(size.rows - 1, 1));
  if (display != NULL && painter_get_placement(self->painter, &placement))
    pointer_send(&self->pointer, display, &placement, mouse);
}

void
viewer_take_event(Viewer *self, const Event *event)
{
  switch (event->kind) {
  case EVENT_KEY:
    take_key(self, &event->key);
    break;
  case EVENT_MOUSE:
    take_mouse(self, &event->mouse);
    break;
  case EVENT_PASTE:
    if (self->asking)
      prompt_take_text(&self->prompt, event->paste.text, event->paste.length);
    else if (self->mode == MODE_FIND)
      viewer_find_paste(self, event->paste.text, event->paste.length);
    else
      viewer_take_paste(self, event->paste.text, event->paste.length, event->paste.last);
    viewer_update(self);
    break;
  case EVENT_FOCUS:
  default:
    if (!event->focused)
      viewer_release(self);
    break;
  }
}
