// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/console-page-private.h"

#include "shared/exit-status.h"

/* Answers to a guest that asks and does not read are not kept. */
#define MAX_ANSWERS 4096
#define BELL_INTERVAL G_USEC_PER_SEC

static gboolean
on_draw(gpointer user_data)
{
  ConsolePage *self = user_data;
  Terminal *terminal = app_get_terminal(self->page.app);
  g_autoptr(GString) bytes = g_string_new(NULL);

  self->draw_source = 0;
  self->stale = FALSE;
  console_page_draw(self);
  cells_flush(self->cells, terminal_get_abilities(terminal), bytes);
  if (bytes->len == 0)
    return G_SOURCE_REMOVE;
  self->in_flight = TRUE;
  terminal_write(terminal, bytes->str, bytes->len);
  terminal_sync(terminal);
  return G_SOURCE_REMOVE;
}

/* Before more is read of the guest, after all events that are there. */
void
console_page_update(ConsolePage *self)
{
  if (!app_has_terminal(self->page.app, &self->page))
    return;
  if (self->in_flight)
    self->stale = TRUE;
  else if (self->draw_source == 0)
    self->draw_source = g_idle_add_full(G_PRIORITY_HIGH_IDLE, on_draw, self, NULL);
}

void
console_page_notify(ConsolePage *self, char *text)
{
  g_free(self->notice);
  self->notice = text;
  console_page_update(self);
}

void
console_page_send(ConsolePage *self, const char *bytes, gsize length)
{
  view_follow(self->view);
  if (console_link_get_state(self->link) != CONSOLE_LINK_OPEN)
    console_page_notify(self, g_strdup("not sent: the console is not open"));
  else if (!console_link_send(self->link, bytes, length))
    console_page_notify(self, g_strdup("not sent: the guest has not read what came before"));
}

void
console_page_close(ConsolePage *self)
{
  app_close(self->page.app, &self->page, EXIT_DONE);
}

void
console_page_leave(ConsolePage *self)
{
  if (!app_lower(self->page.app, &self->page))
    console_page_close(self);
}

static void
on_received(const char *bytes, gsize length, gpointer user_data)
{
  ConsolePage *self = user_data;

  self->heard = TRUE;
  emulator_feed(self->emulator, bytes, length);
  console_page_update(self);
}

static void
drop_question(ConsolePage *self)
{
  g_clear_object(&self->question);
  prompt_clear(&self->prompt);
}

static void
on_asked(OrielAuthRequest *request, gpointer user_data)
{
  ConsolePage *self = user_data;

  g_set_object(&self->question, request);
  prompt_init(&self->prompt, oriel_auth_request_get_needs(request));
  console_page_update(self);
}

void
console_page_answer(ConsolePage *self, PromptResult result)
{
  gboolean names = (self->prompt.needs & ORIEL_CREDENTIALS_USERNAME) != 0;

  if (result == PROMPT_GOES_ON)
    return;
  self->answered = result == PROMPT_ANSWERED;
  if (self->answered)
    session_options_answer(self->options, self->question, names ? self->prompt.username : NULL,
                           self->prompt.password);
  else
    oriel_auth_request_refuse(self->question);
  drop_question(self);
}

static void
on_changed(gpointer user_data)
{
  ConsolePage *self = user_data;

  if (self->link == NULL) /* it is being made */
    return;
  if (console_link_get_state(self->link) != CONSOLE_LINK_OPENING) {
    drop_question(self);
    self->answered = FALSE;
  }
  g_clear_pointer(&self->notice, g_free);
  console_page_update(self);
}

static void
on_answer(const char *bytes, gsize length, gpointer user_data)
{
  ConsolePage *self = user_data;

  if (console_link_get_queued(self->link) < MAX_ANSWERS)
    console_link_send(self->link, bytes, length);
}

static void
on_bell(gpointer user_data)
{
  ConsolePage *self = user_data;
  gint64 now = g_get_monotonic_time();

  if (!app_has_terminal(self->page.app, &self->page) || now - self->rang < BELL_INTERVAL)
    return;
  self->rang = now;
  terminal_write(app_get_terminal(self->page.app), "\a", 1);
}

/* Everything, at the size that the terminal has now. */
static void
redraw(Page *page)
{
  ConsolePage *self = (ConsolePage *)page;
  TerminalSize size = terminal_get_size(app_get_terminal(page->app));

  cells_resize(self->cells, MAX(size.columns, 1), MAX(size.rows, 1));
  cells_invalidate(self->cells);
  view_resize(self->view, size.columns, MAX(size.rows - 1, 1));
  self->in_flight = FALSE;
  console_page_update(self);
}

static void
enter(Page *page)
{
  Terminal *terminal = app_get_terminal(page->app);

  terminal_set_exact_keys(terminal, FALSE);
  terminal_set_mouse(terminal, FALSE);
  redraw(page);
}

static void
leave(Page *page)
{
  ConsolePage *self = (ConsolePage *)page;

  g_clear_handle_id(&self->draw_source, g_source_remove);
  self->mode = view_is_following(self->view) ? MODE_GUEST : MODE_BACK;
}

