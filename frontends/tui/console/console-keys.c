// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys and pointer of a console page, by its mode. */
#include "console/console-page-private.h"

#include <string.h>
#include <xkbcommon/xkbcommon.h>

#define WHEEL_LINES 3
#define MAX_SEARCH 200 /* bytes */

gboolean
console_keys_is_leader(const KeyEvent *key)
{
  Modifiers held = key->modifiers & (MODIFIER_SHIFT | MODIFIER_ALT | MODIFIER_CTRL);

  return held == MODIFIER_CTRL &&
         (key->keysym == XKB_KEY_bracketright || key->base_keysym == XKB_KEY_bracketright);
}

void
console_keys_scroll(ConsolePage *self, int lines)
{
  view_scroll(self->view, lines);
  self->mode = view_is_following(self->view) ? MODE_GUEST : MODE_BACK;
}

static void
go_present(ConsolePage *self)
{
  view_follow(self->view);
  view_select_none(self->view);
  self->mode = MODE_GUEST;
}

static void
run_command(ConsolePage *self, const KeyEvent *key)
{
  self->mode = view_is_following(self->view) ? MODE_GUEST : MODE_BACK;
  if (key->keysym == XKB_KEY_Escape)
    return;
  for (const ConsoleCommand *command = console_commands; command->summary != NULL; command++)
    if (command->keysym == key->keysym) {
      command->run(self);
      return;
    }
  console_page_notify(self, g_strdup("no such command; ^] ? tells them all"));
}

static void
find_next(ConsolePage *self, gboolean backward)
{
  if (*view_get_searched(self->view) != '\0' && !view_search_next(self->view, backward))
    console_page_notify(self, g_strdup_printf("'%s' is nowhere %s", view_get_searched(self->view),
                                              backward ? "above" : "below"));
  if (view_is_following(self->view))
    self->mode = MODE_BACK;
}

static void
run_command_of(ConsolePage *self, guint keysym)
{
  KeyEvent key = {.keysym = keysym};

  run_command(self, &key);
}

static void
handle_back(ConsolePage *self, const KeyEvent *key)
{
  int page = MAX(view_get_rows(self->view) - 1, 1);

  switch (key->keysym) {
  case XKB_KEY_k:
  case XKB_KEY_Up:
    console_keys_scroll(self, 1);
    break;
  case XKB_KEY_j:
  case XKB_KEY_Down:
    console_keys_scroll(self, -1);
    break;
  case XKB_KEY_Page_Up:
  case XKB_KEY_b:
    console_keys_scroll(self, page);
    break;
  case XKB_KEY_Page_Down:
  case XKB_KEY_space:
  case XKB_KEY_f:
    console_keys_scroll(self, -page);
    break;
  case XKB_KEY_g:
  case XKB_KEY_Home:
    view_scroll_to_start(self->view);
    break;
  case XKB_KEY_h:
  case XKB_KEY_Left:
    view_pan(self->view, -8);
    break;
  case XKB_KEY_l:
  case XKB_KEY_Right:
    view_pan(self->view, 8);
    break;
  case XKB_KEY_n:
    find_next(self, TRUE);
    break;
  case XKB_KEY_N:
    find_next(self, FALSE);
    break;
  case XKB_KEY_y:
  case XKB_KEY_slash:
    run_command_of(self, key->keysym);
    break;
  case XKB_KEY_G:
  case XKB_KEY_End:
  case XKB_KEY_q:
  case XKB_KEY_Escape:
  case XKB_KEY_Return:
    go_present(self);
    break;
  default:
    break;
  }
}

static void
finish_search(ConsolePage *self)
{
  gboolean found = view_search(self->view, self->search->str, TRUE);

  self->mode = found || !view_is_following(self->view) ? MODE_BACK : MODE_GUEST;
  if (!found && self->search->len > 0)
    console_page_notify(self, g_strdup_printf("'%s' is not there", self->search->str));
}

static void
handle_search(ConsolePage *self, const KeyEvent *key)
{
  gunichar character = xkb_keysym_to_utf32(key->keysym);

  if (key->keysym == XKB_KEY_Escape) {
    view_search(self->view, "", TRUE);
    self->mode = view_is_following(self->view) ? MODE_GUEST : MODE_BACK;
  } else if (key->keysym == XKB_KEY_Return || key->keysym == XKB_KEY_KP_Enter) {
    finish_search(self);
  } else if (key->keysym == XKB_KEY_BackSpace) {
    if (self->search->len > 0)
      g_string_truncate(
          self->search,
          (gsize)(g_utf8_prev_char(self->search->str + self->search->len) - self->search->str));
  } else if (character >= ' ' && character != 0x7f &&
             (key->modifiers & (MODIFIER_CTRL | MODIFIER_ALT)) == 0 &&
             self->search->len < MAX_SEARCH) {
    g_string_append_unichar(self->search, character);
  }
}

