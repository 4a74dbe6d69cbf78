// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the key after the leader does. */
#include "screen/viewer-private.h"

#include "console/clipboard.h"
#include "console/console-page.h"
#include "screen/key-menu.h"
#include "screen/lens.h"
#include "shared/device-keys.h"
#include "shared/screenshot.h"

#include <xkbcommon/xkbcommon-keysyms.h>

/* A part of what is outside of the terminal, for a key; a cell at least. */
#define PAN_STEP 0.1

/* A screenshot that is on its way. */
typedef struct {
  Viewer *viewer; /* NULL = it is gone */
} Saving;

static void
set_mode(Viewer *self, Mode mode)
{
  if (mode != MODE_FIND)
    viewer_find_stop(self);
  if (mode != MODE_USB)
    viewer_usb_stop(self);
  self->mode = mode;
  self->scroll = 0;
  viewer_update(self);
}

static void
on_saved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  Viewer *self = saving->viewer;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = screenshot_save_finish(result, &error);

  if (self == NULL)
    return;
  self->saving = NULL;
  if (path != NULL)
    viewer_note(self, "Saved as %s", path);
  else
    viewer_note(self, "Not saved: %s", error->message);
}

void
viewer_forget_saving(Viewer *self)
{
  Saving *saving = self->saving;

  if (saving != NULL)
    saving->viewer = NULL;
  self->saving = NULL;
}

static void
save(Viewer *self)
{
  OrielDisplay *display = attachment_get_display(self->attachment);
  g_autofree char *name = attachment_dup_name(self->attachment);
  Saving *saving;

  if (display == NULL || self->saving != NULL)
    return;
  saving = g_new0(Saving, 1);
  saving->viewer = self;
  self->saving = saving;
  screenshot_save_async(display, name, on_saved, saving);
}

static void
copy(Viewer *self, const char *text, const char *nothing)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (text == NULL || *text == '\0') {
    viewer_note(self, "%s", nothing);
  } else if (!clipboard_append(text, bytes)) {
    viewer_note(self, "That is too much for the clipboard of a terminal");
  } else {
    terminal_write(app_get_terminal(self->page.app), bytes->str, bytes->len);
    viewer_note(self, "Copied, if the terminal allows it");
  }
}

static void
copy_screen(Viewer *self)
{
  OrielDisplay *display = attachment_get_display(self->attachment);
  OrielFramebuffer *framebuffer = display != NULL ? oriel_display_get_framebuffer(display) : NULL;
  g_autofree char *text = framebuffer != NULL ? lens_read(framebuffer) : NULL;

  copy(self, text, VIEWER_NO_TEXT);
}

static void
copy_clipboard(Viewer *self)
{
  OrielSession *session = attachment_get_session(self->attachment);
  OrielClipboard *clipboard = session != NULL ? oriel_session_get_clipboard(session) : NULL;

  copy(self, clipboard != NULL ? oriel_clipboard_get_guest_text(clipboard) : NULL,
       "The guest has told of no text in its clipboard");
}

static void
zoom(Viewer *self, int steps)
{
  int percent = viewport_get_zoom(painter_get_viewport(self->painter));

  painter_set_zoom(self->painter, viewport_step_zoom(percent, steps));
}

static void
toggle_fit(Viewer *self)
{
  if (painter_get_viewport(self->painter)->mode == VIEWPORT_FIT)
    painter_set_zoom(self->painter, 100);
  else
    painter_set_fit(self->painter);
}

/* Where @n_cells that show @shown pixels of @total, from @first on, are after a step: in parts of
 * the way from edge to edge. */
static double
step_pan(int direction, int first, int shown, int total, int n_cells)
{
  int way = total - shown;

  if (way <= 0)
    return 0;
  return (double)first / way + direction * MAX(PAN_STEP, (double)shown / MAX(n_cells, 1) / way);
}

static void
pan(Viewer *self, int columns, int rows)
{
  const Viewport *viewport = painter_get_viewport(self->painter);
  Placement shown;

  if (!painter_get_placement(self->painter, &shown))
    return;
  painter_pan(self->painter,
              step_pan(columns, shown.source.x, shown.source.width, viewport->guest_width,
                       shown.target.width),
              step_pan(rows, shown.source.y, shown.source.height, viewport->guest_height,
                       shown.target.height));
}

/* The next way of drawing that this terminal can show. */
static void
change_encoder(Viewer *self)
{
  const TerminalAbilities *abilities = terminal_get_abilities(app_get_terminal(self->page.app));
  const EncoderClass *current = painter_get_encoder(self->painter);
  guint n = 0, at = 0;

  for (; encoders[n] != NULL; n++)
    if (encoders[n] == current)
      at = n;
  for (guint i = 1; i <= n; i++) {
    const EncoderClass *next = encoders[(at + i) % n];

    if (next->rate(abilities) > 0) {
      painter_set_encoder(self->painter, next);
      viewer_note(self, "Drawn as %s", next->name);
      return;
    }
  }
}

