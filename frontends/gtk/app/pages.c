// SPDX-License-Identifier: LGPL-2.1-or-later
#include "pages.h"

#include "status-page.h"
#include "take-focus.h"
#include "text-button.h"

#include <glib/gi18n.h>

#define CLAMP_WIDTH 420 /* points: a form is no wider */

struct _Pages {
  PagesHooks hooks;
  gpointer user_data;
  gboolean kiosk; /* nobody is to leave */

  GtkWidget *stack; /* (owned) */
  GtkWidget *wait;
  GtkWidget *spinner;
  GtkWidget *question;
  GtkWidget *username;
  GtkWidget *password;
  GtkWidget *remember; /* a GtkSwitch */
  GtkWidget *remember_row;
  GtkWidget *trust;
  GtkWidget *distrust; /* what is pressed by accident */
  GtkWidget *once;
  GtkWidget *end;
  GtkWidget *retry;
  GtkWidget *starts[2]; /* start the guest: on the page that waits, on that of the end */
};

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

static void
on_answer(Pages *self)
{
  const char *username = gtk_editable_get_text(GTK_EDITABLE(self->username));
  const char *password = gtk_editable_get_text(GTK_EDITABLE(self->password));

  self->hooks.answered(gtk_widget_get_visible(self->username) ? username : NULL,
                       gtk_widget_get_visible(self->password) ? password : NULL,
                       gtk_widget_get_visible(self->remember_row) &&
                           gtk_switch_get_active(GTK_SWITCH(self->remember)),
                       self->user_data);
  gtk_editable_set_text(GTK_EDITABLE(self->password), "");
}

static void
on_trust(Pages *self)
{
  self->hooks.trusted(ORIEL_TRUST_ALWAYS, self->user_data);
}

static void
on_trust_once(Pages *self)
{
  self->hooks.trusted(ORIEL_TRUST_ONCE, self->user_data);
}

static void
on_distrust(Pages *self)
{
  self->hooks.trusted(ORIEL_TRUST_NEVER, self->user_data);
}

static GtkWidget *
make_button(Pages *self, const char *label, const char *css, void (*clicked)(Pages *self))
{
  GtkWidget *button = text_button_new(label);

  gtk_widget_add_css_class(button, "pill");
  if (css != NULL)
    gtk_widget_add_css_class(button, css);
  g_signal_connect_swapped(button, "clicked", G_CALLBACK(clicked), self);
  return button;
}

static GtkWidget *
make_button_row(void)
{
  GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign(row, GTK_ALIGN_CENTER);
  return row;
}

static void
add_cancel(Pages *self, GtkWidget *row, const char *label)
{
  if (!self->kiosk)
    gtk_box_append(GTK_BOX(row), make_button(self, label, NULL, on_cancel));
}

static GtkWidget *
add_start(Pages *self, GtkWidget *row)
{
  GtkWidget *button = make_button(self, _("_Start Guest"), "suggested-action", on_start);

  gtk_widget_set_visible(button, FALSE);
  gtk_box_append(GTK_BOX(row), button);
  return button;
}

static GtkWidget *
make_wait(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *row = make_button_row();

  self->spinner = gtk_spinner_new();
  gtk_widget_set_size_request(self->spinner, 32, 32);
  gtk_widget_set_halign(self->spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable(page, TRUE);
  gtk_box_append(GTK_BOX(box), self->spinner);
  add_cancel(self, row, _("_Cancel"));
  self->starts[0] = add_start(self, row);
  gtk_box_append(GTK_BOX(box), row);
  adw_status_page_set_child(ADW_STATUS_PAGE(page), box);
  return page;
}

static GtkWidget *
make_remember(Pages *self)
{
  self->remember = gtk_switch_new();
  gtk_widget_set_valign(self->remember, GTK_ALIGN_CENTER);
  self->remember_row = adw_action_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->remember_row),
                                _("Remember in the keyring"));
  adw_action_row_add_suffix(ADW_ACTION_ROW(self->remember_row), self->remember);
  adw_action_row_set_activatable_widget(ADW_ACTION_ROW(self->remember_row), self->remember);
  return self->remember_row;
}

static GtkWidget *
make_question(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *clamp = adw_clamp_new();
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *group = adw_preferences_group_new();
  GtkWidget *row = make_button_row();

  self->username = adw_entry_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->username), _("User name"));
  self->password = adw_password_entry_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->password), _("Password"));
  g_signal_connect_swapped(self->username, "entry-activated", G_CALLBACK(on_answer), self);
  g_signal_connect_swapped(self->password, "entry-activated", G_CALLBACK(on_answer), self);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->username);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->password);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), make_remember(self));
  add_cancel(self, row, _("_Cancel"));
  gtk_box_append(GTK_BOX(row), make_button(self, _("C_onnect"), "suggested-action", on_answer));
  gtk_box_append(GTK_BOX(box), group);
  gtk_box_append(GTK_BOX(box), row);
  adw_clamp_set_maximum_size(ADW_CLAMP(clamp), CLAMP_WIDTH);
  adw_clamp_set_child(ADW_CLAMP(clamp), box);
  adw_status_page_set_child(ADW_STATUS_PAGE(page), clamp);
  return page;
}

