// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/viewer-private.h"

#include "console/console-page.h"
#include "shared/exit-status.h"

#define NOTE_MS 4000

void
viewer_update(Viewer *self)
{
  gboolean has_line = !self->options->view.full_screen || self->mode != MODE_GUEST ||
                      self->note != NULL ||
                      attachment_get_state(self->attachment) != ATTACHMENT_SHOWN;

  if (self->painter == NULL) /* it has not had the terminal yet */
    return;
  painter_set_margin(self->painter, has_line ? 1 : 0);
  painter_set_covered(self->painter, viewer_has_panel(self));
  painter_request(self->painter);
}

static gboolean
on_note_over(gpointer user_data)
{
  Viewer *self = user_data;

  self->note_id = 0;
  g_clear_pointer(&self->note, g_free);
  viewer_update(self);
  return G_SOURCE_REMOVE;
}

void
viewer_note(Viewer *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start(arguments, format);
  text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_free(self->note);
  self->note = oriel_text_sanitize(text, -1, 300);
  g_clear_handle_id(&self->note_id, g_source_remove);
  self->note_id = g_timeout_add(NOTE_MS, on_note_over, self);
  viewer_update(self);
}

/* What ended it is said where the program was started, too. */
void
viewer_close(Viewer *self)
{
  const GError *error = attachment_get_error(self->attachment);

  if (error != NULL) {
    g_autofree char *message = oriel_text_sanitize(error->message, -1, 600);

    g_printerr("oriel: %s\n", message);
  }
  console_page_close_of_owner(&self->page);
  app_close(self->page.app, &self->page, exit_status_of(error));
}

static void
ask(Viewer *self)
{
  OrielAuthRequest *question = attachment_get_question(self->attachment);
  gboolean wanted = question != NULL;

  if (wanted && !self->asking)
    prompt_init(&self->prompt, oriel_auth_request_get_needs(question));
  else if (!wanted)
    prompt_clear(&self->prompt);
  self->asking = wanted;
}

static void
on_changed(gpointer user_data)
{
  Viewer *self = user_data;

  if (attachment_get_state(self->attachment) == ATTACHMENT_OVER) {
    viewer_close(self);
    return;
  }
  if (self->called_back && attachment_get_state(self->attachment) == ATTACHMENT_ASKING)
    app_raise(self->page.app, &self->page);
  if (attachment_get_state(self->attachment) != ATTACHMENT_CONNECTING)
    self->called_back = FALSE;
  ask(self);
  viewer_update(self);
}

static void
on_display_changed(gpointer user_data)
{
  Viewer *self = user_data;

  self->pointer = (Pointer){0};
  viewer_stop_typing(self);
  if (self->painter != NULL)
    painter_set_display(self->painter, attachment_get_display(self->attachment));
}

static void
on_bell(OrielSession *session, Viewer *self)
{
  if (app_has_terminal(self->page.app, &self->page))
    terminal_write(app_get_terminal(self->page.app), "\a", 1);
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  oriel_session_set_enable_audio(session, FALSE); /* a terminal plays none */
  oriel_session_set_enable_microphone(session, FALSE);
  g_signal_connect(session, "bell", G_CALLBACK(on_bell), user_data);
  console_page_set_session(user_data, session);
}

static void
on_counted(gpointer user_data)
{
  Viewer *self = user_data;

  painter_request(self->painter);
}

/* The page learns to which program it belongs when it gets the terminal. */
static void
start(Viewer *self)
{
  static const PainterHooks painter = {viewer_draw, on_counted};
  const EncoderClass *encoder =
      self->options->encoder != NULL ? encoder_find(self->options->encoder) : NULL;

  self->painter = painter_new(app_get_terminal(self->page.app), &painter, self);
  painter_set_encoder(self->painter, encoder);
  if (self->options->view.zoom > 0)
    painter_set_zoom(self->painter, self->options->view.zoom);
  painter_set_display(self->painter, attachment_get_display(self->attachment));
}

static void
enter(Page *page)
{
  Viewer *self = (Viewer *)page;
  Terminal *terminal = app_get_terminal(page->app);

  if (self->painter == NULL)
    start(self);
  terminal_set_exact_keys(terminal, TRUE);
  terminal_set_mouse(terminal, TRUE);
  viewer_update(self);
  painter_start(self->painter);
}

static void
leave(Page *page)
{
  Viewer *self = (Viewer *)page;
  Terminal *terminal = app_get_terminal(page->app);

  viewer_release(self);
  self->mode = MODE_GUEST;
  viewer_find_stop(self);
  viewer_usb_stop(self);
  painter_stop(self->painter);
  terminal_set_exact_keys(terminal, FALSE);
  terminal_set_mouse(terminal, FALSE);
}

static void
redraw(Page *page)
{
  painter_restart(((Viewer *)page)->painter);
}

static void
on_event(Page *page, const Event *event)
{
  viewer_take_event((Viewer *)page, event);
}

static void
on_synced(Page *page)
{
  painter_synced(((Viewer *)page)->painter);
}

static void
free_viewer(Page *page)
{
  Viewer *self = (Viewer *)page;

  g_clear_pointer(&self->typist, typist_free);
  viewer_forget_saving(self);
  viewer_find_stop(self);
  viewer_usb_stop(self);
  g_clear_handle_id(&self->note_id, g_source_remove);
  g_clear_pointer(&self->painter, painter_free);
  g_clear_pointer(&self->attachment, attachment_free);
  key_map_free(self->keys);
  if (self->paste != NULL)
    g_string_free(self->paste, TRUE);
  prompt_clear(&self->prompt);
  g_free(self->note);
  g_free(self);
}

static void
on_told(const char *text, gpointer user_data)
{
  viewer_note(user_data, "%s", text);
}

Page *
viewer_new(Options *options, OrielGuest *guest, OrielGraphics *graphics, GError **error)
{
  static const PageClass class = {enter, leave, redraw, on_event, on_synced, free_viewer};
  static const AttachmentHooks hooks = {.changed = on_changed,
                                        .display_changed = on_display_changed,
                                        .session_made = on_session_made,
                                        .told = on_told};
  KeyLayout *layout = key_layout_new(options->view.keyboard, error);
  Viewer *self;

  if (layout == NULL)
    return NULL;
  self = g_new0(Viewer, 1);
  self->page.class = &class;
  self->options = options;
  self->keys = key_map_new(layout);
  self->read_only = options->view.view_only;
  self->attachment = attachment_new(
      &options->view, guest, graphics,
      guest != NULL ? ATTACHMENT_MISTAKES_SHOWN : ATTACHMENT_MISTAKES_TOLD, &hooks, self);
  attachment_start(self->attachment);
  return &self->page;
}
