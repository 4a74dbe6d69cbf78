// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/app.h"

#include "shared/exit-status.h"

struct _App {
  Terminal *terminal;
  GMainLoop *loop;
  GPtrArray *pages;  /* of Page *; the last one has the terminal */
  guint n_behind;    /* of them at the beginning, which were put behind all others */
  GPtrArray *closed; /* of Page *, freed in the next turn of the loop */
  Page *shown;       /* (nullable): entered and not left */
  guint sweep_id;
  gboolean ready; /* the terminal is: pages may draw */
  int status;
};

static Page *
get_top(App *self)
{
  return self->pages->len > 0 ? self->pages->pdata[self->pages->len - 1] : NULL;
}

static void
free_page(gpointer data)
{
  Page *page = data;

  page->class->free(page);
}

/* Gives the terminal to the page at the front. */
static void
show_top(App *self)
{
  Page *top = get_top(self);

  if (self->shown == top)
    return;
  if (self->shown != NULL) {
    Page *left = g_steal_pointer(&self->shown);

    left->class->leave(left);
  }
  if (top == NULL || !self->ready)
    return;
  self->shown = top;
  top->class->enter(top);
}

static void
on_event(const Event *event, gpointer user_data)
{
  App *self = user_data;

  if (self->shown != NULL)
    self->shown->class->event(self->shown, event);
}

static void
on_resized(gpointer user_data)
{
  App *self = user_data;

  if (self->shown != NULL)
    self->shown->class->redraw(self->shown);
}

/* The abilities may be others after a stop: the page that was shown finds out by being redrawn. */
static void
on_ready(gpointer user_data)
{
  App *self = user_data;

  self->ready = TRUE;
  if (self->shown != NULL)
    self->shown->class->redraw(self->shown);
  else
    show_top(self);
}

static void
on_synced(gpointer user_data)
{
  App *self = user_data;

  if (self->shown != NULL && self->shown->class->synced != NULL)
    self->shown->class->synced(self->shown);
}

static void
on_closed(gpointer user_data)
{
  App *self = user_data;

  g_main_loop_quit(self->loop);
}

/* Ready follows. */
static void
on_continued(gpointer user_data)
{
}

App *
app_new(GError **error)
{
  static const TerminalHooks hooks = {on_event,  on_resized, on_ready,
                                      on_synced, on_closed,  on_continued};
  App *self = g_new0(App, 1);

  self->loop = g_main_loop_new(NULL, FALSE);
  self->pages = g_ptr_array_new_with_free_func(free_page);
  self->closed = g_ptr_array_new_with_free_func(free_page);
  self->terminal = terminal_new(&hooks, self, error);
  if (self->terminal == NULL)
    g_clear_pointer(&self, app_free);
  return self;
}

void
app_free(App *self)
{
  g_clear_handle_id(&self->sweep_id, g_source_remove);
  self->shown = NULL;
  if (self->terminal != NULL)
    terminal_leave(self->terminal);
  g_ptr_array_unref(self->closed);
  g_ptr_array_unref(self->pages);
  g_clear_pointer(&self->terminal, terminal_free);
  g_main_loop_unref(self->loop);
  g_free(self);
}

int
app_run(App *self)
{
  g_autoptr(GError) error = NULL;

  self->status = EXIT_DONE;
  if (!terminal_enter(self->terminal, &error)) {
    g_printerr("oriel: %s\n", error->message);
    return EXIT_FAILED;
  }
  if (self->pages->len > 0)
    g_main_loop_run(self->loop);
  terminal_leave(self->terminal);
  return self->status;
}

void
app_push(App *self, Page *page)
{
  page->app = self;
  g_ptr_array_add(self->pages, page);
  show_top(self);
}

/* Takes it out of the list: it is the caller's. */
static void
take_out(App *self, guint index)
{
  g_ptr_array_steal_index(self->pages, index);
  if (index < self->n_behind)
    self->n_behind--;
}

void
app_raise(App *self, Page *page)
{
  guint index;

  if (!g_ptr_array_find(self->pages, page, &index))
    return;
  take_out(self, index);
  g_ptr_array_add(self->pages, page);
  show_top(self);
}

gboolean
app_lower(App *self, Page *page)
{
  guint index;

  if (self->pages->len - self->n_behind < 2 || !g_ptr_array_find(self->pages, page, &index))
    return FALSE;
  take_out(self, index);
  g_ptr_array_insert(self->pages, 0, page);
  self->n_behind++;
  show_top(self);
  return TRUE;
}

static gboolean
on_sweep(gpointer user_data)
{
  App *self = user_data;

  self->sweep_id = 0;
  g_ptr_array_set_size(self->closed, 0);
  if (self->pages->len == 0)
    g_main_loop_quit(self->loop);
  return G_SOURCE_REMOVE;
}

/* Nobody is left who could bring them back. */
static void
close_behind(App *self)
{
  while (self->pages->len > 0)
    g_ptr_array_add(self->closed, g_ptr_array_steal_index(self->pages, 0));
  self->n_behind = 0;
}

void
app_close(App *self, Page *page, int status)
{
  guint index;

  if (!g_ptr_array_find(self->pages, page, &index))
    return;
  take_out(self, index);
  g_ptr_array_add(self->closed, page);
  if (self->pages->len == self->n_behind)
    close_behind(self);
  show_top(self);
  if (self->pages->len == 0)
    self->status = status;
  if (self->sweep_id == 0)
    self->sweep_id = g_idle_add(on_sweep, self);
}

gboolean
app_has_terminal(App *self, const Page *page)
{
  return self->shown == page;
}

Terminal *
app_get_terminal(App *self)
{
  return self->terminal;
}
