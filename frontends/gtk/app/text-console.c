// SPDX-License-Identifier: LGPL-2.1-or-later
#include "text-console.h"

#include "shared/console-link.h"
#include "shortcuts.h"
#include "status-page.h"
#include "terminal.h"
#include "text-button.h"
#include "text-search.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define KEY "oriel-text-console"

/* A guest that writes without end is read in steps: what waits in the terminal is kept in memory.
 */
#define STEP (256 * 1024) /* bytes */
#define STEP_MS 30        /* at least, between two steps */

typedef struct {
  ConsoleLink *link;
  char *alias; /* (owned) (nullable): NULL = the first */
  GtkWidget *root;
  GtkWidget *terminal; /* (owned) */
  GtkWidget *search;   /* above the terminal */
  GtkWidget *page;     /* over the terminal, while it is not open */
  GtkWidget *button;
  gsize n_fed; /* bytes, in this step */
  guint step_id;
} TextConsole;

static void
open_again(TextConsole *self)
{
  console_link_open(self->link, console_link_get_state(self->link) == CONSOLE_LINK_BUSY);
}

/* @button: what can be done; NULL = nothing */
static void
show_page(TextConsole *self, const char *title, const char *text, const char *button)
{
  g_autofree char *clean = oriel_text_sanitize(text, -1, 400);
  g_autofree char *escaped = g_markup_escape_text(clean, -1);

  status_page_set_title(self->page, title);
  adw_status_page_set_description(ADW_STATUS_PAGE(self->page), escaped);
  text_button_set_label(self->button, button != NULL ? button : "");
  gtk_widget_set_visible(self->button, button != NULL);
  gtk_widget_set_visible(self->page, TRUE);
  /* Not the button: a key that was meant for the guest would press it. */
  if (gtk_widget_has_focus(self->terminal))
    gtk_widget_grab_focus(self->page);
}

static void
on_changed(gpointer user_data)
{
  TextConsole *self = user_data;
  gboolean had_focus =
      gtk_widget_is_visible(self->page) && gtk_widget_get_focus_child(self->root) == self->page;
  const GError *error;
  g_autofree char *text = NULL;

  if (self->link == NULL) /* it is being made */
    return;
  error = console_link_get_error(self->link);
  switch (console_link_get_state(self->link)) {
  case CONSOLE_LINK_OPENING:
    break;
  case CONSOLE_LINK_OPEN:
    gtk_widget_set_visible(self->page, FALSE);
    if (had_focus)
      gtk_widget_grab_focus(self->terminal);
    break;
  case CONSOLE_LINK_BUSY:
    text = g_strdup_printf(_("Somebody else has %s."), console_link_get_alias(self->link));
    show_page(self, _("This Console Is in Use"), text, _("_Take It Over"));
    break;
  case CONSOLE_LINK_WAITING:
    text = g_strdup_printf(_("Waiting: %s. It connects by itself."), error->message);
    show_page(self, _("This Console Is Not There Yet"), text, NULL);
    break;
  case CONSOLE_LINK_LOST:
    show_page(self, _("This Console Was Closed"), error->message, _("_Connect Again"));
    break;
  }
}

