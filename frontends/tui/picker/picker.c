// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/picker-private.h"

#include "shared/exit-status.h"
#include "shared/target-resolve.h"

#include <stdarg.h>

#define DOUBLE_CLICK (400 * 1000) /* µs */
#define WHEEL_ROWS 3

/* Messages */

static void
set_message(Picker *self, gboolean is_trouble, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  g_autofree char *clean = oriel_text_sanitize(text, -1, 1024);

  g_free(self->message);
  self->message = g_strconcat(" ", clean, NULL);
  self->is_trouble = is_trouble;
  picker_draw_frame(self);
}

void
picker_say(Picker *self, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  set_message(self, FALSE, format, arguments);
  va_end(arguments);
}

void
picker_complain(Picker *self, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  set_message(self, TRUE, format, arguments);
  va_end(arguments);
}

void
picker_save_settings(Picker *self)
{
  g_autoptr(GError) error = NULL;

  if (!settings_save(&self->settings, &error))
    picker_complain(self, "%s", error->message);
  picker_draw_all(self);
}

/* Popups */

static void
close_popup(Picker *self, PopupResult result)
{
  Popup *popup = g_steal_pointer(&self->popup);

  preview_invalidate(self->preview);
  picker_draw_all(self);
  if (popup != NULL)
    popup_finish(popup, result);
}

void
picker_open_popup(Picker *self, Popup *popup)
{
  close_popup(self, POPUP_CANCELLED);
  picker_prompt_close(self);
  self->popup = popup;
  picker_draw_all(self);
}

static void
take_popup_result(Picker *self, PopupResult result)
{
  if (result == POPUP_OPEN)
    picker_draw_all(self);
  else
    close_popup(self, result);
}

/* What the model tells */

static void
on_rows_changed(gpointer user_data)
{
  picker_draw_all(user_data);
}

static void
on_row_changed(Row *row, gpointer user_data)
{
  Picker *self = user_data;

  if (self->draw_all)
    return;
  for (int i = 0; i < (int)self->dirty->len; i++)
    if (model_get_row(self->model, (guint)(self->top + i)) == row)
      picker_draw_row(self, self->top + i);
  if (row == self->cursor)
    picker_cursor_moved(self);
  picker_draw_frame(self);
}

static void
on_row_removed(Row *row, gpointer user_data)
{
  Picker *self = user_data;

  if (self->cursor == row)
    self->cursor = NULL;
  if (self->range == row)
    self->range = NULL;
  if (self->clicked == row)
    self->clicked = NULL;
}

void
picker_cursor_moved(Picker *self)
{
  g_autofree char *state = NULL;

  preview_set_guest(self->preview, picker_get_guest(self));
  if (self->cursor != NULL && self->cursor->kind == ROW_HOST)
    state = picker_describe_host(self, (HostRow *)self->cursor);
  preview_set_words(self->preview, state);
  self->draw_title = TRUE;
}

static void
on_preview(gpointer user_data)
{
  picker_draw_frame(user_data);
}

/* Keys and mouse */

/* A count, as in "12j"; 0 alone is none. */
static gboolean
take_digit(Picker *self, const KeyEvent *key)
{
  if (key->keysym < '0' || key->keysym > '9' || key->modifiers & (MODIFIER_CTRL | MODIFIER_ALT) ||
      (key->keysym == '0' && self->count == 0))
    return FALSE;
  self->count = MIN(self->count * 10 + (key->keysym - '0'), 10000000);
  picker_draw_frame(self);
  return TRUE;
}

static void
on_key(Picker *self, const KeyEvent *key)
{
  const Operation *operation;

  if (key->phase == KEY_RELEASE)
    return;
  if (self->message != NULL) {
    g_clear_pointer(&self->message, g_free);
    picker_draw_frame(self);
  }
  if (self->popup != NULL) {
    take_popup_result(self, popup_key(self->popup, key));
    return;
  }
  if (self->prompt.kind != PROMPT_NONE) {
    picker_prompt_key(self, key);
    return;
  }
  if (take_digit(self, key))
    return;
  picker_fix_cursor(self); /* keys may come before the first time that it is drawn */
  operation = operations_find_key(key);
  if (operation != NULL)
    operations_run(self, operation, "");
  self->count = 0;
}

