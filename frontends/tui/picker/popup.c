// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/popup.h"

#include "picker/brush.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

struct _Popup {
  char *title;      /* (owned) */
  GPtrArray *texts; /* (owned) of strings (owned) */
  GArray *items;    /* (owned) of PopupItem */
  GArray *shown;    /* (owned) of int: the items that what was typed leaves */
  LineEdit search;
  gboolean searchable;
  gboolean readable_only;
  int selected; /* an index into @shown */
  int top;
  int first_text; /* of the texts that are shown */
  int n_texts;    /* that are shown, as last drawn */
  OrielRect area; /* on the screen, as last drawn */
  int first_row;  /* of the items, on the screen */
  int n_item_rows;
  PopupFunc chosen;
  gpointer user_data;
  GDestroyNotify free_data; /* (nullable) */
};

static void
item_clear(gpointer data)
{
  g_free(((PopupItem *)data)->text);
}

Popup *
popup_new(const char *title,
          gboolean searchable,
          PopupFunc chosen,
          gpointer user_data,
          GDestroyNotify free_data)
{
  Popup *self = g_new0(Popup, 1);

  self->title = g_strdup(title);
  self->texts = g_ptr_array_new_with_free_func(g_free);
  self->items = g_array_new(FALSE, FALSE, sizeof(PopupItem));
  g_array_set_clear_func(self->items, item_clear);
  self->shown = g_array_new(FALSE, FALSE, sizeof(int));
  line_edit_init(&self->search, "");
  self->searchable = searchable;
  self->chosen = chosen;
  self->user_data = user_data;
  self->free_data = free_data;
  return self;
}

void
popup_free(Popup *self)
{
  if (self->free_data != NULL)
    self->free_data(self->user_data);
  line_edit_clear(&self->search);
  g_array_unref(self->shown);
  g_array_unref(self->items);
  g_ptr_array_unref(self->texts);
  g_free(self->title);
  g_free(self);
}

void
popup_add_text(Popup *self, const char *text)
{
  g_ptr_array_add(self->texts, g_strdup(text));
}

void
popup_add_item(Popup *self, guint keysym, const char *text, gboolean danger)
{
  PopupItem item = {.keysym = keysym, .text = g_strdup(text), .danger = danger};
  int index = (int)self->items->len;

  g_array_append_val(self->items, item);
  g_array_append_val(self->shown, index);
}

void
popup_select(Popup *self, int item)
{
  self->selected = item;
}

void
popup_set_readable_only(Popup *self)
{
  self->readable_only = TRUE;
}

static void
narrow(Popup *self)
{
  g_array_set_size(self->shown, 0);
  for (int i = 0; i < (int)self->items->len; i++)
    if (strcasestr(g_array_index(self->items, PopupItem, i).text, self->search.text->str) != NULL)
      g_array_append_val(self->shown, i);
  self->selected = 0;
}

/* Drawing */

static int
wanted_width(const Popup *self)
{
  int width = MAX(brush_width(self->title) + 6, self->searchable ? 34 : 20);

  for (guint i = 0; i < self->texts->len; i++)
    width = MAX(width, brush_width(self->texts->pdata[i]) + 4);
  for (guint i = 0; i < self->items->len; i++)
    width = MAX(width, brush_width(g_array_index(self->items, PopupItem, i).text) + 4);
  return width;
}

static void
scroll_to_selected(Popup *self)
{
  int n_shown = (int)self->shown->len;

  self->selected = CLAMP(self->selected, 0, MAX(n_shown - 1, 0));
  if (self->readable_only)
    self->top = self->selected;
  else if (self->selected < self->top)
    self->top = self->selected;
  else if (self->selected >= self->top + self->n_item_rows)
    self->top = self->selected - self->n_item_rows + 1;
  self->top = CLAMP(self->top, 0, MAX(n_shown - self->n_item_rows, 0));
  if (self->readable_only)
    self->selected = self->top;
}

