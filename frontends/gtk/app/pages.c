// SPDX-License-Identifier: LGPL-2.1-or-later
#include "pages-private.h"

#include "status-page.h"
#include "take-focus.h"
#include "text-button.h"

#include <glib/gi18n.h>
#include <string.h>

static void
on_cancel(Pages *self)
{
  self->hooks.cancelled(self->user_data);
}

static void
on_retry(Pages *self)
{
  self->hooks.retried(self->user_data);
}

static void
on_start(Pages *self)
{
  pages_offer_start(self, FALSE);
  self->hooks.started(self->user_data);
}

GtkWidget *
pages_make_button(Pages *self, const char *label, const char *css, void (*clicked)(Pages *self))
{
  GtkWidget *button = text_button_new(label);

  gtk_widget_add_css_class(button, "pill");
  if (css != NULL)
    gtk_widget_add_css_class(button, css);
  g_signal_connect_swapped(button, "clicked", G_CALLBACK(clicked), self);
  return button;
}

GtkWidget *
pages_make_button_row(void)
{
  GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign(row, GTK_ALIGN_CENTER);
  return row;
}

void
pages_add_cancel(Pages *self, GtkWidget *row, const char *label)
{
  if (!self->kiosk)
    gtk_box_append(GTK_BOX(row), pages_make_button(self, label, NULL, on_cancel));
}

static GtkWidget *
add_start(Pages *self, GtkWidget *row)
{
  GtkWidget *button = pages_make_button(self, _("_Start Guest"), "suggested-action", on_start);

  gtk_widget_set_visible(button, FALSE);
  gtk_box_append(GTK_BOX(row), button);
  return button;
}

static GtkWidget *
make_wait(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *row = pages_make_button_row();

  self->spinner = gtk_spinner_new();
  gtk_widget_set_size_request(self->spinner, 32, 32);
  gtk_widget_set_halign(self->spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable(page, TRUE);
  gtk_box_append(GTK_BOX(box), self->spinner);
  pages_add_cancel(self, row, _("_Cancel"));
  self->starts[0] = add_start(self, row);
  gtk_box_append(GTK_BOX(box), row);
  adw_status_page_set_child(ADW_STATUS_PAGE(page), box);
  return page;
}

static GtkWidget *
make_end(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *row = pages_make_button_row();

  pages_add_cancel(self, row, _("_Close"));
  self->retry = pages_make_button(self, _("_Reconnect"), "suggested-action", on_retry);
  gtk_box_append(GTK_BOX(row), self->retry);
  self->starts[1] = add_start(self, row);
  adw_status_page_set_child(ADW_STATUS_PAGE(page), row);
  return page;
}

/**
 * pages_new:
 * @hooks: copied
 * @kiosk: nobody is to leave
 * @user_data: for @hooks
 *
 * Returns: (transfer full): pages, to be freed by pages_free()
 */
Pages *
pages_new(const PagesHooks *hooks, gboolean kiosk, gpointer user_data)
{
  Pages *self = g_new0(Pages, 1);
  GtkStack *stack;

  self->hooks = *hooks;
  self->kiosk = kiosk;
  self->user_data = user_data;
  self->stack = g_object_ref_sink(gtk_stack_new());
  gtk_widget_add_css_class(self->stack, "oriel-pages");
  gtk_widget_set_visible(self->stack, FALSE);
  stack = GTK_STACK(self->stack);
  gtk_stack_set_hhomogeneous(stack, FALSE); /* a page needs no more room than its own */
  self->wait = make_wait(self);
  self->question = pages_make_question(self);
  self->trust = pages_make_trust(self);
  self->end = make_end(self);
  gtk_stack_add_child(stack, self->wait);
  gtk_stack_add_child(stack, self->question);
  gtk_stack_add_child(stack, self->trust);
  gtk_stack_add_child(stack, self->end);
  return self;
}

/**
 * pages_free:
 * @self: (transfer full): pages
 */
void
pages_free(Pages *self)
{
  g_object_unref(self->stack);
  g_free(self);
}

/**
 * pages_get_widget:
 * @self: pages
 *
 * Returns: (transfer none): what shows them
 */
GtkWidget *
pages_get_widget(Pages *self)
{
  return self->stack;
}

/* What a server chose is text, no markup. */
void
pages_describe(GtkWidget *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text(text, -1);

  adw_status_page_set_description(ADW_STATUS_PAGE(page), escaped);
}

/* Messages begin as they do after a colon; what begins with an address is left as it is. */
char *
pages_dup_sentence(const char *message)
{
  gsize length = strspn(message, "abcdefghijklmnopqrstuvwxyz");
  char *sentence = g_strdup(message);

  if (length > 0 && message[length] == ' ')
    sentence[0] = g_ascii_toupper(sentence[0]);
  return sentence;
}

/* When what has the focus is hidden, GTK looks for another in the next frame, whatever has got it
 * by then. */
static void
drop_focus(Pages *self)
{
  GtkRoot *root = gtk_widget_get_root(self->stack);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus(root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor(focus, self->stack))
    gtk_root_set_focus(root, NULL);
}

void
pages_show(Pages *self, GtkWidget *page)
{
  if (gtk_stack_get_visible_child(GTK_STACK(self->stack)) != page)
    drop_focus(self);
  gtk_spinner_set_spinning(GTK_SPINNER(self->spinner), page == self->wait);
  gtk_stack_set_visible_child(GTK_STACK(self->stack), page);
  gtk_widget_set_visible(self->stack, TRUE);
}

static gboolean
is_shown(Pages *self, GtkWidget *page)
{
  return gtk_widget_get_visible(self->stack) &&
         gtk_stack_get_visible_child(GTK_STACK(self->stack)) == page;
}

/* @icon: what is waited for, for as long as it takes; NULL = it takes a moment */
static void
show_wait(Pages *self, const char *title, const char *text, const char *icon)
{
  gboolean is_new = !is_shown(self, self->wait);
  gboolean spins = icon == NULL;

  status_page_set_title(self->wait, title);
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(self->wait), icon);
  pages_describe(self->wait, text);
  pages_show(self, self->wait);
  gtk_spinner_set_spinning(GTK_SPINNER(self->spinner), spins);
  gtk_widget_set_visible(self->spinner, spins);
  /* Not the button: a key that was meant for the page before would press it. */
  if (is_new)
    take_focus(self->wait);
}