static void
press_bar(Picker *self, int column)
{
  const KeyEvent key = {.keysym = 0xffbe + (guint)picker_bar_at(self, column)}; /* F1 and so on */

  on_key(self, &key);
}

static void
click_header(Picker *self, int column)
{
  int found = columns_at(&self->columns, column - 4);

  if (found < 0)
    return;
  self->settings.reverse = found == (int)self->settings.sort && !self->settings.reverse;
  self->settings.sort = (Column)found;
  model_set_sort(self->model, self->settings.sort, self->settings.reverse);
  picker_save_settings(self);
}

static void
click_row(Picker *self, const MouseEvent *mouse)
{
  int index = self->top + mouse->row - self->layout.list_row;
  Row *row = model_get_row(self->model, (guint)index);
  gint64 now = g_get_monotonic_time();
  gboolean twice = row != NULL && row == self->clicked && now - self->click_time < DOUBLE_CLICK;

  if (row == NULL)
    return;
  picker_move_to(self, index);
  if (mouse->modifiers & MODIFIER_CTRL || mouse->button == ORIEL_BUTTON_RIGHT)
    picker_op_mark(self, "");
  else if (mouse->column < 4 && model_get_guest(row) == NULL)
    model_set_folded(self->model, row, !model_is_folded(row));
  else if (twice)
    picker_op_open(self, "");
  self->clicked = twice ? NULL : row;
  self->click_time = now;
}

static void
on_mouse(Picker *self, const MouseEvent *mouse)
{
  if (mouse->action != MOUSE_PRESS)
    return;
  if (self->popup != NULL) {
    take_popup_result(self, popup_mouse(self->popup, mouse));
    return;
  }
  if (mouse->button == ORIEL_BUTTON_WHEEL_UP || mouse->button == ORIEL_BUTTON_WHEEL_DOWN)
    picker_move_to(self, self->cursor_index +
                             (mouse->button == ORIEL_BUTTON_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS));
  else if (mouse->row == self->layout.bar_row)
    press_bar(self, mouse->column);
  else if (mouse->row == self->layout.header_row)
    click_header(self, mouse->column);
  else if (mouse->row >= self->layout.list_row && mouse->column < self->layout.list_width &&
           mouse->row < self->layout.list_row + self->layout.list_height)
    click_row(self, mouse);
}

static void
on_paste(Picker *self, const Event *event)
{
  if (self->prompt.kind == PROMPT_NONE)
    return;
  line_edit_insert(&self->prompt.line, event->paste.text, event->paste.length);
  if (self->prompt.kind == PROMPT_FILTER)
    picker_set_filter(self, self->prompt.line.text->str);
  picker_draw_frame(self);
}

static void
on_event(Page *page, const Event *event)
{
  Picker *self = (Picker *)page;

  switch (event->kind) {
  case EVENT_KEY:
    on_key(self, &event->key);
    break;
  case EVENT_MOUSE:
    on_mouse(self, &event->mouse);
    break;
  case EVENT_PASTE:
    on_paste(self, event);
    break;
  case EVENT_FOCUS:
    self->focused = event->focused;
    preview_set_guest(self->preview, self->focused ? picker_get_guest(self) : NULL);
    statistics_want(self->statistics, self->top, self->focused ? self->layout.list_height : 0);
    break;
  default:
    break;
  }
  picker_questions_next(self->questions);
}

/* The page */

void
picker_restyle(Picker *self)
{
  if (self->curses == NULL)
    return;
  theme_init(&self->theme, &self->settings,
             terminal_get_abilities(app_get_terminal(self->page.app)));
  picker_draw_all(self);
}

static gboolean
has_256_colors(Picker *self)
{
  const TerminalAbilities *abilities = terminal_get_abilities(app_get_terminal(self->page.app));

  return abilities->colors >= TERMINAL_COLORS_256;
}

