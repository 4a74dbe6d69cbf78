// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console.h"
#include "graphics-menu.h"
#include "questions.h"

/* The dialog of each state; a NULL title = none. */
static const struct {
  DialogTone tone;
  const char *title;
} dialogs[] = {
    [ATTACHMENT_CONNECTING] = {DIALOG_CALM, "Connecting"},
    [ATTACHMENT_WAITING] = {DIALOG_CALM, "The guest does not run yet"},
    [ATTACHMENT_ASKING] = {DIALOG_ASK, NULL},
    [ATTACHMENT_SHOWN] = {DIALOG_CALM, NULL},
    [ATTACHMENT_ENDED] = {DIALOG_TROUBLE, "Cannot connect"},
    [ATTACHMENT_OVER] = {DIALOG_CALM, NULL},
};

struct _Console {
  ViewOptions *options;
  Overlay *overlay;
  ConsoleHooks hooks;
  Attachment *attachment;

  AttachmentState presented;
  gpointer asked;   /* (unowned): the question that is presented; not to be followed */
  gboolean watched; /* something has been shown before: somebody watches */
};

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
 * console_get_display:
 * @self: a console
 *
 * Returns: (transfer none) (nullable): the screen that the console's own window shows
 */
OrielDisplay *
console_get_display(Console *self)
{
  return attachment_get_display(self->attachment);
}

/**
 * console_dup_name:
 * @self: a console
 *
 * Returns: (transfer full): what the guest is called, fit for a person's screen
 */
char *
console_dup_name(Console *self)
{
  return attachment_dup_name(self->attachment);
}

/**
 * console_get_guest:
 * @self: a console
 *
 * Returns: (transfer none) (nullable): the guest, where it is known
 */
OrielGuest *
console_get_guest(Console *self)
{
  return attachment_get_guest(self->attachment);
}

/**
 * console_list_graphics:
 * @self: a console
 *
 * Asks which of the guest's displays is wanted.
 */
void
console_list_graphics(Console *self)
{
  graphics_menu_open(self->attachment, self->overlay);
}

static void
on_wait_answered(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  Console *self = user_data;

  attachment_stop(self->attachment);
}

static void
on_ended_answered(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  Console *self = user_data;

  if (response == DIALOG_CHOOSE)
    graphics_menu_take(self->attachment, dialog);
  else if (response == DIALOG_ACCEPT)
    attachment_retry(self->attachment);
  else
    attachment_stop(self->attachment);
}

static char *
describe(Console *self)
{
  g_autofree char *step = attachment_describe_step(self->attachment);
  g_autofree char *time = attachment_describe_time(self->attachment);

  if (time == NULL)
    return g_steal_pointer(&step);
  time[0] = g_ascii_toupper(time[0]);
  return g_strdup_printf("%s\n\n%s", step, time);
}

static const char *
get_title(Console *self, AttachmentState state)
{
  if (state == ATTACHMENT_ENDED && attachment_was_shown(self->attachment))
    return "The session ended";
  if (state == ATTACHMENT_WAITING && attachment_is_listening(self->attachment))
    return "Waiting for a server";
  return dialogs[state].title;
}

static void
show_dialog(Console *self, AttachmentState state)
{
  gboolean ended = state == ATTACHMENT_ENDED;
  gboolean was_shown = attachment_was_shown(self->attachment);
  g_autofree char *body = describe(self);
  Dialog *dialog = dialog_new(dialogs[state].tone, get_title(self, state), body);

  if (ended) {
    graphics_menu_add(self->attachment, dialog);
    dialog_add_button(dialog, was_shown ? "Reconnect" : "Try again", DIALOG_ACCEPT);
    dialog_focus_buttons(dialog);
  }
  if (!self->options->kiosk)
    dialog_add_button(dialog, ended ? "Close" : "Cancel", DIALOG_CANCEL);
  overlay_ask(self->overlay, dialog, ended ? on_ended_answered : on_wait_answered, self);
}

/* What is shown already is only brought up to date, and keeps its focus. */
static void
present_dialog(Console *self, AttachmentState state)
{
  Dialog *dialog = overlay_get_dialog(self->overlay);
  g_autofree char *body = NULL;

  if (state != self->presented || dialog == NULL) {
    show_dialog(self, state);
    return;
  }
  body = describe(self);
  dialog_set_body(dialog, body);
  overlay_update(self->overlay);
}

static void
finish(Console *self)
{
  self->hooks.finished(attachment_get_status(self->attachment), self->hooks.user_data);
}

/* There has to be a window for everything but the beginning, which is short, mostly. */
static gboolean
has_window(Console *self, AttachmentState state)
{
  if (state == ATTACHMENT_CONNECTING && !self->watched && !attachment_takes_long(self->attachment))
    return FALSE;
  self->watched = TRUE;
  return self->hooks.window_needed(self->hooks.user_data);
}

/* The guest has the window for itself. */
static void
present_guest(Console *self)
{
  self->watched = TRUE;
  if (self->presented == ATTACHMENT_SHOWN)
    return;
  view_options_say(self->options, "connected to %s", self->options->target);
  overlay_dismiss(self->overlay);
}

static void
present_question(Console *self)
{
  gpointer question = attachment_get_question(self->attachment);

  if (question == NULL)
    question = attachment_get_trust(self->attachment);
  if (self->presented != ATTACHMENT_ASKING || self->asked != question)
    questions_ask(self->overlay, self->attachment);
  self->asked = question;
}

static void
on_changed(gpointer user_data)
{
  Console *self = user_data;
  AttachmentState state = attachment_get_state(self->attachment);

  if (state == ATTACHMENT_OVER) {
    finish(self);
    return;
  }
  if (state != ATTACHMENT_SHOWN && !has_window(self, state)) {
    if (state == ATTACHMENT_ASKING || state == ATTACHMENT_ENDED)
      attachment_cancel(self->attachment);
    return;
  }
  if (state == ATTACHMENT_SHOWN)
    present_guest(self);
  else if (state == ATTACHMENT_ASKING)
    present_question(self);
  else
    present_dialog(self, state);
  self->presented = state;
}

static void
on_display_changed(gpointer user_data)
{
  Console *self = user_data;

  self->hooks.display_changed(attachment_get_display(self->attachment), self->hooks.user_data);
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  Console *self = user_data;

  view_options_say(self->options, "connecting to %s", self->options->target);
  self->hooks.session_made(session, self->hooks.user_data);
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

  if (!self->options->kiosk)
    overlay_toast(self->overlay, text);
}

/**
 * console_new:
 * @options: (transfer none): outlives the console
 * @overlay: (transfer none): where questions are asked; outlives the console
 * @hooks: copied
 *
 * Returns: (transfer full): a console, to be freed by console_free()
 */
Console *
console_new(ViewOptions *options, Overlay *overlay, const ConsoleHooks *hooks)
{
  static const AttachmentHooks attachment = {on_changed, on_display_changed, on_session_made,
                                             on_failed, on_told};
  Console *self = g_new0(Console, 1);

  self->options = options;
  self->overlay = overlay;
  self->hooks = *hooks;
  self->presented = ATTACHMENT_OVER;
  self->attachment =
      attachment_new(options, NULL, NULL, ATTACHMENT_MISTAKES_ON_TERMINAL, &attachment, self);
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
 * console_stop:
 * @self: a console
 *
 * The person closes the window.
 */
void
console_stop(Console *self)
{
  attachment_stop(self->attachment);
}
