// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/viewer-private.h"

#include "screen/key-menu.h"
#include "screen/panel.h"
#include "screen/status.h"

/* A line of text that the eye still follows. */
#define TEXT_WIDTH 60

static const struct {
  const char *key;
  const char *text;
} menu[] = {
    {"q", "leave"},
    {"f", "fit, or 1:1"},
    {"m", "other drawing"},
    {"/", "find words"},
    {"y", "copy the text"},
    {"Y", "its clipboard"},
    {"s", "screenshot"},
    {"k", "special keys"},
    {"c", "text console"},
    {"u", "USB devices"},
    {"d", "next display"},
    {"b", "connect by ..."},
    {"r", "read only"},
    {"+ -", "zoom"},
    {"\342\206\221\342\206\223\342\206\220\342\206\222", "move it"},
    {"?", "help"},
};

static const char help[] =
    "Keys go to the guest. Ctrl-] opens the menu, and Ctrl-] once more sends it.\n"
    "\n"
    "What is pasted is typed, key by key; Esc stops it.\n"
    "\n"
    "A text screen is text: Shift with the mouse marks it, in most terminals.\n"
    "\n"
    "The line below the screen tells: the guest, how it is reached, its size and the cells that "
    "show it, how it is drawn, pictures and bytes a second, the time that the terminal takes to "
    "answer, and what is known of keys and mouse: kbd:exact has presses and releases of all keys, "
    "ptr:pixel is more exact than ptr:cell.";

static gboolean
is_unicode(Viewer *self)
{
  return terminal_get_abilities(app_get_terminal(self->page.app))->unicode;
}

gboolean
viewer_has_panel(Viewer *self)
{
  if (self->mode != MODE_GUEST)
    return TRUE;
  switch (attachment_get_state(self->attachment)) {
  case ATTACHMENT_SHOWN:
    return FALSE;
  case ATTACHMENT_CONNECTING: /* soon over, mostly: not worth a box that flashes */
    return attachment_takes_long(self->attachment);
  case ATTACHMENT_WAITING:
  case ATTACHMENT_ASKING:
  case ATTACHMENT_ENDED:
  case ATTACHMENT_OVER:
  default:
    return TRUE;
  }
}

/* Within the frame of a panel. */
static int
get_text_width(Viewer *self)
{
  return CLAMP(terminal_get_size(app_get_terminal(self->page.app)).columns - 4, 8, TEXT_WIDTH);
}

static Panel *
new_menu(Viewer *self)
{
  Panel *panel = panel_new("Menu", is_unicode(self));

  for (gsize i = 0; i < G_N_ELEMENTS(menu); i++)
    panel_add_item(panel, menu[i].key, menu[i].text);
  return panel;
}

static Panel *
new_help(Viewer *self)
{
  Panel *panel = panel_new("Help", is_unicode(self));

  panel_add_text(panel, help, get_text_width(self));
  return panel;
}

static Panel *
new_keys(Viewer *self)
{
  Panel *panel = panel_new("Send", is_unicode(self));

  key_menu_list(key_map_get_sticky(self->keys), panel);
  return panel;
}

static Panel *
new_usb(Viewer *self)
{
  Panel *panel = panel_new("USB devices", is_unicode(self));

  viewer_usb_list(self, panel, get_text_width(self));
  return panel;
}

static Panel *
new_graphics(Viewer *self)
{
  Panel *panel = panel_new("Displays of the guest", is_unicode(self));

  viewer_list_graphics(self, panel);
  return panel;
}

static Panel *
new_message(Viewer *self, const char *title, const char *keys)
{
  g_autofree char *text = attachment_describe(self->attachment);
  Panel *panel = panel_new(title, is_unicode(self));

  panel_add_text(panel, text, get_text_width(self));
  if (keys != NULL) {
    panel_add(panel, "");
    panel_add(panel, keys);
  }
  return panel;
}

static Panel *
new_question(Viewer *self)
{
  OrielAuthRequest *question = attachment_get_question(self->attachment);
  OrielTrustRequest *trust = attachment_get_trust(self->attachment);
  gboolean again = question != NULL && oriel_auth_request_get_retry(question) > 0;
  Panel *panel;

  if (trust != NULL)
    return new_message(self, "Is this the right machine?",
                       oriel_trust_request_get_offers_once(trust)
                           ? "t  trust it    o  only this time    Esc  do not connect"
                           : "t  trust it    Esc  do not connect");
  panel = new_message(self, again ? "That was refused. Try again" : "Authentication needed", NULL);
  prompt_add_to(&self->prompt, panel);
  panel_add(panel, "");
  panel_add(panel, "Enter  connect    Esc  cancel");
  return panel;
}

