// SPDX-License-Identifier: LGPL-2.1-or-later
/* The pages that ask: for a user name and a password, and whether a server is trusted. */
#include "pages-private.h"

#include "status-page.h"
#include "take-focus.h"

#include <glib/gi18n.h>

#define CLAMP_WIDTH 420 /* points: a form is no wider */

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

GtkWidget *
pages_make_question(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *clamp = adw_clamp_new();
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *group = adw_preferences_group_new();
  GtkWidget *row = pages_make_button_row();

  self->username = adw_entry_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->username), _("User name"));
  self->password = adw_password_entry_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->password), _("Password"));
  g_signal_connect_swapped(self->username, "entry-activated", G_CALLBACK(on_answer), self);
  g_signal_connect_swapped(self->password, "entry-activated", G_CALLBACK(on_answer), self);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->username);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->password);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), make_remember(self));
  pages_add_cancel(self, row, _("_Cancel"));
  gtk_box_append(GTK_BOX(row),
                 pages_make_button(self, _("C_onnect"), "suggested-action", on_answer));
  gtk_box_append(GTK_BOX(box), group);
  gtk_box_append(GTK_BOX(box), row);
  adw_clamp_set_maximum_size(ADW_CLAMP(clamp), CLAMP_WIDTH);
  adw_clamp_set_child(ADW_CLAMP(clamp), box);
  adw_status_page_set_child(ADW_STATUS_PAGE(page), clamp);
  return page;
}

GtkWidget *
pages_make_trust(Pages *self)
{
  GtkWidget *page = adw_status_page_new();
  GtkWidget *row = pages_make_button_row();

  /* Side by side, three are wider than a narrow window. */
  gtk_orientable_set_orientation(GTK_ORIENTABLE(row), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing(GTK_BOX(row), 6);
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(page), "dialog-warning-symbolic");
  /* What can be done is to be seen together with what it is about. */
  gtk_widget_add_css_class(page, "compact");
  self->distrust = pages_make_button(self, _("_Do Not Connect"), NULL, on_distrust);
  self->once = pages_make_button(self, _("Only This T_ime"), NULL, on_trust_once);
  gtk_box_append(GTK_BOX(row), self->distrust);
  gtk_box_append(GTK_BOX(row), self->once);
  gtk_box_append(GTK_BOX(row), pages_make_button(self, _("_Trust It"), NULL, on_trust));
  adw_status_page_set_child(ADW_STATUS_PAGE(page), row);
  return page;
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
  g_autofree char *sentence = pages_dup_sentence(text);

  status_page_set_title(self->question, again ? _("That Was Refused") : _("Authentication Needed"));
  adw_status_page_set_icon_name(ADW_STATUS_PAGE(self->question), "dialog-password-symbolic");
  pages_describe(self->question, sentence);
  gtk_widget_set_visible(self->username, (needs & ORIEL_CREDENTIALS_USERNAME) != 0);
  gtk_widget_set_visible(self->password, (needs & ORIEL_CREDENTIALS_PASSWORD) != 0);
  gtk_widget_set_visible(self->remember_row,
                         can_remember && (needs & ORIEL_CREDENTIALS_PASSWORD) != 0);
  pages_show(self, self->question);
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
  g_autofree char *reason = pages_dup_sentence(oriel_trust_request_get_reason(request));
  g_autofree char *text =
      g_strdup_printf(_("%s\n%s\n\n%s%sIts fingerprint is\n%s"),
                      oriel_trust_request_get_peer(request), reason, details != NULL ? details : "",
                      details != NULL ? "\n\n" : "", oriel_trust_request_get_fingerprint(request));

  status_page_set_title(self->trust, _("Is This the Right Machine?"));
  pages_describe(self->trust, text);
  gtk_widget_set_visible(self->once, oriel_trust_request_get_offers_once(request));
  pages_show(self, self->trust);
  take_focus(self->distrust);
}
