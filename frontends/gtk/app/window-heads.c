// SPDX-License-Identifier: LGPL-2.1-or-later
/* The screens of the guest: the first is in the window of the console, each other one in a window
 * of its own, as long as it is there. */
#include "window-private.h"

#include "beside.h"

#include <glib/gi18n.h>

/* Which monitor, from 1, the window has in full screen; 0 = none is meant for it. What the
 * console's own window will show is taken for the first screen. */
static int
find_monitor(ConsoleWindow *self, Head *head)
{
  OrielDisplay *display = oriel_gtk_view_get_display(head->view);

  if (self->monitors.n_displays == 0 && self->heads->len == 0)
    return self->options->monitor;
  return monitor_map_find(&self->monitors, display != NULL ? oriel_display_get_id(display) : 0,
                          monitors_count(self->there));
}

static Head *
find_head(ConsoleWindow *self, guint id)
{
  for (guint i = 0; i < self->heads->len; i++) {
    Head *head = self->heads->pdata[i];

    if (oriel_display_get_id(oriel_gtk_view_get_display(head->view)) == id)
      return head;
  }
  return NULL;
}

/* What can be done about the windows of the guest's other screens. */
static void
update_menu(ConsoleWindow *self)
{
  OrielSession *session = attachment_get_session(self->attachment);
  GListModel *all = session != NULL ? oriel_session_get_displays(session) : NULL;

  g_menu_remove_all(self->screens);
  for (guint i = 0; all != NULL && i < g_list_model_get_n_items(all); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(all, i);
    guint id = oriel_display_get_id(display);
    g_autofree char *label = find_head(self, id) != NULL
                                 ? g_strdup_printf(_("Close Screen %u"), id + 1)
                                 : g_strdup_printf(_("Open Screen %u"), id + 1);
    g_autoptr(GMenuItem) item = g_menu_item_new(label, NULL);

    g_menu_item_set_action_and_target(item, "console.screen", "u", id);
    if (display != attachment_get_display(self->attachment))
      g_menu_append_item(self->screens, item);
  }
  if (g_menu_model_get_n_items(G_MENU_MODEL(self->screens)) ==
      0) /* grey: nothing has this action */
    g_menu_append(self->screens,
                  all != NULL ? _("The guest has one screen only") : _("There is no guest"),
                  "console.none");
}

/* Each window that a monitor is meant for goes there. */
static void
enter_all(ConsoleWindow *self)
{
  for (guint i = 0; i <= self->heads->len; i++) {
    Head *head = i == 0 ? self->head : self->heads->pdata[i - 1];
    int monitor = find_monitor(self, head);

    if (monitor > 0)
      full_screen_enter(head->full_screen, monitor);
  }
}

/* A kiosk shows nothing but guests: what has no monitor is not seen. */
static gboolean
is_seen(ConsoleWindow *self, Head *head)
{
  return !self->options->kiosk || find_monitor(self, head) > 0;
}

/* The windows follow; one whose monitor is gone is a window among others, or, in a kiosk, waits. */
void
console_window_follow_monitors(ConsoleWindow *self)
{
  if (!full_screen_is_active(self->head->full_screen))
    return;
  enter_all(self);
  if (find_monitor(self, self->head) == 0)
    full_screen_enter(self->head->full_screen, 0);
  for (guint i = 0; i < self->heads->len; i++) {
    Head *head = self->heads->pdata[i];

    gtk_widget_set_visible(GTK_WIDGET(head->window), is_seen(self, head));
    if (find_monitor(self, head) == 0)
      full_screen_leave(head->full_screen);
  }
}

static void
place_head(ConsoleWindow *self, Head *head)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new();

  g_ptr_array_add(others, self->head->window);
  for (guint i = 0; i < self->heads->len; i++)
    if (self->heads->pdata[i] != head)
      g_ptr_array_add(others, ((Head *)self->heads->pdata[i])->window);
  beside_place(head->window, others);
}

static void
open_head(ConsoleWindow *self, OrielDisplay *display)
{
  Head *head = head_new(self);

  g_ptr_array_add(self->heads, head);
  head_take_frame(head, self->head); /* its own is not known before it is seen */
  head_show(head, display);
  if (full_screen_is_active(self->head->full_screen))
    enter_all(self);
  if (!is_seen(self, head))
    return;
  gtk_window_present(head->window);
  if (!full_screen_is_active(head->full_screen))
    place_head(self, head);
}

void
console_window_update_heads(ConsoleWindow *self)
{
  g_autoptr(GPtrArray) wanted =
      other_screens_list(self->others, attachment_get_session(self->attachment),
                         attachment_get_display(self->attachment));

  for (guint i = self->heads->len; i > 0; i--) {
    Head *head = self->heads->pdata[i - 1];

    if (!g_ptr_array_find(wanted, oriel_gtk_view_get_display(head->view), NULL)) {
      console_window_activate_head(self, self->head); /* the clipboard is with one that stays */
      g_ptr_array_remove_index(self->heads, i - 1);
    }
  }
  for (guint i = 0; i < wanted->len; i++) {
    OrielDisplay *display = wanted->pdata[i];

    if (find_head(self, oriel_display_get_id(display)) == NULL)
      open_head(self, display);
  }
  update_menu(self);
  console_window_update_titles(self);
}

void
console_window_close_heads(ConsoleWindow *self)
{
  other_screens_forget(self->others);
  g_clear_handle_id(&self->close_id, g_source_remove);
  g_ptr_array_set_size(self->heads, 0);
}

void
console_window_toggle_screen(ConsoleWindow *self, guint id)
{
  other_screens_hide(self->others, id, find_head(self, id) != NULL);
  console_window_update_heads(self);
}

static gboolean
on_close(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  self->close_id = 0;
  console_window_update_heads(self);
  return G_SOURCE_REMOVE;
}

void
console_window_close_head(ConsoleWindow *self, Head *head)
{
  if (head == self->head) {
    console_window_close(self);
    return;
  }
  other_screens_hide(self->others, oriel_display_get_id(oriel_gtk_view_get_display(head->view)),
                     TRUE);
  if (self->close_id == 0) /* it is being told to close */
    self->close_id = g_idle_add(on_close, self);
}

void
console_window_activate_head(ConsoleWindow *self, Head *head)
{
  notices_withdraw(self->notices);
  if (self->clipboard != NULL)
    oriel_gtk_clipboard_set_widget(self->clipboard, GTK_WIDGET(head->view));
}

void
console_window_enter_full_screen(ConsoleWindow *self)
{
  if (find_monitor(self, self->head) > 0)
    enter_all(self);
  else
    full_screen_enter(self->head->full_screen, self->options->monitor);
}

/* What the user has set wrong is not in the way of the console. */
void
console_window_load_monitors(ConsoleWindow *self, OrielGuest *guest)
{
  g_autoptr(GError) error = NULL;

  if (!monitor_map_load(&self->monitors, NULL, guest != NULL ? oriel_guest_get_uuid(guest) : NULL,
                        &error))
    g_printerr("oriel: %s\n", error->message);
  if (full_screen_is_active(self->head->full_screen))
    console_window_enter_full_screen(self);
}

void
console_window_toggle_full_screen(ConsoleWindow *self, Head *head)
{
  if (self->options->kiosk)
    return;
  if (full_screen_is_active(head->full_screen)) {
    full_screen_leave(self->head->full_screen);
    for (guint i = 0; i < self->heads->len; i++)
      full_screen_leave(((Head *)self->heads->pdata[i])->full_screen);
  } else if (find_monitor(self, head) > 0) {
    enter_all(self);
  } else {
    full_screen_enter(head->full_screen, 0);
  }
}
