// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel send: files for a guest. */
#include "command.h"
#include "progress.h"
#include "report.h"
#include "shared/option-flags.h"
#include "shared/session-options.h"

#include "shared/view-session.h"

#include <glib-unix.h>
#include <unistd.h>

#define DEFAULT_TIMEOUT 10 /* seconds until the guest has to take files */

typedef struct {
  SessionOptions session;
  int timeout; /* seconds */
} Options;

typedef struct {
  Options *options;
  char **paths; /* NULL-terminated */
  GMainLoop *loop;
  GCancellable *cancellable;
  OrielSession *session; /* (owned) (nullable) */
  GPtrArray *transfers;  /* (owned) (element-type OrielTransfer) one a file */
  Progress *connecting;  /* (owned) (nullable) until files are sent */
  guint n_over;
  guint timeout; /* source id */
  gboolean on_terminal;
  GError *error; /* (owned) (nullable) why nothing was sent */
} Sending;

static void
sending_end(Sending *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error(&error);
  g_main_loop_quit(self->loop);
}

static void
clear_line(Sending *self)
{
  if (self->on_terminal)
    g_printerr("\r\033[K");
}

/* How far all of it is; files that wait have no size yet. */
static void
show_progress(Sending *self)
{
  guint64 size = 0, done = 0;
  g_autofree char *done_text = NULL, *size_text = NULL;

  if (!self->on_terminal || self->n_over == self->transfers->len)
    return;
  for (guint i = 0; i < self->transfers->len; i++) {
    size += oriel_transfer_get_size(g_ptr_array_index(self->transfers, i));
    done += oriel_transfer_get_bytes_done(g_ptr_array_index(self->transfers, i));
  }
  done_text = g_format_size(done);
  size_text = g_format_size(size);
  g_printerr("\r\033[Koriel: sent %u of %u files, %s of %s", self->n_over, self->transfers->len,
             done_text, size_text);
}

static void
report_end(Sending *self, OrielTransfer *transfer)
{
  const char *name = oriel_transfer_get_name(transfer);
  g_autofree char *size = g_format_size(oriel_transfer_get_size(transfer));
  const GError *error = oriel_transfer_get_error(transfer);

  clear_line(self);
  if (oriel_transfer_get_state(transfer) == ORIEL_TRANSFER_DONE) {
    g_print("%s: sent, %s\n", name, size);
    return;
  }
  g_printerr("oriel: %s: %s\n", name, error != NULL ? error->message : "given up");
}

/* That of the first file that was not sent. */
static ExitStatus
get_status(const Sending *self)
{
  for (guint i = 0; i < self->transfers->len; i++) {
    OrielTransfer *transfer = g_ptr_array_index(self->transfers, i);
    const GError *error = oriel_transfer_get_error(transfer);

    if (oriel_transfer_get_state(transfer) != ORIEL_TRANSFER_DONE)
      return error != NULL ? exit_status_of(error) : EXIT_FAILED;
  }
  return EXIT_DONE;
}

static void
on_transfer_state(OrielTransfer *transfer, GParamSpec *pspec, Sending *self)
{
  if (oriel_transfer_get_state(transfer) <= ORIEL_TRANSFER_RUNNING)
    return;
  self->n_over++;
  report_end(self, transfer);
  show_progress(self);
  if (self->n_over == self->transfers->len)
    sending_end(self, NULL);
}

static void
on_bytes_done(OrielTransfer *transfer, GParamSpec *pspec, Sending *self)
{
  show_progress(self);
}

static void
send_files(Sending *self)
{
  g_clear_handle_id(&self->timeout, g_source_remove);
  g_clear_pointer(&self->connecting, progress_free);
  for (char **path = self->paths; *path != NULL; path++) {
    g_autoptr(GFile) file = g_file_new_for_commandline_arg(*path);
    OrielTransfer *transfer = oriel_session_send_file(self->session, file);

    g_ptr_array_add(self->transfers, transfer);
    g_signal_connect(transfer, "notify::bytes-done", G_CALLBACK(on_bytes_done), self);
  }
  for (guint i = 0; i < self->transfers->len; i++) {
    OrielTransfer *transfer = g_ptr_array_index(self->transfers, i);

    g_signal_connect(transfer, "notify::state", G_CALLBACK(on_transfer_state), self);
    on_transfer_state(transfer, NULL, self);
  }
  show_progress(self);
}

/* The guest may still be starting its agent. */
static void
on_refusal_changed(OrielSession *session, GParamSpec *pspec, Sending *self)
{
  if (oriel_session_get_files_refusal(session) == NULL && self->transfers->len == 0)
    send_files(self);
}

static void
on_state_changed(OrielSession *session, GParamSpec *pspec, Sending *self)
{
  const GError *error = oriel_session_get_error(session);

  /* Files that were being sent tell their end themselves. */
  if (oriel_session_get_state(session) != ORIEL_SESSION_CLOSED || self->transfers->len > 0)
    return;
  sending_end(self, error != NULL ? g_error_copy(error)
                                  : g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                                                "the server ended the session"));
}

