// SPDX-License-Identifier: LGPL-2.1-or-later
/* The life of the connection, as the window shows it, and what a person answers. */
#include "window-private.h"

#include "cds.h"
#include "shared/typist.h"
#include "shared/view-session.h"

#include <glib/gi18n.h>

static void
on_clipboard(OrielSession *session, GParamSpec *pspec, ConsoleWindow *self)
{
  gboolean allowed = view_session_shares_clipboard(self->options);

  oriel_gtk_clipboard_set_guest(self->clipboard,
                                allowed ? oriel_session_get_clipboard(session) : NULL);
}

static void
on_bell(ConsoleWindow *self)
{
  gdk_surface_beep(gtk_native_get_surface(GTK_NATIVE(self->head->window)));
}

void
console_window_watch_session(ConsoleWindow *self)
{
  OrielSession *session = attachment_get_session(self->attachment);

  if (session == NULL)
    return;
  self->greeted = FALSE;
  usb_menu_set_session(self->usb, session);
  g_signal_connect_swapped(session, "notify::name", G_CALLBACK(console_window_update_titles), self);
  g_signal_connect_swapped(session, "notify::answering", G_CALLBACK(console_window_update_titles),
                           self);
  g_signal_connect(session, "notify::clipboard", G_CALLBACK(on_clipboard), self);
  g_signal_connect_swapped(session, "notify::power-actions",
                           G_CALLBACK(console_window_update_actions), self);
  g_signal_connect_swapped(session, "bell", G_CALLBACK(on_bell), self);
  g_signal_connect_swapped(oriel_session_get_displays(session), "items-changed",
                           G_CALLBACK(console_window_update_heads), self);
  g_signal_connect_swapped(oriel_session_get_consoles(session), "items-changed",
                           G_CALLBACK(console_window_update_consoles), self);
  tabs_set_session(self->tabs, session);
  console_window_update_consoles(self);
  console_window_watch_sound(self, session);
  if (oriel_session_get_guest(session) != NULL)
    console_window_load_monitors(self, oriel_session_get_guest(session));
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  if (self->head != NULL)
    console_window_watch_session(self);
}

static void
on_told(const char *text, gpointer user_data)
{
  console_window_tell(user_data, text);
}

static void
on_attachment_told(const char *text, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  if (self->head != NULL && !self->options->kiosk)
    console_window_tell(self, text);
}

static void
on_failed(const char *reason, gpointer user_data)
{
  g_printerr("oriel: %s\n", reason);
}

static void
show_connecting(ConsoleWindow *self)
{
  g_autofree char *target = console_window_dup_target(self);

  pages_offer_start(self->pages, FALSE);
  pages_show_connecting(self->pages, target, attachment_get_seconds(self->attachment));
}

static void
show_waiting(ConsoleWindow *self)
{
  g_autofree char *text = attachment_describe_step(self->attachment);

  pages_show_waiting(self->pages, text, attachment_is_listening(self->attachment));
  console_window_update_consoles(self);
  console_window_update_power(self);
  pages_offer_start(self->pages, console_window_can_start(self));
}

/* Each question is shown once: it is being answered. */
static void
show_question(ConsoleWindow *self)
{
  OrielAuthRequest *question = attachment_get_question(self->attachment);
  OrielTrustRequest *trust = attachment_get_trust(self->attachment);
  gpointer asked = question != NULL ? (gpointer)question : trust;

  if (asked == self->asked)
    return;
  self->asked = asked;
  if (question != NULL) {
    g_autofree char *text = attachment_describe_step(self->attachment);

    pages_show_question(self->pages, question, text, attachment_can_remember(self->attachment));
  } else if (trust != NULL) {
    pages_show_trust(self->pages, trust);
  }
}

