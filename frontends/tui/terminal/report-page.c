// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/report-page.h"

#include "shared/exit-status.h"

#include <xkbcommon/xkbcommon-keysyms.h>

#define MAX_LINES 500

typedef struct {
  Page page;
  GPtrArray *lines; /* of char *: what came, the oldest first */
  int synced;       /* answers to terminal_sync() */
  guint previous;   /* the keysym of the last key that was pressed */
} ReportPage;

static void
append_ability(GString *text, const char *name, gboolean has)
{
  if (has)
    g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", name);
}

static char *
describe_abilities(const TerminalAbilities *abilities)
{
  static const char *const colors[] = {"monochrome", "8 colours", "16 colours", "256 colours",
                                       "true colour"};
  GString *text = g_string_new(colors[abilities->colors]);

  append_ability(text, "unicode", abilities->unicode);
  append_ability(text, "few glyphs", abilities->few_glyphs);
  append_ability(text, "synchronized", abilities->synchronized);
  append_ability(text, "sixel", abilities->sixel);
  append_ability(text, "kitty graphics", abilities->kitty_graphics);
  append_ability(text, "kitty shared", abilities->kitty_shared);
  append_ability(text, "kitty keyboard", abilities->kitty_keyboard);
  append_ability(text, "other keys", abilities->other_keys);
  append_ability(text, "pixel mouse", abilities->pixel_mouse);
  append_ability(text, "status report", abilities->status_report);
  append_ability(text, "multiplexer", abilities->multiplexer);
  append_ability(text, abilities->dark ? "dark" : "light", TRUE);
  append_ability(text, "sextants", abilities->sextants);
  return g_string_free(text, FALSE);
}

static void
print_row(GString *bytes, int row, int columns, const char *text)
{
  g_autofree char *line = g_utf8_make_valid(text, -1);
  glong length = g_utf8_strlen(line, -1);
  const char *end = g_utf8_offset_to_pointer(line, MIN(length, columns));

  g_string_append_printf(bytes, "\033[%d;1H\033[K", row + 1);
  g_string_append_len(bytes, line, end - line);
}

static void
draw(Page *page)
{
  ReportPage *self = (ReportPage *)page;
  Terminal *terminal = app_get_terminal(page->app);
  TerminalSize size = terminal_get_size(terminal);
  g_autofree char *abilities = describe_abilities(terminal_get_abilities(terminal));
  g_autofree char *first =
      g_strdup_printf("%dx%d cells of %dx%d pixels; syncs answered: %d; q and Enter leave",
                      size.columns, size.rows, size.cell_width, size.cell_height, self->synced);
  g_autoptr(GString) bytes = g_string_new(NULL);
  int n_lines = (int)self->lines->len, shown = MAX(size.rows - 2, 0);

  print_row(bytes, 0, size.columns, first);
  if (size.rows > 1)
    print_row(bytes, 1, size.columns, abilities);
  for (int i = 0; i < shown; i++) {
    int line = n_lines - MIN(shown, n_lines) + i;

    print_row(bytes, i + 2, size.columns, line < n_lines ? self->lines->pdata[line] : "");
  }
  terminal_write(terminal, bytes->str, bytes->len);
}

static void
enter(Page *page)
{
  Terminal *terminal = app_get_terminal(page->app);

  terminal_set_exact_keys(terminal, TRUE);
  terminal_set_mouse(terminal, TRUE);
  draw(page);
  terminal_sync(terminal);
}

static void
leave(Page *page)
{
  terminal_set_exact_keys(app_get_terminal(page->app), FALSE);
  terminal_set_mouse(app_get_terminal(page->app), FALSE);
}

static char *
describe_modifiers(Modifiers modifiers)
{
  return g_strdup_printf(
      "%s%s%s%s", modifiers & MODIFIER_CTRL ? "Ctrl+" : "", modifiers & MODIFIER_ALT ? "Alt+" : "",
      modifiers & MODIFIER_SHIFT ? "Shift+" : "", modifiers & MODIFIER_SUPER ? "Super+" : "");
}

static const char *
get_name(guint keysym)
{
  const char *name = oriel_keymap_name_from_keysym(keysym);

  return name != NULL ? name : "?";
}

static char *
describe(const Event *event)
{
  static const char *const phases[] = {"press", "repeat", "release"};
  static const char *const actions[] = {"move", "press", "release"};
  g_autofree char *modifiers = describe_modifiers(
      event->kind == EVENT_MOUSE ? event->mouse.modifiers : event->key.modifiers);

  switch (event->kind) {
  case EVENT_KEY:
    return g_strdup_printf("key %s%s (0x%x) %s%s, on a US keyboard %s", modifiers,
                           get_name(event->key.keysym), event->key.keysym, phases[event->key.phase],
                           event->key.exact ? ", exact" : "", get_name(event->key.base_keysym));
  case EVENT_MOUSE:
    return g_strdup_printf("mouse %s %s%u at cell %d,%d pixel %d,%d", actions[event->mouse.action],
                           modifiers, (guint)event->mouse.button, event->mouse.column,
                           event->mouse.row, event->mouse.x, event->mouse.y);
  case EVENT_PASTE: {
    g_autofree char *text = oriel_text_sanitize(event->paste.text, (gssize)event->paste.length, 60);

    return g_strdup_printf("paste of %" G_GSIZE_FORMAT " bytes%s: %s", event->paste.length,
                           event->paste.last ? ", the last" : "", text);
  }
  case EVENT_FOCUS:
  default:
    return g_strdup(event->focused ? "focus gained" : "focus lost");
  }
}

static void
on_event(Page *page, const Event *event)
{
  ReportPage *self = (ReportPage *)page;

  if (event->kind == EVENT_KEY && event->key.phase == KEY_PRESS) {
    if (event->key.keysym == XKB_KEY_Return && self->previous == XKB_KEY_q) {
      app_close(page->app, page, EXIT_DONE);
      return;
    }
    self->previous = event->key.keysym;
  }
  if (self->lines->len >= MAX_LINES)
    g_ptr_array_remove_index(self->lines, 0);
  g_ptr_array_add(self->lines, describe(event));
  draw(page);
}

static void
on_synced(Page *page)
{
  ReportPage *self = (ReportPage *)page;

  self->synced++;
  draw(page);
}

static void
free_report(Page *page)
{
  ReportPage *self = (ReportPage *)page;

  g_ptr_array_unref(self->lines);
  g_free(self);
}

Page *
report_page_new(void)
{
  static const PageClass class = {enter, leave, draw, on_event, on_synced, free_report};
  ReportPage *self = g_new0(ReportPage, 1);

  self->page.class = &class;
  self->lines = g_ptr_array_new_with_free_func(g_free);
  return &self->page;
}
