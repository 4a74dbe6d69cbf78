// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/terminal.h"

#include "terminal/modes.h"
#include "terminal/output.h"
#include "terminal/probe.h"
#include "terminal/sequences.h"
#include "terminal/signals.h"
#include "terminal/terminal-io.h"

#include <errno.h>
#include <glib-unix.h>
#include <langinfo.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* An answer that is due for this long is asked for again: the terminal may have been exchanged, as
 * tmux does. */
#define SYNC_PATIENCE_S 3

struct _Terminal {
  TerminalHooks hooks;
  gpointer user_data;
  int fd;
  Output *output;
  InputParser *parser;
  Probe probe;
  char *shared_name; /* of the probe's shared memory */
  GArray *early;     /* keys that came before the terminal was ready */
  TerminalSize size;
  gboolean pixels; /* the mouse is told in pixels */
  gboolean entered;
  gboolean given_back; /* to the shell, while the program is stopped */
  gboolean ready;
  gboolean motion;
  gboolean exact_keys;
  guint n_syncs; /* answers that are due */
  guint input_id;
  guint probe_id;
  guint sequence_id;
  guint sync_id; /* of an answer that is made up, or asked for again */
};

static void on_event(const Event *event, gpointer user_data);
static void on_reply(const Reply *reply, gpointer user_data);
static void on_drained(gpointer user_data);
static void on_signal(int number, gpointer user_data);

Terminal *
terminal_new(const TerminalHooks *hooks, gpointer user_data, GError **error)
{
  InputHooks input = {on_event, on_reply};
  int fd = terminal_io_open(error);
  Terminal *self;

  if (fd < 0)
    return NULL;
  self = g_new0(Terminal, 1);
  self->hooks = *hooks;
  self->user_data = user_data;
  self->fd = fd;
  self->output = output_new(fd, on_drained, self);
  self->parser = input_parser_new(&input, self);
  self->early = g_array_new(FALSE, FALSE, sizeof(Event));
  return self;
}

void
terminal_free(Terminal *self)
{
  terminal_leave(self);
  output_free(self->output);
  input_parser_free(self->parser);
  g_array_unref(self->early);
  close(self->fd);
  g_free(self);
}

static void
write_string(Terminal *self, const GString *bytes)
{
  output_write(self->output, bytes->str, bytes->len);
}

static void
update_size(Terminal *self)
{
  double width, height;

  self->size = terminal_io_get_size(self->fd, &width, &height);
  if (self->size.cell_width == 0 || self->size.cell_height == 0) {
    self->size.cell_width = self->probe.cell_width;
    self->size.cell_height = self->probe.cell_height;
    width = height = 0;
  }
  self->pixels = self->probe.abilities.pixel_mouse && width > 0 && height > 0;
  input_parser_set_cell(self->parser, self->pixels ? width : 0, self->pixels ? height : 0);
}

/* How the terminal is given back, as far as its abilities are known. */
static void
update_restore(Terminal *self)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  sequences_leave(&self->probe.abilities, bytes);
  modes_set_restore(bytes->str, bytes->len);
}

static void
apply_exact_keys(Terminal *self)
{
  const TerminalAbilities *abilities = &self->probe.abilities;
  g_autoptr(GString) bytes = g_string_new(NULL);

  input_parser_set_exact(self->parser, self->exact_keys && abilities->kitty_keyboard);
  sequences_set_exact_keys(abilities, self->exact_keys, bytes);
  write_string(self, bytes);
}

static void
apply_mouse(Terminal *self)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  sequences_set_mouse(self->motion, self->pixels, bytes);
  write_string(self, bytes);
}

/* The modes that take abilities. */
static void
start(Terminal *self)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  update_restore(self);
  update_size(self);
  sequences_start(&self->probe.abilities, self->pixels, bytes);
  write_string(self, bytes);
  if (self->motion)
    apply_mouse(self);
  apply_exact_keys(self);
}

