// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tabs.h"

#include "text-console.h"

#include <glib/gi18n.h>

#define KEY "oriel-tab" /* what it shows */

/* Keys that switch from a terminal to another tab; a guest's screen takes them all. */
#define KEYS                                                                                       \
  (ADW_TAB_VIEW_SHORTCUT_CONTROL_TAB | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_TAB |                   \
   ADW_TAB_VIEW_SHORTCUT_CONTROL_PAGE_UP | ADW_TAB_VIEW_SHORTCUT_CONTROL_PAGE_DOWN)

struct _Tabs {
  Head *head;
  AdwTabView *view; /* (nullable): none has been opened yet */
  GtkWidget *bar;
  GSimpleAction *search; /* (owned) */
};

static gboolean
is_screen(Tabs *self, AdwTabPage *page)
{
  return adw_tab_page_get_child(page) == self->head->screen;
}

static void
on_selected(Tabs *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page(self->view);

  if (page == NULL)
    return;
  g_simple_action_set_enabled(self->search, !is_screen(self, page));
  adw_tab_view_remove_shortcuts(self->view, ADW_TAB_VIEW_SHORTCUT_ALL_SHORTCUTS);
  if (is_screen(self, page)) {
    gtk_widget_grab_focus(GTK_WIDGET(self->head->view));
  } else {
    adw_tab_view_add_shortcuts(self->view, KEYS);
    text_console_grab_focus(adw_tab_page_get_child(page));
  }
}

static void
on_n_pages(Tabs *self)
{
  gtk_widget_set_visible(self->bar, adw_tab_view_get_n_pages(self->view) > 1);
}

/* What is in the window becomes the first tab. */
static void
make_view(Tabs *self)
{
  AdwTabPage *page;

  self->view = ADW_TAB_VIEW(adw_tab_view_new());
  self->bar = GTK_WIDGET(adw_tab_bar_new());
  adw_tab_bar_set_view(ADW_TAB_BAR(self->bar), self->view);
  adw_tab_bar_set_autohide(ADW_TAB_BAR(self->bar), FALSE);
  g_object_ref(self->head->screen);
  gtk_box_remove(GTK_BOX(self->head->body), self->head->screen);
  page = adw_tab_view_append_pinned(self->view, self->head->screen);
  g_object_unref(self->head->screen);
  adw_tab_page_set_title(page, _("Screen"));
  adw_tab_page_set_tooltip(page, _("Screen"));
  adw_tab_page_set_icon(page, g_themed_icon_new("video-display-symbolic"));
  gtk_box_append(GTK_BOX(self->head->body), self->bar);
  gtk_box_append(GTK_BOX(self->head->body), GTK_WIDGET(self->view));
  g_signal_connect_swapped(self->view, "notify::selected-page", G_CALLBACK(on_selected), self);
  g_signal_connect_swapped(self->view, "notify::n-pages", G_CALLBACK(on_n_pages), self);
}

/* (nullable) */
static AdwTabPage *
find(Tabs *self, const char *name)
{
  for (int i = 0; i < adw_tab_view_get_n_pages(self->view); i++) {
    AdwTabPage *page = adw_tab_view_get_nth_page(self->view, i);

    if (g_strcmp0(g_object_get_data(G_OBJECT(page), KEY), name) == 0)
      return page;
  }
  return NULL;
}

static void
on_search(Tabs *self)
{
  text_console_search(adw_tab_page_get_child(adw_tab_view_get_selected_page(self->view)));
}

Tabs *
tabs_new(Head *head)
{
  Tabs *self = g_new0(Tabs, 1);

  self->head = head;
  self->search = g_simple_action_new("search-text", NULL);
  g_simple_action_set_enabled(self->search, FALSE);
  g_signal_connect_swapped(self->search, "activate", G_CALLBACK(on_search), self);
  return self;
}

GAction *
tabs_get_search(Tabs *self)
{
  return G_ACTION(self->search);
}

void
tabs_free(Tabs *self)
{
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data(self->view, self);
  g_signal_handlers_disconnect_by_data(self->search, self);
  g_object_unref(self->search);
  g_free(self);
}

void
tabs_open(Tabs *self, OrielGuest *guest, OrielSession *session, const char *alias)
{
  g_autofree char *name =
      g_strdup_printf("%s %s", guest != NULL ? "guest" : "session", alias != NULL ? alias : "");
  g_autofree char *title =
      alias != NULL ? oriel_text_sanitize(alias, -1, 60) : g_strdup(_("Text console"));
  AdwTabPage *page;

  if (self->view == NULL)
    make_view(self);
  page = find(self, name);
  if (page == NULL) {
    page = adw_tab_view_append(self->view, text_console_new(guest, session, alias));
    g_object_set_data_full(G_OBJECT(page), KEY, g_steal_pointer(&name), g_free);
    adw_tab_page_set_title(page, title);
  }
  adw_tab_view_set_selected_page(self->view, page);
}

void
tabs_set_session(Tabs *self, OrielSession *session)
{
  for (int i = 0; self->view != NULL && i < adw_tab_view_get_n_pages(self->view); i++) {
    AdwTabPage *page = adw_tab_view_get_nth_page(self->view, i);

    if (!is_screen(self, page))
      text_console_set_session(adw_tab_page_get_child(page), session);
  }
}
