// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * rounds COUNT WORD...: opens the console that the words name in a window of the application, as
 * its start window does, sees the first picture painted, and closes it, so many times. Prints what
 * is there more than after a quarter of them: "memory KiB", "descriptors N", "threads N".
 */
#include "start/consoles.h"
#include "style.h"
#include "test-wait.h"

#include <malloc.h>
#include <oriel-gtk.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
  Consoles *consoles;
  GtkWidget *view; /* (nullable): weak */
  gboolean painted;
} Round;

typedef struct {
  long memory; /* KiB, allocated; with the address sanitizer none */
  long descriptors;
  long threads;
} Usage;

static void
on_changed(gpointer user_data)
{
}

static GtkWidget *
find_view(GtkWidget *widget)
{
  GtkWidget *found = ORIEL_GTK_IS_VIEW(widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child(widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling(child))
    found = find_view(child);
  return found;
}

static gboolean
shows_guest(gpointer data)
{
  Round *self = data;
  GListModel *windows = gtk_window_get_toplevels();
  g_autoptr(GtkWidget) window = g_list_model_get_item(windows, 0);
  GtkWidget *view = window != NULL ? find_view(window) : NULL;
  OrielDisplay *display = view != NULL ? oriel_gtk_view_get_display(ORIEL_GTK_VIEW(view)) : NULL;

  if (display == NULL || oriel_display_get_framebuffer(display) == NULL ||
      !gtk_widget_get_mapped(view))
    return FALSE;
  g_set_weak_pointer(&self->view, view);
  return TRUE;
}

static void
on_painted(GdkFrameClock *clock, Round *self)
{
  self->painted = TRUE;
}

static gboolean
is_painted(gpointer data)
{
  Round *self = data;

  return self->painted;
}

static gboolean
is_gone(gpointer data)
{
  Round *self = data;

  return self->view == NULL && consoles_get_n_open(self->consoles) == 0 &&
         g_list_model_get_n_items(gtk_window_get_toplevels()) == 0;
}

static void
run_round(Consoles *consoles, const char *const *words)
{
  Round self = {consoles, NULL, FALSE};
  g_autoptr(GError) error = NULL;
  GdkFrameClock *clock;
  gulong painted;

  consoles_open(consoles, words, NULL, &error);
  g_assert_no_error(error);
  test_assert_wait(shows_guest, &self);
  clock = gtk_widget_get_frame_clock(self.view);
  painted = g_signal_connect(clock, "after-paint", G_CALLBACK(on_painted), &self);
  gtk_widget_queue_draw(self.view);
  test_assert_wait(is_painted, &self);
  g_signal_handler_disconnect(clock, painted);
  gtk_window_close(GTK_WINDOW(gtk_widget_get_root(self.view)));
  test_assert_wait(is_gone, &self);
}

/* Session processes go a moment after their windows. */
static gboolean
has_no_children(gpointer data)
{
  g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", getpid());
  g_autofree char *children = NULL;

  return g_file_get_contents(path, &children, NULL, NULL) && *children == '\0';
}

/* Of this process: the entries of a folder in /proc. */
static long
count(const char *path)
{
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  long n = 0;

  while (g_dir_read_name(folder) != NULL)
    n++;
  return n;
}

static Usage
measure(void)
{
  Usage usage = {0};
  struct mallinfo2 heap;

  test_assert_poll(has_no_children, NULL);
  heap = mallinfo2();
  usage.memory = (long)((heap.uordblks + heap.hblkhd) / 1024);
  usage.descriptors = count("/proc/self/fd");
  usage.threads = count("/proc/self/task");
  return usage;
}

int
main(int argc, char **argv)
{
  const char *const base[] = {NULL};
  Usage before = {0}, after;
  Consoles *consoles;
  int rounds = argc > 2 ? atoi(argv[1]) : 0;

  oriel_gtk_choose_renderer();
  if (rounds < 1 || !style_init())
    return EXIT_FAILURE;
  consoles = consoles_new(base, on_changed, NULL);
  for (int i = 0; i < rounds; i++) {
    run_round(consoles, (const char *const *)argv + 2);
    if (i == rounds / 4)
      before = measure();
  }
  after = measure();
  consoles_free(consoles);
  g_print("memory %ld\ndescriptors %ld\nthreads %ld\n", after.memory - before.memory,
          after.descriptors - before.descriptors, after.threads - before.threads);
  return EXIT_SUCCESS;
}
