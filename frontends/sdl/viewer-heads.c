// SPDX-License-Identifier: LGPL-2.1-or-later
#include "viewer-private.h"

/* How long window managers may take to hear of monitors what we know, in milliseconds. */
#define LOOK_INTERVAL 1000
#define LOOKS 4

/* All windows, that of the console first. */
static Head *
get_head(const Viewer *self, guint index)
{
  return index == 0 ? self->head : self->heads->pdata[index - 1];
}

Head *
viewer_find_head(Viewer *self, guint32 window_id)
{
  for (guint i = 0; i <= self->heads->len; i++)
    if (head_get_window_id(get_head(self, i)) == window_id)
      return get_head(self, i);
  return NULL;
}

guint
viewer_get_number(Viewer *self, const Head *head)
{
  return self->heads->len > 0 && head->display != NULL ? oriel_display_get_id(head->display) + 1
                                                       : 0;
}

/* What the console's own window will show is taken for the first screen. */
static int
find_monitor(const Viewer *self, guint id)
{
  return monitor_map_find(&self->monitors, id, (guint)monitors_count(self->there));
}

int
viewer_find_monitor(Viewer *self, const Head *head)
{
  if (self->monitors.n_displays == 0 && self->heads->len == 0)
    return self->options->monitor;
  return find_monitor(self, head->display != NULL ? oriel_display_get_id(head->display) : 0);
}

static Head *
find_head_of(Viewer *self, OrielDisplay *display)
{
  for (guint i = 0; i < self->heads->len; i++) {
    Head *head = self->heads->pdata[i];

    if (head->display == display)
      return head;
  }
  return NULL;
}

/* A kiosk shows nothing but guests: what has no monitor is not seen. */
static gboolean
is_seen(Viewer *self, OrielDisplay *display)
{
  return !self->options->kiosk || find_monitor(self, oriel_display_get_id(display)) > 0;
}

/* Each window that a monitor is meant for goes there. */
static void
cover_all(Viewer *self)
{
  for (guint i = 0; i <= self->heads->len; i++) {
    Head *head = get_head(self, i);
    int monitor = viewer_find_monitor(self, head);

    if (monitor > 0)
      window_set_monitor(head->window, monitor);
    window_step_aside(head->window);
  }
  for (guint i = 0; i <= self->heads->len; i++) {
    Head *head = get_head(self, i);

    if (viewer_find_monitor(self, head) > 0 || window_is_full_screen(head->window))
      window_enter_full_screen(head->window, TRUE);
  }
}

void
viewer_arrange(Viewer *self)
{
  if (window_is_full_screen(self->head->window))
    cover_all(self);
}

static gboolean
on_settle(gpointer user_data)
{
  Viewer *self = user_data;

  viewer_arrange(self);
  if (--self->n_looks > 0)
    return G_SOURCE_CONTINUE;
  self->settle_id = 0;
  return G_SOURCE_REMOVE;
}

/* A window manager that does not know of a monitor yet puts windows elsewhere, or back where they
 * were. */
static void
settle(Viewer *self)
{
  self->n_looks = LOOKS;
  if (self->settle_id == 0)
    self->settle_id = g_timeout_add(LOOK_INTERVAL, on_settle, self);
}

/* A screen that cannot be shown is not in the way of those that can. */
static void
open_head(Viewer *self, OrielDisplay *display)
{
  Head *head = head_new(self);
  int monitor = find_monitor(self, oriel_display_get_id(display));
  gboolean full_screen = monitor > 0 && window_is_full_screen(self->head->window);
  g_autoptr(GError) error = NULL;

  window_set_monitor(head->window, full_screen ? monitor : 0);
  if (!head_open(head, oriel_display_get_width(display), oriel_display_get_height(display),
                 full_screen, &error)) {
    g_printerr("oriel: %s\n", error->message);
    head_free(head);
    return;
  }
  g_ptr_array_add(self->heads, head);
  head_show(head, display);
  if (full_screen)
    settle(self);
}

static gboolean
on_update(gpointer user_data)
{
  Viewer *self = user_data;
  g_autoptr(GPtrArray) wanted = other_screens_list(self->others, console_get_session(self->console),
                                                   console_get_display(self->console));

  self->update_id = 0;
  if (window_get_sdl(self->head->window) == NULL)
    return G_SOURCE_REMOVE;
  for (guint i = self->heads->len; i > 0; i--) {
    Head *head = self->heads->pdata[i - 1];

    if (!g_ptr_array_find(wanted, head->display, NULL) || !is_seen(self, head->display))
      g_ptr_array_remove_index(self->heads, i - 1);
  }
  for (guint i = 0; i < wanted->len; i++)
    if (find_head_of(self, wanted->pdata[i]) == NULL && is_seen(self, wanted->pdata[i]))
      open_head(self, wanted->pdata[i]);
  viewer_arrange(self);
  for (guint i = 0; i <= self->heads->len; i++)
    head_update_title(get_head(self, i));
  return G_SOURCE_REMOVE;
}

void
viewer_update_heads(Viewer *self)
{
  if (self->update_id == 0) /* whoever tells may be a window's own */
    self->update_id = g_idle_add_full(G_PRIORITY_DEFAULT, on_update, self, NULL);
}

void
viewer_close_heads(Viewer *self)
{
  other_screens_forget(self->others);
  g_clear_handle_id(&self->update_id, g_source_remove);
  g_ptr_array_set_size(self->heads, 0);
}

void
viewer_close_head(Viewer *self, Head *head)
{
  if (self->options->kiosk)
    return;
  if (head == self->head) {
    console_stop(self->console);
    return;
  }
  other_screens_hide(self->others, oriel_display_get_id(head->display), TRUE);
  viewer_update_heads(self);
}

void
viewer_monitors_changed(gpointer user_data)
{
  Viewer *self = user_data;

  if (window_get_sdl(self->head->window) != NULL)
    monitors_tell_sdl(self->there, window_get_sdl(self->head->window));
  viewer_update_heads(self);
  settle(self);
}

void
viewer_toggle_full_screen(Viewer *self, Head *head)
{
  if (self->options->kiosk)
    return;
  if (window_is_full_screen(head->window)) {
    for (guint i = 0; i <= self->heads->len; i++)
      window_enter_full_screen(get_head(self, i)->window, FALSE);
  } else if (self->heads->len > 0 && viewer_find_monitor(self, head) > 0) {
    cover_all(self);
  } else {
    window_enter_full_screen(head->window, TRUE);
  }
}

/* What the user has set wrong is not in the way of the console. */
void
viewer_load_monitors(Viewer *self)
{
  OrielGuest *guest = console_get_guest(self->console);
  g_autoptr(GError) error = NULL;

  if (!monitor_map_load(&self->monitors, NULL, guest != NULL ? oriel_guest_get_uuid(guest) : NULL,
                        &error))
    g_printerr("oriel: %s\n", error->message);
}