static void
draw_items(Popup *self, const Theme *theme)
{
  scroll_to_selected(self);
  for (int row = 0; row < self->n_item_rows; row++) {
    int index = self->top + row;
    Attributes attributes = theme_get(theme, ROLE_NORMAL);
    const PopupItem *item;
    g_autofree char *text = NULL;

    if (index >= (int)self->shown->len)
      break;
    item = &g_array_index(self->items, PopupItem, g_array_index(self->shown, int, index));
    if (item->danger)
      attributes = theme_get(theme, ROLE_BAD);
    if (index == self->selected && !self->readable_only)
      attributes = theme_get(theme, ROLE_CURSOR);
    text = g_strconcat(" ", item->text, NULL);
    brush_bar(theme, self->area.x + 1, self->first_row + row, self->area.width - 2, attributes,
              text);
  }
}

static void
draw_search(Popup *self, const Theme *theme)
{
  g_autofree char *line = g_strconcat(
      " / ", self->search.text->len > 0 ? self->search.text->str : "type to search", NULL);

  brush_text(theme, self->area.x + 1, self->first_row - 1, self->area.width - 2,
             theme_get(theme, self->search.text->len > 0 ? ROLE_TITLE : ROLE_DIM), line);
}

static int
count_hidden(const Popup *self, int shown)
{
  int n = 0;

  for (int i = 0; i < (int)self->texts->len; i++)
    n += (i < self->first_text || i >= self->first_text + shown) &&
         *(const char *)self->texts->pdata[i] != '\0';
  return n;
}

/* What there is no room for is counted in the last line, and scrolled to. */
static void
draw_texts(Popup *self, const Theme *theme)
{
  int x = self->area.x + 2, y = self->area.y + 1, width = self->area.width - 4;
  int shown = self->n_texts;
  gboolean cut;

  self->first_text = CLAMP(self->first_text, 0, MAX((int)self->texts->len - shown + 1, 0));
  cut = shown > 0 && (self->first_text > 0 || count_hidden(self, shown) > 0);
  shown -= cut;
  for (int i = 0; i < shown && self->first_text + i < (int)self->texts->len; i++)
    brush_text(theme, x, y + i, width, theme_get(theme, ROLE_NORMAL),
               self->texts->pdata[self->first_text + i]);
  if (cut) {
    g_autofree char *rest = g_strdup_printf("%d more (PgUp PgDn)", count_hidden(self, shown));

    brush_text(theme, x, y + shown, width, theme_get(theme, ROLE_WARNING), rest);
  }
}

/* On a screen that is too low for a frame. */
static void
draw_bare(Popup *self, const Theme *theme)
{
  self->area = (OrielRect){-1, -1, brush_get_columns() + 2, brush_get_rows() + 2};
  self->first_row = self->n_texts = 0;
  self->n_item_rows = brush_get_rows();
  draw_items(self, theme);
}

void
popup_draw(Popup *self, const Theme *theme)
{
  int n_above = (int)self->texts->len + (self->searchable ? 1 : 0);
  int width = MIN(wanted_width(self), brush_get_columns());
  int room = brush_get_rows() - 2; /* the edges */
  int height;

  if (room < 1) {
    draw_bare(self, theme);
    return;
  }
  /* Items come first, on a small screen: without them nothing can be chosen. */
  self->n_item_rows = MIN((int)self->items->len, MAX(room - n_above, MIN(room, 3)));
  n_above = MIN(n_above, room - self->n_item_rows);
  height = MIN(self->n_item_rows + n_above + 2, brush_get_rows());
  self->area = (OrielRect){(brush_get_columns() - width) / 2, (brush_get_rows() - height) / 2,
                           width, height};
  self->first_row = self->area.y + 1 + n_above;
  self->n_texts = MAX(n_above - (self->searchable ? 1 : 0), 0);
  brush_box(theme, self->area.x, self->area.y, width, height, self->title);
  draw_texts(self, theme);
  if (self->searchable && n_above > 0)
    draw_search(self, theme);
  draw_items(self, theme);
}

/* Keys */