/**
 * pages_show_connecting:
 * @self: pages
 * @target: what is connected to, fit for a person's screen
 * @seconds: since when
 */
void
pages_show_connecting(Pages *self, const char *target, guint seconds)
{
  g_autofree char *text =
      seconds < 2
          ? g_strdup(target)
          : g_strdup_printf(ngettext("%s\n%u second so far", "%s\n%u seconds so far", seconds),
                            target, seconds);

  show_wait(self, _("Connecting"), text, NULL);
}

/**
 * pages_show_waiting:
 * @self: pages
 * @text: what is waited for, fit for a person's screen
 * @for_server: that is a server which is to connect, and not the guest
 */
void
pages_show_waiting(Pages *self, const char *text, gboolean for_server)
{
  g_autofree char *sentence = pages_dup_sentence(text);

  if (for_server)
    show_wait(self, _("Waiting for a Server"), sentence, "network-server-symbolic");
  else
    show_wait(self, _("The Guest Does Not Run Yet"), sentence, "system-shutdown-symbolic");
}

/**
 * pages_show_end:
 * @self: pages
 * @was_connected: the guest had been seen
 * @reason: why, fit for a person's screen
 * @seconds: to the next try; 0 = none is planned
 */
void
pages_show_end(Pages *self, gboolean was_connected, const char *reason, guint seconds)
{
  g_autofree char *sentence = pages_dup_sentence(reason);
  g_autofree char *text =
      seconds == 0 ? g_strdup(sentence)
                   : g_strdup_printf(ngettext("%s\n\nTrying again in %u second",
                                              "%s\n\nTrying again in %u seconds", seconds),
                                     sentence, seconds);
  gboolean is_new = !is_shown(self, self->end);

  status_page_set_title(self->end, was_connected ? _("The Session Ended") : _("Cannot Connect"));
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(self->end), "network-error-symbolic");
  text_button_set_label(self->retry, was_connected ? _("_Reconnect") : _("_Try Again"));
  pages_describe(self->end, text);
  pages_show(self, self->end);
  if (is_new)
    take_focus(self->retry);
}

/**
 * pages_offer_start:
 * @self: pages
 * @offer: the guest is off, and can be started
 *
 * Of the pages that wait for a guest, and tell of its end.
 */
void
pages_offer_start(Pages *self, gboolean offer)
{
  for (gsize i = 0; i < G_N_ELEMENTS(self->starts); i++)
    gtk_widget_set_visible(self->starts[i], offer);
  if (offer && is_shown(self, self->end)) {
    status_page_set_title(self->end, _("The Guest Is Off"));
    adw_status_page_set_icon_name(ADW_STATUS_PAGE(self->end), "system-shutdown-symbolic");
    take_focus(self->starts[1]); /* before that which has it goes */
  }
  gtk_widget_set_visible(self->retry, !offer);
}

/**
 * pages_hide:
 * @self: pages
 *
 * The guest is there.
 */
void
pages_hide(Pages *self)
{
  gtk_spinner_set_spinning(GTK_SPINNER(self->spinner), FALSE);
  gtk_widget_set_visible(self->stack, FALSE);
}