static gboolean
on_step(gpointer user_data)
{
  TextConsole *self = user_data;

  self->step_id = 0;
  self->n_fed = 0;
  console_link_set_paused(self->link, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_received(const char *bytes, gsize length, gpointer user_data)
{
  TextConsole *self = user_data;

  terminal_get()->feed(self->terminal, bytes, length);
  self->n_fed += length;
  if (self->n_fed < STEP || self->step_id != 0)
    return;
  console_link_set_paused(self->link, TRUE);
  self->step_id = g_timeout_add(STEP_MS, on_step, self);
}

/* What is typed, pasted, or answered by the terminal. */
static void
on_commit(GtkWidget *terminal, const char *bytes, guint length, TextConsole *self)
{
  if (!console_link_send(self->link, bytes, length))
    gtk_widget_error_bell(terminal);
}

static gboolean
copy(GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  terminal_get()->copy(widget);
  return TRUE;
}

static gboolean
paste(GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  terminal_get()->paste(widget);
  return TRUE;
}

static gboolean
search(GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  text_search_open(((TextConsole *)user_data)->search);
  return TRUE;
}

static void
add_shortcut(GtkEventController *controller,
             const char *trigger,
             GtkShortcutFunc function,
             TextConsole *self)
{
  gtk_shortcut_controller_add_shortcut(
      GTK_SHORTCUT_CONTROLLER(controller),
      gtk_shortcut_new(gtk_shortcut_trigger_parse_string(trigger),
                       gtk_callback_action_new(function, self, NULL)));
}

static GtkWidget *
make_terminal(TextConsole *self)
{
  GtkWidget *terminal = terminal_get()->new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new();

  self->terminal = g_object_ref_sink(terminal);
  gtk_widget_set_hexpand(terminal, TRUE);
  gtk_widget_set_vexpand(terminal, TRUE);
  gtk_event_controller_set_propagation_phase(shortcuts, GTK_PHASE_CAPTURE);
  add_shortcut(shortcuts, "<Control><Shift>c", copy, self);
  add_shortcut(shortcuts, "<Control><Shift>v", paste, self);
  add_shortcut(shortcuts, SHORTCUTS_SEARCH_TEXT, search, self);
  gtk_widget_add_controller(terminal, shortcuts);
  g_signal_connect(terminal, "commit", G_CALLBACK(on_commit), self);
  return terminal;
}

static GtkWidget *
make_page(TextConsole *self)
{
  GtkWidget *page = adw_status_page_new();

  self->button = text_button_new("");
  gtk_widget_add_css_class(self->button, "pill");
  gtk_widget_set_halign(self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped(self->button, "clicked", G_CALLBACK(open_again), self);
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(page), "utilities-terminal-symbolic");
  adw_status_page_set_child(ADW_STATUS_PAGE(page), self->button);
  gtk_widget_add_css_class(page, "oriel-pages");
  gtk_widget_set_focusable(page, TRUE);
  gtk_widget_set_visible(page, FALSE);
  return page;
}

static void
on_destroy(TextConsole *self)
{
  if (self->terminal == NULL)
    return;
  g_clear_handle_id(&self->step_id, g_source_remove);
  g_clear_pointer(&self->link, console_link_free);
  g_signal_handlers_disconnect_by_data(self->terminal, self);
  g_clear_object(&self->terminal);
}

static void
text_console_free(gpointer data)
{
  TextConsole *self = data;

  g_free(self->alias);
  g_free(self);
}

static const ConsoleLinkHooks hooks = {on_received, on_changed};

gboolean
text_console_is_built(void)
{
  return TRUE;
}

gboolean
text_console_load(void)
{
  return terminal_get() != NULL;
}

GtkWidget *
text_console_new(OrielGuest *guest, OrielSession *session, const char *alias)
{
  TextConsole *self = g_new0(TextConsole, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new();
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

  self->alias = g_strdup(alias);
  self->root = gtk_overlay_new();
  self->page = make_page(self);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), make_terminal(self));
  self->search = text_search_new(self->terminal);
  gtk_box_append(GTK_BOX(box), self->search);
  gtk_box_append(GTK_BOX(box), scrolled);
  gtk_overlay_set_child(GTK_OVERLAY(self->root), box);
  gtk_overlay_add_overlay(GTK_OVERLAY(self->root), self->page);
  g_object_set_data_full(G_OBJECT(self->root), KEY, self, text_console_free);
  g_signal_connect_swapped(self->root, "destroy", G_CALLBACK(on_destroy), self);
  self->link = guest != NULL ? console_link_new_for_guest(guest, alias, FALSE, &hooks, self)
                             : console_link_new_for_session(session, alias, &hooks, self);
  on_changed(self);
  return self->root;
}

void
text_console_set_session(GtkWidget *widget, OrielSession *session)
{
  TextConsole *self = g_object_get_data(G_OBJECT(widget), KEY);

  if (console_link_get_guest(self->link) != NULL)
    return;
  console_link_set_session(self->link, session);
}

void
text_console_search(GtkWidget *widget)
{
  TextConsole *self = g_object_get_data(G_OBJECT(widget), KEY);

  if (!gtk_widget_get_visible(self->page))
    text_search_open(self->search);
}

void
text_console_grab_focus(GtkWidget *widget)
{
  TextConsole *self = g_object_get_data(G_OBJECT(widget), KEY);

  gtk_widget_grab_focus(gtk_widget_get_visible(self->page) ? self->page : self->terminal);
}