static GtkWidget *
make_trust(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *row = make_button_row();

  /* Side by side, three are wider than a narrow window. */
  gtk_orientable_set_orientation(GTK_ORIENTABLE(row), GTK_ORIENTATION_VERTICAL);
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(page), "dialog-warning-symbolic");
  self->distrust = make_button(self, _("_Do Not Connect"), NULL, on_distrust);
  self->once = make_button(self, _("Only This T_ime"), NULL, on_trust_once);
  gtk_box_append(GTK_BOX(row), self->distrust);
  gtk_box_append(GTK_BOX(row), self->once);
  gtk_box_append(GTK_BOX(row), make_button(self, _("_Trust It"), NULL, on_trust));
  adw_status_page_set_child(ADW_STATUS_PAGE(page), row);
  return page;
}

static GtkWidget *
make_end(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *row = make_button_row();

  add_cancel(self, row, _("_Close"));
  self->retry = make_button(self, _("_Reconnect"), "suggested-action", on_retry);
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
  self->question = make_question(self);
  self->trust = make_trust(self);
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
static void
describe(GtkWidget *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text(text, -1);

  adw_status_page_set_description(ADW_STATUS_PAGE(page), escaped);
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

static void
show(Pages *self, GtkWidget *page)
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

/* @spins: it takes a moment, and not as long as it takes. */
static void
show_wait(Pages *self, const char *title, const char *text, gboolean spins)
{
  gboolean is_new = !is_shown(self, self->wait);

  status_page_set_title(self->wait, title);
  describe(self->wait, text);
  show(self, self->wait);
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

  show_wait(self, _("Connecting"), text, TRUE);
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
  show_wait(self, for_server ? _("Waiting for a Server") : _("The Guest Does Not Run Yet"), text,
            FALSE);
}

/**
 * pages_show_question:
 * @self: pages
 * @request: what is asked
 * @text: the same, fit for a person's screen
 * @can_remember: there may be a keyring for it
 */
void
pages_show_question(Pages *self, OrielAuthRequest *request, const char *text, gboolean can_remember)
{
  OrielCredentials needs = oriel_auth_request_get_needs(request);
  gboolean again = oriel_auth_request_get_retry(request) > 0;

  status_page_set_title(self->question, again ? _("That Was Refused") : _("Authentication Needed"));
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(self->question), "dialog-password-symbolic");
  describe(self->question, text);
  gtk_widget_set_visible(self->username, (needs & ORIEL_CREDENTIALS_USERNAME) != 0);
  gtk_widget_set_visible(self->password, (needs & ORIEL_CREDENTIALS_PASSWORD) != 0);
  gtk_widget_set_visible(self->remember_row,
                         can_remember && (needs & ORIEL_CREDENTIALS_PASSWORD) != 0);
  show(self, self->question);
  take_focus(needs & ORIEL_CREDENTIALS_USERNAME ? self->username : self->password);
}

/**
 * pages_show_trust:
 * @self: pages
 * @request: what is asked
 */
void
pages_show_trust(Pages *self, OrielTrustRequest *request)
{
  const char *details = oriel_trust_request_get_details(request);
  g_autofree char *text = g_strdup_printf(
      _("%s\n%s\n\n%s%sIts fingerprint is\n%s"), oriel_trust_request_get_peer(request),
      oriel_trust_request_get_reason(request), details != NULL ? details : "",
      details != NULL ? "\n\n" : "", oriel_trust_request_get_fingerprint(request));

  status_page_set_title(self->trust, _("Is This the Right Machine?"));
  describe(self->trust, text);
  gtk_widget_set_visible(self->once, oriel_trust_request_get_offers_once(request));
  show(self, self->trust);
  take_focus(self->distrust);
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
  g_autofree char *text =
      seconds == 0 ? g_strdup(reason)
                   : g_strdup_printf(ngettext("%s\n\nTrying again in %u second",
                                              "%s\n\nTrying again in %u seconds", seconds),
                                     reason, seconds);
  gboolean is_new = !is_shown(self, self->end);

  status_page_set_title(self->end, was_connected ? _("The Session Ended") : _("Cannot Connect"));
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(self->end), "network-error-symbolic");
  text_button_set_label(self->retry, was_connected ? _("_Reconnect") : _("_Try Again"));
  describe(self->end, text);
  show(self, self->end);
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