/* There is no guest to type to: keys answer what the page asks. */
static void
handle_closed(ConsolePage *self, const KeyEvent *key)
{
  ConsoleLinkState state = console_link_get_state(self->link);

  if (key->keysym == XKB_KEY_q || key->keysym == XKB_KEY_Escape ||
      (state == CONSOLE_LINK_BUSY && key->keysym == XKB_KEY_n))
    console_page_close(self);
  else if (state == CONSOLE_LINK_BUSY && key->keysym == XKB_KEY_y)
    console_link_open(self->link, TRUE);
  else if (key->keysym == XKB_KEY_r || key->keysym == XKB_KEY_s)
    run_command_of(self, key->keysym);
}

static void
handle_guest(ConsolePage *self, const KeyEvent *key)
{
  EmulatorModes modes = emulator_get_modes(self->emulator);
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (key->keysym == XKB_KEY_Page_Up && key->modifiers == MODIFIER_SHIFT) {
    console_keys_scroll(self, MAX(view_get_rows(self->view) - 1, 1));
  } else if (console_link_get_state(self->link) == CONSOLE_LINK_OPEN) {
    keys_append(key, &modes, bytes);
    if (bytes->len > 0)
      console_page_send(self, bytes->str, bytes->len);
  } else if (console_link_get_state(self->link) != CONSOLE_LINK_OPENING) {
    handle_closed(self, key);
  }
}

void
console_keys_handle(ConsolePage *self, const KeyEvent *key)
{
  if (key->phase == KEY_RELEASE || key->keysym == 0)
    return;
  g_clear_pointer(&self->notice, g_free);
  if (console_keys_is_leader(key) && self->mode != MODE_MENU) {
    self->mode = MODE_MENU;
    return;
  }
  if (self->mode == MODE_GUEST && self->question != NULL) {
    console_page_answer(self, prompt_take_key(&self->prompt, key));
    return;
  }
  switch (self->mode) {
  case MODE_MENU:
    run_command(self, key);
    break;
  case MODE_BACK:
    handle_back(self, key);
    break;
  case MODE_SEARCH:
    handle_search(self, key);
    break;
  case MODE_HELP:
    self->mode = view_is_following(self->view) ? MODE_GUEST : MODE_BACK;
    break;
  case MODE_GUEST:
  default:
    handle_guest(self, key);
  }
}

/* A wheel scrolls back, but for programs that fill the screen: to those it is arrows. */
static void
handle_wheel(ConsolePage *self, gboolean up)
{
  EmulatorModes modes = emulator_get_modes(self->emulator);
  KeyEvent key = {.keysym = up ? XKB_KEY_Up : XKB_KEY_Down};
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (!modes.full_screen || !view_is_following(self->view)) {
    console_keys_scroll(self, up ? WHEEL_LINES : -WHEEL_LINES);
    return;
  }
  for (int i = 0; i < WHEEL_LINES; i++)
    keys_append(&key, &modes, bytes);
  console_page_send(self, bytes->str, bytes->len);
}

static void
pass_mouse(ConsolePage *self, const MouseEvent *mouse)
{
  int column = mouse->column, row = mouse->row;

  if (mouse->action != MOUSE_MOVE && mouse->button <= ORIEL_BUTTON_WHEEL_DOWN &&
      view_to_screen(self->view, &column, &row))
    emulator_send_mouse(self->emulator, column, row, (int)mouse->button,
                        mouse->action == MOUSE_PRESS);
}

/* Dragging selects, and letting go copies. */
static void
handle_selection(ConsolePage *self, const MouseEvent *mouse)
{
  if (mouse->action == MOUSE_PRESS && mouse->button == ORIEL_BUTTON_LEFT) {
    view_select_none(self->view);
    view_select_start(self->view, mouse->column, mouse->row);
    self->selecting = TRUE;
  } else if (mouse->action == MOUSE_MOVE && self->selecting) {
    view_select_to(self->view, mouse->column, mouse->row);
  } else if (mouse->action == MOUSE_RELEASE && self->selecting) {
    g_autofree char *text = view_dup_selected(self->view);

    self->selecting = FALSE;
    if (text != NULL)
      run_command_of(self, XKB_KEY_y);
  }
}

void
console_mouse_handle(ConsolePage *self, const MouseEvent *mouse)
{
  gboolean passes = emulator_get_modes(self->emulator).mouse &&
                    (mouse->modifiers & MODIFIER_SHIFT) == 0 && self->mode == MODE_GUEST &&
                    console_link_get_state(self->link) == CONSOLE_LINK_OPEN;

  if (passes)
    pass_mouse(self, mouse);
  else if (mouse->action == MOUSE_PRESS && mouse->button == ORIEL_BUTTON_WHEEL_UP)
    handle_wheel(self, TRUE);
  else if (mouse->action == MOUSE_PRESS && mouse->button == ORIEL_BUTTON_WHEEL_DOWN)
    handle_wheel(self, FALSE);
  else
    handle_selection(self, mouse);
}
