// SPDX-License-Identifier: LGPL-2.1-or-later
#include "raw-console.h"

#include "leave-scanner.h"
#include "raw-output.h"
#include "raw-terminal.h"
#include "report.h"

#include "shared/console-link.h"

#include <errno.h>
#include <glib-unix.h>
#include <unistd.h>

/* Seconds. A server that has let somebody in tells a little later which consoles there are. */
#define PATIENCE 5

typedef struct {
  GMainLoop *loop;
  ConsoleLink *link;
  RawOutput *output;
  LeaveScanner scanner;
  gboolean terminal;     /* a person types */
  gboolean said_waiting; /* once for each wait */
  gboolean was_open;
  guint patience; /* source: no console has been told of yet */
  guint input;    /* source of standard input; 0 = it has ended, or has to wait */
  gboolean ended;
  ExitStatus status;
} RawConsole;

static gboolean on_input(int fd, GIOCondition condition, gpointer user_data);

static void
on_received(const char *bytes, gsize length, gpointer user_data)
{
  RawConsole *self = user_data;

  raw_terminal_touch();
  raw_output_write(self->output, bytes, length);
}

static void
end(RawConsole *self, ExitStatus status)
{
  self->status = status;
  self->ended = TRUE;
  g_main_loop_quit(self->loop);
}

/* A script waits for nobody. That a guest is off is the end of it; that a server is not there is a
 * failure. */
static void
end_waiting(RawConsole *self, const GError *error)
{
  if (console_link_get_guest(self->link) == NULL)
    raw_output_say("%s", error->message);
  end(self, console_link_get_guest(self->link) != NULL ? EXIT_DONE : exit_status_of(error));
}

static gboolean
on_patience(gpointer user_data)
{
  RawConsole *self = user_data;

  self->patience = 0;
  end_waiting(self, console_link_get_error(self->link));
  return G_SOURCE_REMOVE;
}

static gboolean
may_be_told_of(const RawConsole *self, const GError *error)
{
  return !self->was_open && console_link_get_guest(self->link) == NULL &&
         g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
}

static void
wait_as_script(RawConsole *self, const GError *error)
{
  if (!may_be_told_of(self, error))
    end_waiting(self, error);
  else if (self->patience == 0)
    self->patience = g_timeout_add_seconds(PATIENCE, on_patience, self);
}

static void
say_open(const RawConsole *self)
{
  if (self->terminal)
    raw_output_say("%s is open; Ctrl-] leaves", console_link_get_alias(self->link));
}

static void
on_changed(gpointer user_data)
{
  RawConsole *self = user_data;
  const GError *error;

  if (self->link == NULL) /* it is being made */
    return;
  error = console_link_get_error(self->link);
  if (console_link_get_state(self->link) != CONSOLE_LINK_WAITING)
    g_clear_handle_id(&self->patience, g_source_remove);
  switch (console_link_get_state(self->link)) {
  case CONSOLE_LINK_OPEN:
    self->said_waiting = FALSE;
    self->was_open = TRUE;
    say_open(self);
    break;
  case CONSOLE_LINK_WAITING:
    if (!self->terminal)
      wait_as_script(self, error);
    else if (!self->said_waiting)
      raw_output_say("%s; waiting for it, Ctrl-] leaves", error->message);
    self->said_waiting = TRUE;
    break;
  case CONSOLE_LINK_BUSY:
    raw_output_say("%s (--force takes it over)", error->message);
    end(self, EXIT_FAILED);
    break;
  case CONSOLE_LINK_LOST:
    raw_output_say("%s", error->message);
    end(self, exit_status_of(error));
    break;
  default:
    break;
  }
}

static void
on_held(gboolean held, gpointer user_data)
{
  console_link_set_paused(((RawConsole *)user_data)->link, held);
}

/* Whoever read it has enough; or it has no room. */
static void
on_broken(int reason, gpointer user_data)
{
  if (reason != EPIPE)
    raw_output_say("cannot write what the guest says: %s", g_strerror(reason));
  end(user_data, reason == EPIPE ? EXIT_DONE : EXIT_FAILED);
}

/* Looks again at standard input when the guest may have taken what waits. */
static gboolean
on_retry(gpointer user_data)
{
  RawConsole *self = user_data;

  self->input = g_unix_fd_add(STDIN_FILENO, G_IO_IN, on_input, self);
  return G_SOURCE_REMOVE;
}

/* What is typed for a guest that does not read, or is not there, is lost, as on any serial line;
 * what comes from a file waits. */
static gboolean
on_input(int fd, GIOCondition condition, gpointer user_data)
{
  RawConsole *self = user_data;
  char bytes[4096];
  gsize before;
  gssize n;

  if (!self->terminal && (console_link_get_state(self->link) != CONSOLE_LINK_OPEN ||
                          console_link_get_queued(self->link) > sizeof bytes)) {
    self->input = g_timeout_add(20, on_retry, self);
    return G_SOURCE_REMOVE;
  }
  n = read(fd, bytes, sizeof bytes);
  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if (n <= 0) {
    self->input = 0;
    if (self->terminal)
      end(self, EXIT_DONE);
    return G_SOURCE_REMOVE;
  }
  if (self->terminal && leave_scanner_feed(&self->scanner, bytes, (gsize)n, &before))
    end(self, EXIT_DONE);
  else
    before = (gsize)n;
  console_link_send(self->link, bytes, before);
  return G_SOURCE_CONTINUE;
}

ExitStatus
raw_console_run(OrielGuest *guest, OrielSession *session, const char *alias, gboolean take_over)
{
  static const ConsoleLinkHooks hooks = {on_received, on_changed};
  static const RawOutputHooks output_hooks = {on_held, on_broken};
  RawConsole self = {.loop = g_main_loop_new(NULL, FALSE)};

  self.output = raw_output_new(&output_hooks, &self);
  self.terminal = raw_terminal_enter();
  self.link = guest != NULL ? console_link_new_for_guest(guest, alias, take_over, &hooks, &self)
                            : console_link_new_for_session(session, alias, &hooks, &self);
  if (guest == NULL)
    console_link_keep_session(self.link);
  on_changed(&self);
  self.input = g_unix_fd_add(STDIN_FILENO, G_IO_IN, on_input, &self);
  if (!self.ended)
    g_main_loop_run(self.loop);
  g_clear_handle_id(&self.input, g_source_remove);
  g_clear_handle_id(&self.patience, g_source_remove);
  console_link_free(self.link);
  raw_output_free(self.output);
  raw_terminal_leave();
  if (self.terminal) /* the guest left the cursor somewhere */
    g_printerr("\n");
  g_main_loop_unref(self.loop);
  return self.status;
}