static void
become_ready(Terminal *self)
{
  g_autoptr(GArray) early = self->early;

  g_clear_handle_id(&self->probe_id, g_source_remove);
  terminal_io_unshare(&self->shared_name);
  self->ready = TRUE;
  start(self);
  self->early = g_array_new(FALSE, FALSE, sizeof(Event));
  self->hooks.ready(self->user_data);
  for (guint i = 0; i < early->len && self->entered; i++)
    self->hooks.event(&g_array_index(early, Event, i), self->user_data);
}

static gboolean
on_probe_limit(gpointer user_data)
{
  Terminal *self = user_data;

  self->probe_id = 0;
  become_ready(self);
  return G_SOURCE_REMOVE;
}

static void
on_event(const Event *event, gpointer user_data)
{
  Terminal *self = user_data;

  if (!self->entered)
    return;
  if (self->ready)
    self->hooks.event(event, self->user_data);
  else if (event->kind == EVENT_KEY)
    g_array_append_val(self->early, *event);
}

static void
take_sync(Terminal *self)
{
  if (self->n_syncs == 0)
    return;
  if (--self->n_syncs == 0)
    g_clear_handle_id(&self->sync_id, g_source_remove);
  if (self->entered && self->ready)
    self->hooks.synced(self->user_data);
}

/* Answers come in order: until the last one of the probe, all are its own. */
static void
on_reply(const Reply *reply, gpointer user_data)
{
  Terminal *self = user_data;

  if (!self->probe.done && probe_take(&self->probe, reply)) {
    if (!self->probe.done || !self->entered)
      return;
    if (!self->ready) {
      become_ready(self);
    } else {
      start(self);
      self->hooks.resized(self->user_data);
    }
  } else if (reply->kind == REPLY_CSI && reply->prefix == 0 && reply->final == 'n') {
    take_sync(self);
  }
}

static gboolean
on_sequence_limit(gpointer user_data)
{
  Terminal *self = user_data;

  self->sequence_id = 0;
  input_parser_time_out(self->parser);
  return G_SOURCE_REMOVE;
}

static gboolean
on_input(int fd, GIOCondition condition, gpointer user_data)
{
  Terminal *self = user_data;
  char bytes[4096];
  gssize n = read(fd, bytes, sizeof bytes);
  int timeout;

  if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
    self->input_id = 0;
    self->hooks.closed(self->user_data);
    return G_SOURCE_REMOVE;
  }
  g_clear_handle_id(&self->sequence_id, g_source_remove);
  if (n > 0)
    input_parser_feed(self->parser, bytes, (gsize)n);
  timeout = input_parser_get_timeout(self->parser);
  if (timeout >= 0 && self->entered)
    self->sequence_id = g_timeout_add((guint)timeout, on_sequence_limit, self);
  return G_SOURCE_CONTINUE;
}

gboolean
terminal_enter(Terminal *self, GError **error)
{
  g_autofree char *charset = g_strdup(nl_langinfo(CODESET));
  ProbeEnvironment environment = {
      g_getenv("TERM"), g_getenv("COLORTERM"), g_getenv("NO_COLOR"),
      g_getenv("TMUX"), g_getenv("STY"),       strcmp(charset, "UTF-8") == 0,
  };
  g_autoptr(GString) bytes = g_string_new(NULL);

  probe_init(&self->probe, &environment);
  update_restore(self);
  if (!modes_enter(self->fd, error))
    return FALSE;
  self->entered = TRUE;
  self->given_back = FALSE;
  self->ready = FALSE;
  modes_catch_crashes();
  signals_watch(on_signal, self);
  input_parser_set_erase(self->parser, modes_get_erase());
  update_size(self);
  if (self->input_id == 0)
    self->input_id = g_unix_fd_add(self->fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, self);
  terminal_io_hold_errors();

  self->shared_name = terminal_io_share();
  sequences_enter(bytes);
  probe_ask(&self->probe, self->shared_name, bytes);
  write_string(self, bytes);
  self->probe_id = g_timeout_add(PROBE_LIMIT_MS, on_probe_limit, self);
  return TRUE;
}