static void
handle_paste(ConsolePage *self, const char *text, gsize length, gboolean last)
{
  EmulatorModes modes = emulator_get_modes(self->emulator);
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (self->question != NULL)
    prompt_take_text(&self->prompt, text, length);
  if (self->question != NULL || self->mode != MODE_GUEST)
    return;
  keys_append_paste(text, length, !self->pasting, last, &modes, bytes);
  self->pasting = !last;
  console_page_send(self, bytes->str, bytes->len);
}

static void
on_event(Page *page, const Event *event)
{
  ConsolePage *self = (ConsolePage *)page;

  if (event->kind == EVENT_KEY)
    console_keys_handle(self, &event->key);
  else if (event->kind == EVENT_MOUSE)
    console_mouse_handle(self, &event->mouse);
  else if (event->kind == EVENT_PASTE)
    handle_paste(self, event->paste.text, event->paste.length, event->paste.last);
  console_page_update(self);
}

static void
on_synced(Page *page)
{
  ConsolePage *self = (ConsolePage *)page;

  self->in_flight = FALSE;
  if (self->stale)
    console_page_update(self);
}

static void
free_page(Page *page)
{
  ConsolePage *self = (ConsolePage *)page;

  console_registry_remove(self);
  drop_question(self);
  if (self->options != NULL)
    session_options_silence(self->options, NULL, NULL);
  g_clear_handle_id(&self->draw_source, g_source_remove);
  console_link_free(g_steal_pointer(&self->link));
  view_free(self->view);
  emulator_free(self->emulator);
  cells_free(self->cells);
  g_string_free(self->search, TRUE);
  g_free(self->notice);
  g_free(self->name);
  g_free(self->alias);
  g_free(self);
}

static ConsolePage *
make_page(App *app, const char *name, const char *alias)
{
  static const PageClass class = {enter, leave, redraw, on_event, on_synced, free_page};
  static const EmulatorHooks hooks = {on_answer, on_bell};
  ConsolePage *self = g_new0(ConsolePage, 1);

  self->page.class = &class;
  self->page.app = app;
  self->name = oriel_text_sanitize(name, -1, 100);
  self->alias = g_strdup(alias);
  self->emulator = emulator_new(VIEW_MIN_COLUMNS, VIEW_MIN_ROWS, &hooks, self);
  self->view = view_new(self->emulator);
  self->cells = cells_new(VIEW_MIN_COLUMNS, VIEW_MIN_ROWS);
  self->search = g_string_new(NULL);
  console_registry_add(self);
  return self;
}

static const ConsoleLinkHooks link_hooks = {on_received, on_changed};

/* So that the first console is the same, whether it was called by its name or not. NULL = not known
 * yet. (transfer full) */
static char *
dup_first_alias(OrielGuest *guest)
{
  GListModel *consoles = oriel_guest_get_consoles(guest);
  g_autoptr(OrielConsole) first = NULL;

  if (oriel_guest_has_details(guest))
    first = g_list_model_get_item(consoles, 0);
  return first != NULL ? g_strdup(oriel_console_get_alias(first)) : NULL;
}

void
console_page_open(App *app, OrielGuest *guest, const char *alias, gboolean take_over)
{
  g_autofree char *first = dup_first_alias(guest);
  ConsolePage *self;

  if (alias == NULL)
    alias = first;
  self = console_registry_find(app, guest, alias);
  if (self != NULL) {
    app_raise(app, &self->page);
    return;
  }
  self = make_page(app, oriel_guest_get_name(guest), alias);
  self->link = console_link_new_for_guest(guest, alias, take_over, &link_hooks, self);
  app_push(app, &self->page);
}

static ConsolePage *
open_of_session(App *app, OrielSession *session, const char *alias)
{
  g_autofree char *name = oriel_target_to_uri(oriel_session_get_target(session));
  ConsolePage *self = make_page(app, name, alias);

  self->link = console_link_new_for_session(session, alias, &link_hooks, self);
  app_push(app, &self->page);
  return self;
}

void
console_page_open_of_session(App *app,
                             SessionOptions *options,
                             OrielSession *session,
                             const char *alias)
{
  ConsolePage *self = open_of_session(app, session, alias);

  self->options = options;
  session_options_silence(options, on_asked, self);
  console_link_keep_session(self->link);
}

gboolean
console_page_raise_of_owner(const Page *owner)
{
  ConsolePage *self = console_registry_find_owned(owner);

  if (self != NULL)
    app_raise(self->page.app, &self->page);
  return self != NULL;
}

void
console_page_open_of_owner(const ConsoleOwner *owner, OrielSession *session)
{
  open_of_session(owner->page->app, session, NULL)->owner = *owner;
}

void
console_page_set_session(const Page *owner, OrielSession *session)
{
  ConsolePage *self = console_registry_find_owned(owner);

  if (self != NULL)
    console_link_set_session(self->link, session);
}

void
console_page_close_of_owner(const Page *owner)
{
  ConsolePage *self = console_registry_find_owned(owner);

  if (self != NULL)
    console_page_close(self);
}
