// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/questions.h"

#include "focus-guard.h"
#include "text-button.h"

#include "shared/host-questions.h"

#include <glib/gi18n.h>

/* A question that is open; it goes with its dialog. */
typedef struct {
  OrielAuthRequest *request; /* (owned) */
  GtkWidget *username;
  GtkWidget *password;
  gboolean answered;
} Question;

static void
question_free(gpointer data)
{
  Question *self = data;

  if (!self->answered)
    oriel_auth_request_refuse(self->request);
  g_object_unref(self->request);
  g_free(self);
}

static void
on_answered(AdwMessageDialog *dialog, const char *answer, Question *self)
{
  OrielCredentials needs = oriel_auth_request_get_needs(self->request);

  if (self->answered || !g_str_equal(answer, "answer"))
    return;
  self->answered = TRUE;
  oriel_auth_request_answer(
      self->request,
      needs & ORIEL_CREDENTIALS_USERNAME ? gtk_editable_get_text(GTK_EDITABLE(self->username))
                                         : NULL,
      needs & ORIEL_CREDENTIALS_PASSWORD ? gtk_editable_get_text(GTK_EDITABLE(self->password))
                                         : NULL);
}

static void
on_entry_activated(AdwMessageDialog *dialog)
{
  adw_message_dialog_response(dialog, "answer");
  gtk_window_close(GTK_WINDOW(dialog));
}

static GtkWidget *
make_row(GtkWidget *row, const char *title, gboolean visible, GtkWidget *group, GtkWidget *dialog)
{
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(row), title);
  gtk_widget_set_visible(row, visible);
  g_signal_connect_object(row, "entry-activated", G_CALLBACK(on_entry_activated), dialog,
                          G_CONNECT_SWAPPED);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), row);
  return row;
}

static void
ask(OrielAuthRequest *request, gpointer user_data)
{
  OrielCredentials needs = oriel_auth_request_get_needs(request);
  g_autofree char *purpose = oriel_text_sanitize(oriel_auth_request_get_purpose(request), -1, 300);
  gboolean again = oriel_auth_request_get_retry(request) > 0;
  GtkWidget *dialog = adw_message_dialog_new(
      GTK_WINDOW(user_data), again ? _("That Was Refused") : _("Authentication Needed"), purpose);
  GtkWidget *group = adw_preferences_group_new();
  Question *self = g_new0(Question, 1);

  self->request = g_object_ref(request);
  self->username = make_row(adw_entry_row_new(), _("User name"),
                            (needs & ORIEL_CREDENTIALS_USERNAME) != 0, group, dialog);
  self->password = make_row(adw_password_entry_row_new(), _("Password"),
                            (needs & ORIEL_CREDENTIALS_PASSWORD) != 0, group, dialog);
  g_object_set_data_full(G_OBJECT(dialog), "oriel-question", self, question_free);
  adw_message_dialog_set_extra_child(ADW_MESSAGE_DIALOG(dialog), group);
  adw_message_dialog_add_responses(ADW_MESSAGE_DIALOG(dialog), "cancel", _("_Cancel"), "answer",
                                   _("C_onnect"), NULL);
  adw_message_dialog_set_response_appearance(ADW_MESSAGE_DIALOG(dialog), "answer",
                                             ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response(ADW_MESSAGE_DIALOG(dialog), "answer");
  g_signal_connect(dialog, "response", G_CALLBACK(on_answered), self);
  focus_guard_add(GTK_WINDOW(dialog));
  text_button_name_all(dialog);
  gtk_window_present(GTK_WINDOW(dialog));
  gtk_widget_grab_focus(needs & ORIEL_CREDENTIALS_USERNAME ? self->username : self->password);
}

static void
on_trust_answered(AdwMessageDialog *dialog, const char *answer, OrielTrustRequest *request)
{
  oriel_trust_request_answer(request, g_str_equal(answer, "always") ? ORIEL_TRUST_ALWAYS
                                      : g_str_equal(answer, "once") ? ORIEL_TRUST_ONCE
                                                                    : ORIEL_TRUST_NEVER);
}

static void
ask_trust(OrielTrustRequest *request, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf(
      _("%s\n%s\n\nIts fingerprint is\n%s"), oriel_trust_request_get_peer(request),
      oriel_trust_request_get_reason(request), oriel_trust_request_get_fingerprint(request));
  GtkWidget *dialog =
      adw_message_dialog_new(GTK_WINDOW(user_data), _("Is This the Right Machine?"), text);

  adw_message_dialog_add_response(ADW_MESSAGE_DIALOG(dialog), "never", _("_Do Not Connect"));
  if (oriel_trust_request_get_offers_once(request))
    adw_message_dialog_add_response(ADW_MESSAGE_DIALOG(dialog), "once", _("Only This T_ime"));
  adw_message_dialog_add_response(ADW_MESSAGE_DIALOG(dialog), "always", _("_Trust It"));
  adw_message_dialog_set_default_response(ADW_MESSAGE_DIALOG(dialog), "never");
  adw_message_dialog_set_close_response(ADW_MESSAGE_DIALOG(dialog), "never");
  g_signal_connect_data(dialog, "response", G_CALLBACK(on_trust_answered), g_object_ref(request),
                        (GClosureNotify)(GCallback)g_object_unref, 0);
  text_button_name_all(dialog);
  gtk_window_present(GTK_WINDOW(dialog));
}

void
questions_set_parent(GtkWindow *parent)
{
  const HostQuestions questions = {ask, ask_trust, parent};

  host_questions_set(&questions);
}

void
questions_end(void)
{
  host_questions_set(NULL);
}