static void
redraw(Page *page)
{
  Picker *self = (Picker *)page;
  TerminalSize size = terminal_get_size(app_get_terminal(page->app));
  g_autoptr(GError) error = NULL;

  if (self->curses == NULL)
    self->curses =
        curses_new(g_getenv("TERM"), has_256_colors(self), size.columns, size.rows, &error);
  if (self->curses == NULL) {
    g_printerr("oriel: %s\n", error->message);
    app_close(page->app, page, EXIT_FAILED);
    return;
  }
  curses_resize(self->curses, size.columns, size.rows);
  self->cell = (OrielRect){0, 0, size.cell_width, size.cell_height};
  curses_invalidate(self->curses);
  picker_restyle(self);
}

static void
enter(Page *page)
{
  Picker *self = (Picker *)page;

  preview_set_guest(self->preview, picker_get_guest(self));
  terminal_set_mouse(app_get_terminal(page->app), FALSE);
  terminal_set_exact_keys(app_get_terminal(page->app), FALSE);
  redraw(page);
}

static void
leave(Page *page)
{
  Picker *self = (Picker *)page;

  g_clear_handle_id(&self->draw_id, g_source_remove);
  statistics_want(self->statistics, 0, 0);
  preview_set_guest(self->preview, NULL);
}

static void
free_picker(Page *page)
{
  Picker *self = (Picker *)page;

  close_popup(self, POPUP_CANCELLED);
  g_cancellable_cancel(self->cancellable);
  g_clear_handle_id(&self->draw_id, g_source_remove);
  picker_prompt_close(self);
  picker_questions_free(self->questions);
  g_clear_handle_id(&self->draw_id, g_source_remove);
  preview_free(self->preview);
  statistics_free(self->statistics);
  details_free(self->details);
  hosts_free(self->hosts);
  model_free(self->model);
  g_clear_pointer(&self->curses, curses_free);
  g_array_unref(self->dirty);
  settings_clear(&self->settings);
  g_object_unref(self->cancellable);
  g_free(self->filter);
  g_free(self->find);
  g_free(self->message);
  g_free(self);
}

static gboolean
add_hosts(Picker *self, char *const *hosts, GError **error)
{
  g_autofree char *usual = target_resolve_dup_host(NULL);
  const char *fallback[] = {usual, NULL};

  if (hosts == NULL)
    hosts = self->settings.hosts != NULL && *self->settings.hosts != NULL ? self->settings.hosts
                                                                          : (char **)fallback;
  for (; *hosts != NULL; hosts++)
    if (hosts_find(self->hosts, *hosts) == NULL && !hosts_add(self->hosts, *hosts, error))
      return FALSE;
  return TRUE;
}

Page *
picker_new(const PickerOptions *options, GError **error)
{
  static const PageClass class = {enter, leave, redraw, on_event, NULL, free_picker};
  static const ModelHooks hooks = {on_rows_changed, on_row_changed, on_row_removed};
  static const PreviewHooks preview_hooks = {on_preview};
  Picker *self = g_new0(Picker, 1);
  g_autofree char *complaint = NULL;

  self->page.class = &class;
  self->options = *options;
  self->options.hosts = NULL;
  self->options.settings = NULL;
  self->read_only = options->read_only;
  self->cancellable = g_cancellable_new();
  self->dirty = g_array_new(FALSE, TRUE, sizeof(gboolean));
  self->filter = g_strdup("");
  self->find = g_strdup("");
  self->focused = TRUE;
  settings_load(&self->settings, options->settings, &complaint);
  if (complaint != NULL)
    picker_complain(self, "%s", complaint);
  self->model = model_new(&hooks, self);
  model_set_tree(self->model, self->settings.tree);
  model_set_sort(self->model, self->settings.sort, self->settings.reverse);
  self->questions = picker_questions_new(self);
  self->hosts = hosts_new(self->model, options->read_only);
  self->details = details_new(self->model);
  self->statistics = statistics_new(self->model);
  self->preview = preview_new(&preview_hooks, self);
  if (add_hosts(self, options->hosts, error))
    return &self->page;
  free_picker(&self->page);
  return NULL;
}