/* What was the guest's is not any more. */
static void
end(ConsoleWindow *self)
{
  oriel_gtk_view_set_view_only(self->head->view, TRUE);
  oriel_gtk_clipboard_set_guest(self->clipboard, NULL);
  g_clear_pointer(&self->typist, typist_free);
  console_window_silence(self);
  console_window_update_heads(self);
  console_window_update_consoles(self);
  console_window_update_actions(self);
}

/* The last picture stays, dimmed. Called again as seconds pass. */
static void
show_end(ConsoleWindow *self)
{
  g_autofree char *reason = attachment_describe_step(self->attachment);

  if (!self->ended)
    end(self);
  if (!self->missed && attachment_was_shown(self->attachment)) {
    g_autofree char *text = g_strdup_printf(_("The session ended: %s"), reason);

    self->missed = TRUE;
    console_window_notify(self, text);
  }
  self->ended = TRUE;
  pages_show_end(self->pages, attachment_was_shown(self->attachment), reason,
                 attachment_get_countdown(self->attachment));
  pages_offer_start(self->pages, console_window_can_start(self));
  console_window_offer_console(self);
}

/* A window that opens with the guest in it has its size at once, and has not been drawn before. */
static void
open_window(ConsoleWindow *self, AttachmentState state)
{
  if (self->opened || state == ATTACHMENT_OVER ||
      (state == ATTACHMENT_CONNECTING && !attachment_takes_long(self->attachment)))
    return;
  self->opened = TRUE;
  console_window_present(self);
}

static void
on_changed(gpointer user_data)
{
  ConsoleWindow *self = user_data;
  AttachmentState state = attachment_get_state(self->attachment);

  if (self->head == NULL) /* it is told again when there is somewhere to show it */
    return;
  if (state != ATTACHMENT_ASKING)
    self->asked = NULL;
  if (state != ATTACHMENT_ENDED)
    self->ended = FALSE;
  switch (state) {
  case ATTACHMENT_CONNECTING:
    show_connecting(self);
    break;
  case ATTACHMENT_WAITING:
    show_waiting(self);
    break;
  case ATTACHMENT_ASKING:
    show_question(self);
    break;
  case ATTACHMENT_SHOWN:
    break;
  case ATTACHMENT_ENDED:
    if (!attachment_tries_quietly(self->attachment))
      show_end(self);
    break;
  case ATTACHMENT_OVER:
    self->finished(attachment_get_status(self->attachment), self->user_data);
    return;
  }
  open_window(self, state);
}

/* The session has its first picture. */
static void
greet(ConsoleWindow *self)
{
  self->greeted = TRUE;
  if (self->missed)
    console_window_notify(self, _("The guest is there again"));
  self->missed = FALSE;
  view_options_say(self->options, "connected to %s", self->options->target);
  cds_share(attachment_get_session(self->attachment), self->options->share_cds, on_told, self);
}

/* Of a display that goes, the last picture stays. */
static void
on_display_changed(gpointer user_data)
{
  ConsoleWindow *self = user_data;
  OrielDisplay *display = attachment_get_display(self->attachment);

  if (display == NULL)
    return;
  head_show(self->head, display);
  pages_hide(self->pages);
  console_window_update_heads(self);
  console_window_update_actions(self);
  if (!self->greeted)
    greet(self);
}

const AttachmentHooks console_window_life = {on_changed, on_display_changed, on_session_made,
                                             on_failed, on_attachment_told};

/* What is answered */

static void
on_cancelled(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  attachment_cancel(self->attachment);
}

static void
on_retried(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  attachment_retry(self->attachment);
}

static void
on_answered(const char *username, const char *password, gboolean remember, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  if (remember)
    attachment_answer_remember(self->attachment, username, password);
  else
    attachment_answer(self->attachment, username, password);
}

static void
on_trusted(OrielTrust trust, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  attachment_answer_trust(self->attachment, trust);
}

const PagesHooks console_window_answers = {on_cancelled, on_retried, on_answered, on_trusted,
                                           console_window_start_guest};