static void
show_display(Viewer *self, guint index)
{
  OrielSession *session = attachment_get_session(self->attachment);
  guint n = session != NULL ? g_list_model_get_n_items(oriel_session_get_displays(session)) : 0;

  if (n < 2)
    viewer_note(self, "There is one display");
  else if (!attachment_select(self->attachment, index < n ? index : index == n ? 0 : index))
    viewer_note(self, "There are %u displays", n);
}

static void
toggle_read_only(Viewer *self)
{
  OrielSession *session = attachment_get_session(self->attachment);

  if (self->options->read_only) {
    viewer_note(self, "It stays so: this is --read-only");
    return;
  }
  viewer_release(self);
  viewer_stop_typing(self);
  self->read_only = !self->read_only;
  if (session != NULL)
    oriel_session_set_view_only(session, self->read_only);
  viewer_note(self, self->read_only ? "Read only" : "The guest gets keys and pointer");
}

/* What is asked on the way is asked here. */
static void
reconnect(Page *page)
{
  Viewer *self = (Viewer *)page;

  if (attachment_get_state(self->attachment) != ATTACHMENT_ENDED)
    return;
  self->called_back = TRUE;
  attachment_retry(self->attachment);
}

/* Of a guest of a host, its serial line; of a server alone, a port that the guest has opened. */
static void
open_text_console(Viewer *self)
{
  OrielSession *session = attachment_get_session(self->attachment);
  OrielGuest *guest = session != NULL ? oriel_session_get_guest(session) : NULL;
  const ConsoleOwner owner = {&self->page, reconnect};

  if (self->options->read_only)
    viewer_note(self, "A text console takes keys: this is --read-only");
  else if (guest != NULL)
    console_page_open(self->page.app, guest, NULL, FALSE);
  else if (console_page_raise_of_owner(&self->page))
    return;
  else if (session != NULL && g_list_model_get_n_items(oriel_session_get_consoles(session)) > 0)
    console_page_open_of_owner(&owner, session);
  else
    viewer_note(self, "There is no text console");
}

/* Keys that are wanted more than once leave the menu open. */
static gboolean
adjust(Viewer *self, guint keysym)
{
  switch (keysym) {
  case '+':
  case XKB_KEY_KP_Add:
    zoom(self, 1);
    return TRUE;
  case '-':
  case XKB_KEY_KP_Subtract:
    zoom(self, -1);
    return TRUE;
  case XKB_KEY_Left:
  case 'H':
    pan(self, -1, 0);
    return TRUE;
  case XKB_KEY_Right:
  case 'L':
    pan(self, 1, 0);
    return TRUE;
  case XKB_KEY_Up:
  case 'K':
    pan(self, 0, -1);
    return TRUE;
  case XKB_KEY_Down:
  case 'J':
    pan(self, 0, 1);
    return TRUE;
  default:
    return FALSE;
  }
}

static void
take_command(Viewer *self, guint keysym)
{
  switch (keysym) {
  case 'q':
    if (!self->options->view.kiosk)
      viewer_close(self);
    break;
  case 'd':
    show_display(self, attachment_get_selected(self->attachment) + 1);
    break;
  case 'c':
    open_text_console(self);
    break;
  case 'f':
    toggle_fit(self);
    break;
  case 'm':
    change_encoder(self);
    break;
  case 's':
    save(self);
    break;
  case 'r':
    toggle_read_only(self);
    break;
  case 'y':
    copy_screen(self);
    break;
  case 'Y':
    copy_clipboard(self);
    break;
  default:
    if (keysym >= '1' && keysym <= '9')
      show_display(self, keysym - '1');
    break;
  }
}

static void
take_key_menu_key(Viewer *self, guint keysym)
{
  const KeyMenuEntry *entry = key_menu_find(keysym);

  if (entry != NULL && entry->sticky != 0) {
    key_map_set_sticky(self->keys, key_map_get_sticky(self->keys) ^ entry->sticky);
    viewer_update(self);
    return;
  }
  if (entry != NULL) {
    viewer_press(self, entry->keysyms, entry->n_keysyms);
    viewer_note(self, "Sent %s", entry->label);
  }
  set_mode(self, MODE_GUEST);
}

/* Of a panel that is larger than the terminal. In the menu, arrows move the screen. */
static gboolean
scroll_panel(Viewer *self, guint keysym)
{
  int page = MAX(terminal_get_size(app_get_terminal(self->page.app)).rows - 4, 1);

  if (keysym == XKB_KEY_Next)
    self->scroll += page;
  else if (keysym == XKB_KEY_Prior)
    self->scroll -= page;
  else if (keysym == XKB_KEY_Down && self->mode != MODE_MENU)
    self->scroll++;
  else if (keysym == XKB_KEY_Up && self->mode != MODE_MENU)
    self->scroll--;
  else
    return FALSE;
  viewer_update(self);
  return TRUE;
}

