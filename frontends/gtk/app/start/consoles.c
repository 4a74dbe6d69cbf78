// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/consoles.h"

#include "window.h"

#include <string.h>

struct _Consoles {
  GStrv base;      /* (owned) */
  GPtrArray *open; /* (owned) of Open (owned) */
  ConsolesChanged changed;
  gpointer user_data;
};

typedef struct {
  Consoles *consoles;
  char *key; /* (owned): the words that opened it */
  ViewOptions options;
  ConsoleWindow *window;
  guint end_id; /* it is over */
} Open;

static void
open_free(gpointer data)
{
  Open *self = data;

  g_clear_handle_id(&self->end_id, g_source_remove);
  console_window_free(self->window);
  view_options_clear(&self->options);
  g_free(self->key);
  g_free(self);
}

Consoles *
consoles_new(const char *const *base, ConsolesChanged changed, gpointer user_data)
{
  Consoles *self = g_new0(Consoles, 1);

  self->base = g_strdupv((char **)base);
  self->open = g_ptr_array_new_with_free_func(open_free);
  self->changed = changed;
  self->user_data = user_data;
  return self;
}

void
consoles_free(Consoles *self)
{
  g_ptr_array_unref(self->open);
  g_strfreev(self->base);
  g_free(self);
}

guint
consoles_get_n_open(Consoles *self)
{
  return self->open->len;
}

static gboolean
on_end(gpointer user_data)
{
  Open *open = user_data;
  Consoles *self = open->consoles;

  open->end_id = 0;
  g_ptr_array_remove(self->open, open);
  self->changed(self->user_data);
  return G_SOURCE_REMOVE;
}

/* It is freed when it has returned. */
static void
on_finished(ExitStatus status, gpointer user_data)
{
  Open *open = user_data;

  if (open->end_id == 0)
    open->end_id = g_idle_add(on_end, open);
}

/* The command line of it all. (transfer container) */
static GPtrArray *
join(Consoles *self, const char *const *words)
{
  GPtrArray *line = g_ptr_array_new();

  g_ptr_array_add(line, (gpointer) "oriel-gtk");
  for (char **word = self->base; *word != NULL; word++)
    g_ptr_array_add(line, *word);
  for (; *words != NULL; words++)
    g_ptr_array_add(line, (gpointer)*words);
  g_ptr_array_add(line, NULL);
  return line;
}

char *
consoles_dup_prefer(Consoles *self)
{
  static const ViewProgram program = {.target_optional = TRUE};
  const char *const words[] = {NULL};
  g_autoptr(GPtrArray) line = join(self, words);
  g_auto(ViewOptions) options = {0};
  char **argv = (char **)line->pdata;
  int argc = (int)line->len - 1;

  view_options_parse(&options, &program, &argc, &argv, NULL);
  return g_steal_pointer(&options.prefer);
}

static Open *
find(Consoles *self, const char *key)
{
  for (guint i = 0; i < self->open->len; i++) {
    Open *open = self->open->pdata[i];

    if (open->end_id == 0 && strcmp(open->key, key) == 0)
      return open;
  }
  return NULL;
}

gboolean
consoles_open(Consoles *self, const char *const *words, OrielGuest *guest, GError **error)
{
  static const ViewProgram program = {0};
  g_autoptr(GPtrArray) line = join(self, words);
  g_autofree char *key = g_strjoinv("\n", (char **)words);
  char **argv = (char **)line->pdata;
  int argc = (int)line->len - 1;
  Open *open = find(self, key);

  if (open != NULL) {
    console_window_present(open->window);
    return TRUE;
  }
  open = g_new0(Open, 1);
  if (!view_options_parse(&open->options, &program, &argc, &argv, error)) {
    view_options_clear(&open->options);
    g_free(open);
    return FALSE;
  }
  open->consoles = self;
  open->key = g_steal_pointer(&key);
  g_ptr_array_add(self->open, open);
  open->window = console_window_new(&open->options, guest, on_finished, open);
  console_window_build(open->window);
  return TRUE;
}