/* Takes everything off but the signals. */
static void
give_back(Terminal *self)
{
  if (self->given_back)
    return;
  self->given_back = TRUE;
  g_clear_handle_id(&self->input_id, g_source_remove);
  g_clear_handle_id(&self->probe_id, g_source_remove);
  g_clear_handle_id(&self->sequence_id, g_source_remove);
  g_clear_handle_id(&self->sync_id, g_source_remove);
  output_discard(self->output);
  terminal_io_await_silence(self->fd, &self->probe.abilities, self->n_syncs);
  modes_restore();
  terminal_io_unshare(&self->shared_name);
  terminal_io_release_errors();
  self->n_syncs = 0;
  self->ready = FALSE;
}

void
terminal_leave(Terminal *self)
{
  if (!self->entered)
    return;
  give_back(self);
  signals_unwatch();
  self->entered = FALSE;
}

/* Continued by SIGCONT, which is told as every signal; nobody would send it where there is no
 * shell. */
void
terminal_suspend(Terminal *self)
{
  if (!self->entered || getsid(0) == getpid())
    return;
  give_back(self);
  kill(getpid(), SIGSTOP);
}

/* The shell has had the terminal. */
static void
come_back(Terminal *self)
{
  g_autoptr(GError) error = NULL;

  give_back(self);
  if (!terminal_enter(self, &error)) {
    g_warning("%s", error->message);
    self->hooks.closed(self->user_data);
    return;
  }
  self->hooks.continued(self->user_data);
}

/* Pixels may have become known, or unknown. */
static void
resize(Terminal *self)
{
  gboolean pixels = self->pixels;

  update_size(self);
  if (!self->ready)
    return;
  if (pixels != self->pixels)
    apply_mouse(self);
  self->hooks.resized(self->user_data);
}

static void
on_signal(int number, gpointer user_data)
{
  Terminal *self = user_data;

  switch (number) {
  case SIGWINCH:
    resize(self);
    break;
  case SIGTSTP:
    terminal_suspend(self);
    break;
  case SIGCONT:
    come_back(self);
    break;
  default:
    self->hooks.closed(self->user_data);
    break;
  }
}

const TerminalAbilities *
terminal_get_abilities(const Terminal *self)
{
  return &self->probe.abilities;
}

TerminalSize
terminal_get_size(const Terminal *self)
{
  return self->size;
}

void
terminal_write(Terminal *self, const char *bytes, gsize length)
{
  if (self->entered && !self->given_back)
    output_write(self->output, bytes, length);
}

gboolean
terminal_is_busy(const Terminal *self)
{
  return output_is_busy(self->output);
}

static gboolean
on_sync_made_up(gpointer user_data)
{
  Terminal *self = user_data;

  self->sync_id = 0;
  take_sync(self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_sync_late(gpointer user_data)
{
  Terminal *self = user_data;

  if (!terminal_is_busy(self))
    output_write(self->output, SEQUENCE_STATUS, strlen(SEQUENCE_STATUS));
  return G_SOURCE_CONTINUE;
}

/* Without answers, what has been written counts as done. */
static void
on_drained(gpointer user_data)
{
  Terminal *self = user_data;

  if (self->n_syncs > 0 && !self->probe.abilities.status_report && self->sync_id == 0)
    self->sync_id = g_idle_add(on_sync_made_up, self);
}

void
terminal_sync(Terminal *self)
{
  if (!self->entered || self->given_back)
    return;
  self->n_syncs++;
  if (!self->probe.abilities.status_report) {
    if (!terminal_is_busy(self))
      on_drained(self);
    return;
  }
  output_write(self->output, SEQUENCE_STATUS, strlen(SEQUENCE_STATUS));
  if (self->sync_id == 0)
    self->sync_id = g_timeout_add_seconds(SYNC_PATIENCE_S, on_sync_late, self);
}

guint
terminal_get_syncs(const Terminal *self)
{
  return self->n_syncs;
}

void
terminal_set_mouse(Terminal *self, gboolean motion)
{
  if (self->motion == motion)
    return;
  self->motion = motion;
  if (self->ready)
    apply_mouse(self);
}

void
terminal_set_exact_keys(Terminal *self, gboolean exact)
{
  if (self->exact_keys == exact)
    return;
  self->exact_keys = exact;
  if (self->ready)
    apply_exact_keys(self);
}