/* (transfer full) (nullable) */
static Panel *
new_panel(Viewer *self)
{
  if (!viewer_has_panel(self) || self->mode == MODE_FIND)
    return NULL;
  if (self->mode == MODE_KEYS)
    return new_keys(self);
  if (self->mode == MODE_USB)
    return new_usb(self);
  if (self->mode == MODE_GRAPHICS)
    return new_graphics(self);
  if (self->mode == MODE_HELP)
    return new_help(self);
  if (self->mode == MODE_MENU)
    return new_menu(self);
  switch (attachment_get_state(self->attachment)) {
  case ATTACHMENT_ASKING:
    return new_question(self);
  case ATTACHMENT_ENDED:
    return new_message(
        self, attachment_was_shown(self->attachment) ? "The session ended" : "Cannot connect",
        viewer_has_graphics(self) ? "Enter  connect again    b  connect by ...    q  leave"
                                  : "Enter  connect again    q  leave");
  case ATTACHMENT_WAITING:
    return new_message(self, "Waiting", "q  cancel");
  case ATTACHMENT_CONNECTING:
  case ATTACHMENT_SHOWN:
  case ATTACHMENT_OVER:
  default:
    return new_message(self, "Connecting", "q  cancel");
  }
}

static const char *
describe_sticky(Modifiers sticky)
{
  static char text[32];

  if (sticky == 0)
    return NULL;
  g_snprintf(text, sizeof text, "%s%s%s%s...", sticky & MODIFIER_CTRL ? "Ctrl+" : "",
             sticky & MODIFIER_ALT ? "Alt+" : "", sticky & MODIFIER_SHIFT ? "Shift+" : "",
             sticky & MODIFIER_SUPER ? "Super+" : "");
  return text;
}

static const char *
describe_pointer(Viewer *self, OrielDisplay *display)
{
  if (oriel_display_get_pointer_mode(display) == ORIEL_POINTER_RELATIVE)
    return "relative";
  return terminal_get_abilities(app_get_terminal(self->page.app))->pixel_mouse ? "pixel" : "cell";
}

static void
describe_display(Viewer *self, OrielDisplay *display, Status *status)
{
  const TerminalAbilities *abilities = terminal_get_abilities(app_get_terminal(self->page.app));
  OrielSession *session = attachment_get_session(self->attachment);
  const Viewport *viewport = painter_get_viewport(self->painter);
  const Frames *frames = painter_get_frames(self->painter);
  OrielTarget *target = oriel_session_get_target(session);
  Placement placement;

  status->protocol = target != NULL ? oriel_target_get_protocol(target) : NULL;
  status->display = attachment_get_selected(self->attachment) + 1;
  status->n_displays = g_list_model_get_n_items(oriel_session_get_displays(session));
  status->guest_width = oriel_display_get_width(display);
  status->guest_height = oriel_display_get_height(display);
  if (painter_get_placement(self->painter, &placement)) {
    status->columns = placement.target.width;
    status->rows = placement.target.height;
  }
  status->fit = viewport->mode == VIEWPORT_FIT;
  status->zoom = viewport_get_zoom(viewport);
  status->encoder = painter_describe_encoder(self->painter);
  status->rate = frames->rate;
  status->bandwidth = frames->bandwidth;
  status->round_trip = frames->shown_round_trip;
  status->keyboard =
      abilities->kitty_keyboard ? "exact" : key_layout_get_name(key_map_get_layout(self->keys));
  status->pointer = describe_pointer(self, display);
}

static const Cell status_style = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_REVERSE};

static void
draw_status_line(Cells *cells, const char *line)
{
  int columns = cells_get_columns(cells), row = cells_get_rows(cells) - 1;

  cells_fill(cells, 0, row, columns, 1, &status_style);
  cells_print(cells, 0, row, columns, line, &status_style);
}

static void
draw_find(Viewer *self, Cells *cells)
{
  int columns = cells_get_columns(cells), cursor;
  g_autofree char *line = viewer_find_describe(self, &cursor);

  viewer_find_light(self, cells);
  draw_status_line(cells, line);
  cells_set_cursor(cells, MIN(cursor, columns - 1), cells_get_rows(cells) - 1);
}

static void
draw_status(Viewer *self, Cells *cells)
{
  OrielDisplay *display = attachment_get_display(self->attachment);
  g_autofree char *name = attachment_dup_name(self->attachment);
  g_autofree char *wait = NULL;
  g_autofree char *line = NULL;
  Status status = {.name = name, .note = self->note, .read_only = self->read_only};

  if (display != NULL) {
    status.leader = viewer_get_leader_name(self);
    describe_display(self, display, &status);
    if (self->note == NULL &&
        !oriel_session_get_answering(attachment_get_session(self->attachment)))
      status.note = "The server does not answer";
  } else if (self->note == NULL && !viewer_has_panel(self)) {
    status.note = wait = attachment_describe(self->attachment);
  }
  status.sticky = describe_sticky(key_map_get_sticky(self->keys));
  line = status_format(&status, cells_get_columns(cells), is_unicode(self));
  draw_status_line(cells, line);
}

void
viewer_draw(Cells *cells, gpointer user_data)
{
  Viewer *self = user_data;
  g_autoptr(Panel) panel = new_panel(self);
  int rows = cells_get_rows(cells), margin = painter_get_margin(self->painter);

  cells_set_cursor(cells, -1, -1);
  if (self->mode == MODE_FIND)
    draw_find(self, cells);
  else if (rows > 1 && margin > 0)
    draw_status(self, cells);
  if (panel == NULL)
    return;
  panel_set_scroll(panel, self->scroll);
  panel_draw(panel, cells, MAX(rows - margin, 1));
  self->scroll = panel_get_scroll(panel);
}
