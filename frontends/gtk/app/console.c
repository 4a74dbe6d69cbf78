// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console.h"

struct _Console {
  ViewOptions *options;
  ConsoleHooks hooks;
  gpointer user_data;
  Attachment *attachment;
  gpointer asked; /* (unowned): the question that was told of; not to be followed */
};

/* Each question is told of once: it is being answered. */
static void
ask(Console *self)
{
  OrielAuthRequest *question = attachment_get_question(self->attachment);
  OrielTrustRequest *trust = attachment_get_trust(self->attachment);
  gpointer asked = question != NULL ? (gpointer)question : trust;

  if (asked == self->asked)
    return;
  self->asked = asked;
  if (question != NULL)
    self->hooks.asked(question, self->user_data);
  else if (trust != NULL)
    self->hooks.asked_trust(trust, self->user_data);
}

static void
tell_end(Console *self)
{
  g_autofree char *reason = attachment_describe_step(self->attachment);

  if (!attachment_tries_quietly(self->attachment))
    self->hooks.ended(attachment_was_shown(self->attachment), reason,
                      attachment_get_countdown(self->attachment), self->user_data);
}

static void
on_changed(gpointer user_data)
{
  Console *self = user_data;
  AttachmentState state = attachment_get_state(self->attachment);
  g_autofree char *text = NULL;

  if (state != ATTACHMENT_ASKING)
    self->asked = NULL;
  switch (state) {
  case ATTACHMENT_CONNECTING:
    self->hooks.connecting(attachment_get_seconds(self->attachment), self->user_data);
    break;
  case ATTACHMENT_WAITING:
    text = attachment_describe_step(self->attachment);
    self->hooks.waiting(text, self->user_data);
    break;
  case ATTACHMENT_ASKING:
    ask(self);
    break;
  case ATTACHMENT_SHOWN:
    break;
  case ATTACHMENT_ENDED:
    tell_end(self);
    break;
  case ATTACHMENT_OVER:
    self->hooks.finished(attachment_get_status(self->attachment), self->user_data);
    break;
  }
}

/* The last picture stays. */
static void
on_display_changed(gpointer user_data)
{
  Console *self = user_data;
  OrielDisplay *display = attachment_get_display(self->attachment);

  if (display == NULL)
    return;
  view_options_say(self->options, "connected to %s", self->options->target);
  self->hooks.connected(display, self->user_data);
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  Console *self = user_data;

  self->hooks.session_made(session, self->user_data);
}

static void
on_failed(const char *reason, gpointer user_data)
{
  g_printerr("oriel: %s\n", reason);
}

static void
on_told(const char *text, gpointer user_data)
{
  Console *self = user_data;

  g_printerr("oriel: %s\n", text);
  self->hooks.told(text, self->user_data);
}

/**
 * console_new:
 * @options: (transfer none): what to connect to; outlives the console
 * @guest: (nullable): the guest that the target of @options names, if it is known
 * @hooks: copied
 * @user_data: for @hooks
 *
 * Returns: (transfer full): a console, to be freed by console_free()
 */
Console *
console_new(ViewOptions *options, OrielGuest *guest, const ConsoleHooks *hooks, gpointer user_data)
{
  static const AttachmentHooks attachment = {on_changed, on_display_changed, on_session_made,
                                             on_failed, on_told};
  Console *self = g_new0(Console, 1);

  self->options = options;
  self->hooks = *hooks;
  self->user_data = user_data;
  self->attachment =
      attachment_new(options, guest, NULL, ATTACHMENT_MISTAKES_SHOWN, &attachment, self);
  return self;
}

/**
 * console_free:
 * @self: (transfer full): a console
 */
void
console_free(Console *self)
{
  attachment_free(self->attachment);
  g_free(self);
}

/**
 * console_start:
 * @self: a console
 *
 * Connects.
 */
void
console_start(Console *self)
{
  attachment_start(self->attachment);
}

/**
 * console_retry:
 * @self: a console
 *
 * Connects again, now.
 */
void
console_retry(Console *self)
{
  attachment_retry(self->attachment);
}

/**
 * console_cancel:
 * @self: a console
 *
 * Refuses what is asked; where nothing is, it is over.
 */
void
console_cancel(Console *self)
{
  attachment_cancel(self->attachment);
}

/**
 * console_stop:
 * @self: a console
 *
 * The person has had enough.
 */
void
console_stop(Console *self)
{
  attachment_stop(self->attachment);
}

/**
 * console_answer:
 * @self: a console that has asked
 * @username: (nullable): if it was asked for
 * @password: (nullable): if it was asked for
 */
void
console_answer(Console *self, const char *username, const char *password)
{
  attachment_answer(self->attachment, username, password);
}

/**
 * console_answer_trust:
 * @self: a console that has asked for trust
 * @trust: how far it goes
 */
void
console_answer_trust(Console *self, OrielTrust trust)
{
  attachment_answer_trust(self->attachment, trust);
}

/**
 * console_get_session:
 * @self: a console
 *
 * Returns: (transfer none) (nullable): the session that runs
 */
OrielSession *
console_get_session(Console *self)
{
  return attachment_get_session(self->attachment);
}

/**
 * console_get_guest:
 * @self: a console
 *
 * Returns: (transfer none) (nullable): the guest, running or not, if it is one of a host and there
 */
OrielGuest *
console_get_guest(Console *self)
{
  return attachment_get_guest(self->attachment);
}