static void
on_session_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (!oriel_session_connect_finish(ORIEL_SESSION(source), result, &error))
    sending_end(user_data, error);
}

static void
on_session_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *self = user_data;
  GError *error = NULL;

  self->session = view_session_resolve_finish(result, &error);
  if (self->session == NULL) {
    sending_end(self, error);
    return;
  }
  session_options_apply(&self->options->session, self->session);
  g_signal_connect(self->session, "notify::state", G_CALLBACK(on_state_changed), self);
  g_signal_connect(self->session, "notify::files-refusal", G_CALLBACK(on_refusal_changed), self);
  oriel_session_connect_async(self->session, self->cancellable, on_session_connected, self);
}

static gboolean
on_timeout(gpointer user_data)
{
  Sending *self = user_data;
  const char *refusal =
      self->session != NULL ? oriel_session_get_files_refusal(self->session) : "it is looked for";

  self->timeout = 0;
  sending_end(self, g_error_new(ORIEL_ERROR,
                                self->session != NULL && oriel_session_get_state(self->session) ==
                                                             ORIEL_SESSION_CONNECTED
                                    ? ORIEL_ERROR_NOT_SUPPORTED
                                    : ORIEL_ERROR_TIMED_OUT,
                                "no files can be sent after %d seconds: %s", self->options->timeout,
                                refusal));
  g_cancellable_cancel(self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
on_interrupt(gpointer user_data)
{
  Sending *self = user_data;

  for (guint i = 0; i < self->transfers->len; i++)
    oriel_transfer_cancel(g_ptr_array_index(self->transfers, i));
  sending_end(self, self->transfers->len == 0
                        ? g_error_new(G_IO_ERROR, G_IO_ERROR_CANCELLED, "given up")
                        : NULL);
  g_cancellable_cancel(self->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
sending_clear(Sending *self)
{
  g_clear_handle_id(&self->timeout, g_source_remove);
  g_clear_pointer(&self->connecting, progress_free);
  for (guint i = 0; i < self->transfers->len; i++)
    g_signal_handlers_disconnect_by_data(g_ptr_array_index(self->transfers, i), self);
  if (self->session != NULL) {
    g_signal_handlers_disconnect_by_data(self->session, self);
    oriel_session_disconnect(self->session);
  }
  g_clear_object(&self->session);
  g_clear_object(&self->cancellable);
  g_clear_pointer(&self->transfers, g_ptr_array_unref);
  g_clear_pointer(&self->loop, g_main_loop_unref);
  g_clear_error(&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sending, sending_clear)

static ExitStatus
send(const char *target, char **paths, Options *options)
{
  g_auto(Sending) sending = {.options = options,
                             .paths = paths,
                             .loop = g_main_loop_new(NULL, FALSE),
                             .cancellable = g_cancellable_new(),
                             .transfers = g_ptr_array_new_with_free_func(g_object_unref),
                             .connecting = progress_new(target),
                             .on_terminal = isatty(STDERR_FILENO)};
  guint interrupt = g_unix_signal_add(SIGINT, on_interrupt, &sending);
  guint terminate = g_unix_signal_add(SIGTERM, on_interrupt, &sending);

  sending.timeout = g_timeout_add_seconds((guint)options->timeout, on_timeout, &sending);
  view_session_resolve_async(&options->session.view, sending.cancellable, on_session_resolved,
                             &sending);
  g_main_loop_run(sending.loop);
  g_source_remove(interrupt);
  g_source_remove(terminate);
  clear_line(&sending);
  if (sending.error != NULL && options->session.refusal != NULL)
    return report_error(target, options->session.refusal);
  if (sending.error != NULL)
    return report_error(target, sending.error);
  return get_status(&sending);
}

static void
options_clear(Options *self)
{
  session_options_clear(&self->session);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static ExitStatus
run(int argc, char **argv)
{
  g_auto(Options) options = {.session = SESSION_OPTIONS_INIT, .timeout = DEFAULT_TIMEOUT};
  const GOptionEntry entries[] = {
      {"timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout,
       "give up when the guest takes no files by then (10)", "SECONDS"},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context =
      g_option_context_new("TARGET FILE... - send files to a guest");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries(context, entries, NULL);
  session_options_add(&options.session, context);
  if (!option_flags_parse(context, &argc, &argv, &error))
    return report_usage("send", "%s", error->message);
  if (argc < 3)
    return report_usage("send", argc < 2 ? "a target is missing" : "a file is missing");
  if (options.timeout <= 0)
    return report_usage("send", "--timeout takes a number of seconds above 0");
  if (!session_options_take_target(&options.session, argv[1], &error))
    return report_usage("send", "%s", error->message);
  return send(argv[1], argv + 2, &options);
}

const Command command_send = {"send", "send files to a guest", run};