void
viewer_ask_graphics(Viewer *self)
{
  set_mode(self, viewer_has_graphics(self) ? MODE_GRAPHICS : MODE_GUEST);
  if (self->mode == MODE_GUEST)
    viewer_note(self, "There is one way to connect to this guest");
}

void
viewer_take_menu_key(Viewer *self, const KeyEvent *key)
{
  if (self->mode == MODE_FIND) {
    set_mode(self,
             !viewer_is_leader(self, key) && viewer_find_key(self, key) ? MODE_FIND : MODE_GUEST);
    return;
  }
  if (self->mode == MODE_USB) {
    if (viewer_usb_key(self, key))
      viewer_update(self);
    else
      set_mode(self, MODE_GUEST);
    return;
  }
  if (scroll_panel(self, key->keysym))
    return;
  if (self->mode == MODE_KEYS) {
    take_key_menu_key(self, key->keysym);
  } else if (self->mode == MODE_GRAPHICS) {
    set_mode(self, MODE_GUEST);
    if (key->keysym >= '1' && key->keysym <= '9')
      viewer_use_graphics(self, key->keysym - '1');
  } else if (self->mode == MODE_HELP) {
    set_mode(self, MODE_GUEST);
  } else if (viewer_is_leader(self, key)) {
    set_mode(self, MODE_GUEST);
    viewer_send_leader(self);
  } else if (key->keysym == 'k' || key->keysym == '?') {
    set_mode(self, key->keysym == 'k' ? MODE_KEYS : MODE_HELP);
  } else if (key->keysym == '/') {
    set_mode(self, viewer_find_start(self) ? MODE_FIND : MODE_GUEST);
  } else if (key->keysym == 'u') {
    set_mode(self, viewer_usb_start(self) ? MODE_USB : MODE_GUEST);
  } else if (key->keysym == 'b') {
    viewer_ask_graphics(self);
  } else if (!adjust(self, key->keysym)) {
    set_mode(self, MODE_GUEST);
    take_command(self, key->keysym);
  }
}

/* What is held for a hotkey is no part of what it sends. */
static void
send_keys(Viewer *self, const guint *keysyms, guint max)
{
  guint n = 0;

  while (n < max && keysyms[n] != 0)
    n++;
  viewer_release(self);
  viewer_press(self, keysyms, n);
}

static void
use_device(Viewer *self, HotkeyAction action)
{
  g_autofree char *text = device_keys_perform(action, attachment_get_session(self->attachment));

  viewer_note(self, "%s", text);
}

gboolean
viewer_obey_hotkey(Viewer *self, const Hotkey *hotkey)
{
  static const guint secure_attention[] = {XKB_KEY_Control_L, XKB_KEY_Alt_L, XKB_KEY_Delete};

  switch (hotkey != NULL ? hotkey->action : HOTKEY_NONE) {
  case HOTKEY_ZOOM_IN:
  case HOTKEY_ZOOM_OUT:
    zoom(self, hotkey->action == HOTKEY_ZOOM_IN ? 1 : -1);
    return TRUE;
  case HOTKEY_ZOOM_RESET:
    painter_set_zoom(self->painter, 100);
    return TRUE;
  case HOTKEY_ZOOM_FIT:
    painter_set_fit(self->painter);
    return TRUE;
  case HOTKEY_SCREENSHOT:
    save(self);
    return TRUE;
  case HOTKEY_SECURE_ATTENTION:
    send_keys(self, secure_attention, G_N_ELEMENTS(secure_attention));
    return TRUE;
  case HOTKEY_SEND:
    send_keys(self, hotkey->send, G_N_ELEMENTS(hotkey->send));
    return TRUE;
  case HOTKEY_USB_DEVICES:
    set_mode(self, viewer_usb_start(self) ? MODE_USB : MODE_GUEST);
    return TRUE;
  case HOTKEY_CONNECT_BY:
    viewer_ask_graphics(self);
    return TRUE;
  case HOTKEY_USB_DEVICE_RESET:
  case HOTKEY_SMARTCARD_INSERT:
  case HOTKEY_SMARTCARD_REMOVE:
    use_device(self, hotkey->action);
    return TRUE;
  case HOTKEY_NONE:
  case HOTKEY_TOGGLE_FULLSCREEN:
  case HOTKEY_TYPE_CLIPBOARD: /* the terminal pastes by itself */
  case HOTKEY_RELEASE_CURSOR:
  case HOTKEY_N_ACTIONS:
  default:
    return FALSE;
  }
}