/* Whether @keysym is the key of an item, which is selected then. */
static gboolean
select_by_key(Popup *self, guint keysym)
{
  for (guint i = 0; i < self->shown->len; i++) {
    const PopupItem *item =
        &g_array_index(self->items, PopupItem, g_array_index(self->shown, int, i));

    if (item->keysym != 0 && item->keysym == keysym) {
      self->selected = (int)i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Whether pages are those of the texts: the items are all there. */
static gboolean
scroll_texts(Popup *self, int direction)
{
  if (self->n_texts < 1 || self->n_item_rows < (int)self->items->len ||
      self->n_texts >= (int)self->texts->len)
    return FALSE;
  self->first_text = MAX(self->first_text + direction * MAX(self->n_texts - 1, 1), 0);
  return TRUE;
}

static gboolean
move(Popup *self, guint keysym)
{
  if ((keysym == XKB_KEY_Prior || keysym == XKB_KEY_Next) &&
      scroll_texts(self, keysym == XKB_KEY_Prior ? -1 : 1))
    return TRUE;
  switch (keysym) {
  case XKB_KEY_Up:
    self->selected--;
    break;
  case XKB_KEY_Down:
  case XKB_KEY_Tab:
    self->selected++;
    break;
  case XKB_KEY_Prior:
    self->selected -= MAX(self->n_item_rows - 1, 1);
    break;
  case XKB_KEY_Next:
    self->selected += MAX(self->n_item_rows - 1, 1);
    break;
  case XKB_KEY_Home:
    self->selected = 0;
    break;
  case XKB_KEY_End:
    self->selected = (int)self->shown->len - 1;
    break;
  default:
    return FALSE;
  }
  self->selected = CLAMP(self->selected, 0, MAX((int)self->shown->len - 1, 0));
  return TRUE;
}

PopupResult
popup_key(Popup *self, const KeyEvent *key)
{
  guint keysym = key->keysym;

  if (keysym == XKB_KEY_Escape || (keysym == XKB_KEY_c && key->modifiers & MODIFIER_CTRL))
    return POPUP_CANCELLED;
  if (keysym == XKB_KEY_Return || keysym == XKB_KEY_KP_Enter)
    return self->readable_only ? POPUP_CANCELLED : self->shown->len > 0 ? POPUP_CHOSEN : POPUP_OPEN;
  if (move(self, keysym))
    return POPUP_OPEN;
  if (self->searchable) {
    if (line_edit_key(&self->search, key))
      narrow(self);
    return POPUP_OPEN;
  }
  if (select_by_key(self, keysym))
    return POPUP_CHOSEN;
  if (keysym == XKB_KEY_j || keysym == XKB_KEY_k)
    move(self, keysym == XKB_KEY_j ? XKB_KEY_Down : XKB_KEY_Up);
  else if (keysym == XKB_KEY_q)
    return POPUP_CANCELLED;
  return POPUP_OPEN;
}

PopupResult
popup_mouse(Popup *self, const MouseEvent *mouse)
{
  int row = mouse->row - self->first_row;

  if (mouse->action != MOUSE_PRESS)
    return POPUP_OPEN;
  if (mouse->button == ORIEL_BUTTON_WHEEL_UP || mouse->button == ORIEL_BUTTON_WHEEL_DOWN) {
    move(self, mouse->button == ORIEL_BUTTON_WHEEL_UP ? XKB_KEY_Up : XKB_KEY_Down);
    return POPUP_OPEN;
  }
  if (mouse->column < self->area.x || mouse->column >= self->area.x + self->area.width ||
      mouse->row < self->area.y || mouse->row >= self->area.y + self->area.height)
    return POPUP_CANCELLED;
  if (row < 0 || row >= self->n_item_rows || self->top + row >= (int)self->shown->len ||
      self->readable_only)
    return POPUP_OPEN;
  self->selected = self->top + row;
  return POPUP_CHOSEN;
}

void
popup_finish(Popup *self, PopupResult result)
{
  int item = -1;

  if (result == POPUP_CHOSEN && !self->readable_only && self->selected < (int)self->shown->len)
    item = g_array_index(self->shown, int, self->selected);
  if (self->chosen != NULL)
    self->chosen(item, self->user_data);
  popup_free(self);
}
