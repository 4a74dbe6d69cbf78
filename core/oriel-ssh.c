// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-ssh-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "oriel-install.h"
#include "oriel-ssh-ask.h"
#include "oriel-ssh-folder.h"
#include "oriel-ssh-names.h"
#include "oriel-ssh-words.h"

#define MAX_SAID 8192 /* bytes of ssh's own words that are kept: the last ones */

static void
copy_address(OrielSshAddress *to, const OrielSshAddress *from)
{
  *to = *from;
  to->host = g_strdup(from->host);
  to->user = g_strdup(from->user);
  to->keyfile = g_strdup(from->keyfile);
  to->known_hosts = g_strdup(from->known_hosts);
  to->socket = g_strdup(from->socket);
}

static void
clear_address(OrielSshAddress *self)
{
  g_free((char *)self->host);
  g_free((char *)self->user);
  g_free((char *)self->keyfile);
  g_free((char *)self->known_hosts);
  g_free((char *)self->socket);
}

OrielSsh *
oriel_ssh_new(const OrielSshAddress *address,
              const OrielSshQuestions *questions,
              gpointer user_data)
{
  OrielSsh *self = g_new0(OrielSsh, 1);

  copy_address(&self->address, address);
  self->asks = questions != NULL;
  if (questions != NULL)
    self->questions = *questions;
  self->user_data = user_data;
  self->said = g_string_new(NULL);
  self->forwards = g_ptr_array_new();
  self->checks = oriel_ssh_new_checks();
  return self;
}

/* The directory of the connection */

static gboolean
fail_files(GError **error, const char *path)
{
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot make %s for ssh: %s", path,
              g_strerror(errno));
  return FALSE;
}

static gboolean
make_link(OrielSsh *self, const char *to, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename(self->directory, name, NULL);

  return symlink(to, path) == 0 || fail_files(error, path);
}

/* The names of sockets are short: the directory is where sockets belong, else in /tmp. */
static gboolean
make_directory(OrielSsh *self, GError **error)
{
  const char *base = g_getenv("XDG_RUNTIME_DIR");
  g_autofree char *helper = oriel_install_find(ORIEL_LIBEXECDIR, ORIEL_SSH_PROGRAM);
  g_autofree char *template = NULL;

  if (base == NULL || !g_path_is_absolute(base) || strlen(base) > 40 || access(base, W_OK) != 0)
    base = "/tmp";
  template = g_build_filename(base, "oriel-ssh-XXXXXX", NULL);
  if (g_mkdtemp_full(template, 0700) == NULL)
    return fail_files(error, template);
  self->directory = g_steal_pointer(&template);
  self->control = g_build_filename(self->directory, ORIEL_SSH_CONTROL, NULL);
  self->program = g_build_filename(self->directory, ORIEL_SSH_CLIENT, NULL);
  return make_link(self, helper, ORIEL_SSH_CLIENT, error) &&
         make_link(self, helper, ORIEL_SSH_ASKPASS, error);
}

char *
oriel_ssh_make_near(OrielSsh *self, const char *path)
{
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, path, -1);

  sum[16] = '\0';
  return g_build_filename(self->directory, sum, NULL);
}

static void
remove_directory(OrielSsh *self)
{
  if (self->directory != NULL)
    oriel_ssh_folder_remove(self->directory);
  g_clear_pointer(&self->directory, g_free);
  g_clear_pointer(&self->control, g_free);
  g_clear_pointer(&self->program, g_free);
  g_clear_pointer(&self->socket, g_free);
}

/* The master */

static void
keep_said(OrielSsh *self, const char *bytes, gsize length)
{
  g_string_append_len(self->said, bytes, (gssize)length);
  if (self->said->len > MAX_SAID)
    g_string_erase(self->said, 0, (gssize)(self->said->len - MAX_SAID));
}

void
oriel_ssh_drain(OrielSsh *self)
{
  GInputStream *stream = self->process != NULL ? g_subprocess_get_stderr_pipe(self->process) : NULL;
  char buffer[1024];
  gssize n;

  while (stream != NULL &&
         (n = g_pollable_input_stream_read_nonblocking(G_POLLABLE_INPUT_STREAM(stream), buffer,
                                                       sizeof buffer, NULL, NULL)) > 0)
    keep_said(self, buffer, (gsize)n);
}

/* The process ends when its standard input does. */
static void
stop_process(OrielSsh *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  g_clear_pointer(&self->ask, oriel_ssh_ask_free);
  if (self->process != NULL)
    g_output_stream_close(g_subprocess_get_stdin_pipe(self->process), NULL, NULL);
  g_clear_object(&self->process);
  self->ready = FALSE;
  remove_directory(self);
}

static void
tell(OrielSsh *self, const GError *error)
{
  OrielSshOpened done = g_steal_pointer(&self->done);

  if (done != NULL)
    done(self->done_data, error);
}

static GError *
explain_end(OrielSsh *self)
{
  oriel_ssh_drain(self);
  if (self->ask != NULL && oriel_ssh_ask_take_refusal(self->ask) &&
      strstr(self->said->str, "verification failed") == NULL)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_AUTH, "ssh to %s asked, and was given no answer",
                       self->address.host);
  return oriel_ssh_words_explain(self->address.host, self->said->str);
}

static void
on_socket_tried(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  int fd = (int)g_task_propagate_int(G_TASK(result), &error);
  OrielSsh *self = user_data;

  if (fd >= 0)
    close(fd);
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* and the object may be gone */
  if (fd < 0)
    g_debug("No socket of the far machine: %s", error->message);
  else
    self->socket = oriel_ssh_make_near(self, self->address.socket);
  tell(self, NULL);
}

/* Connected; the far socket is there when a connection to it is not refused. */
static void
on_ready(OrielSsh *self)
{
  g_autoptr(OrielTarget) target = NULL;
  g_autoptr(GTask) task = NULL;

  self->ready = TRUE;
  g_clear_error(&self->ended);
  g_clear_pointer(&self->ask, oriel_ssh_ask_free);
  if (self->address.socket == NULL) {
    tell(self, NULL);
    return;
  }
  target = oriel_target_new_unix("libvirt", self->address.socket);
  task = g_task_new(NULL, self->cancellable, on_socket_tried, self);
  oriel_ssh_try(self, target, task);
}

static void
on_line(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) read_error = NULL, error = NULL;
  g_autoptr(GPtrArray) checks = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish(G_DATA_INPUT_STREAM(source), result, NULL, &read_error);
  OrielSsh *self = user_data;

  if (g_error_matches(read_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* and the object may be gone */
  if (g_strcmp0(line, ORIEL_SSH_READY) == 0) {
    g_data_input_stream_read_line_async(G_DATA_INPUT_STREAM(source), G_PRIORITY_DEFAULT,
                                        self->cancellable, on_line, self);
    on_ready(self);
    return;
  }
  /* It has ended: while it connected, or later, which those notice whose connections broke. */
  error = explain_end(self);
  g_clear_error(&self->ended);
  self->ended = g_error_copy(error);
  self->absent = oriel_ssh_words_is_absent(self->said->str);
  checks = g_steal_pointer(&self->checks);
  self->checks = oriel_ssh_new_checks();
  stop_process(self);
  tell(self, error);
  oriel_ssh_answer_checks(checks, error);
}

/* ssh asks us; or, if the user has set up a window for that purpose, there. */
static GSubprocessLauncher *
new_launcher(OrielSsh *self, GError **error)
{
  GSubprocessLauncher *launcher =
      g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *askpass = g_build_filename(self->directory, ORIEL_SSH_ASKPASS, NULL);
  g_autofree char *socket = g_build_filename(self->directory, ORIEL_SSH_ASK, NULL);

  g_subprocess_launcher_setenv(launcher, "LC_ALL", "C", TRUE);
  if (!self->asks)
    return launcher;
  self->ask =
      oriel_ssh_ask_new(socket, self->address.host, &self->questions, self->user_data, error);
  if (self->ask == NULL)
    g_clear_object(&launcher);
  else {
    g_subprocess_launcher_setenv(launcher, "SSH_ASKPASS", askpass, TRUE);
    g_subprocess_launcher_setenv(launcher, "SSH_ASKPASS_REQUIRE", "force", TRUE);
  }
  return launcher;
}

static gboolean
start(OrielSsh *self, GError **error)
{
  g_autofree char *helper = oriel_install_find(ORIEL_LIBEXECDIR, ORIEL_SSH_PROGRAM);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GStrvBuilder) command = g_strv_builder_new();
  g_auto(GStrv) words = NULL, ssh = NULL;

  if (!make_directory(self, error))
    return FALSE;
  launcher = new_launcher(self, error);
  if (launcher == NULL)
    return FALSE;
  ssh = oriel_ssh_words_master(&self->address, self->control);
  g_strv_builder_add_many(command, helper, self->directory, NULL);
  g_strv_builder_addv(command, (const char **)ssh);
  words = g_strv_builder_end(command);
  self->process = g_subprocess_launcher_spawnv(launcher, (const char *const *)words, error);
  if (self->process == NULL)
    return FALSE;
  g_string_truncate(self->said, 0);
  self->absent = FALSE;
  self->cancellable = g_cancellable_new();
  lines = g_data_input_stream_new(g_subprocess_get_stdout_pipe(self->process));
  g_data_input_stream_read_line_async(lines, G_PRIORITY_DEFAULT, self->cancellable, on_line, self);
  return TRUE;
}

/* What is known at once is told later all the same: whoever asked is not done yet. */
static gboolean
on_known(gpointer user_data)
{
  OrielSsh *self = user_data;
  g_autoptr(GError) error = g_steal_pointer(&self->failure);

  g_clear_pointer(&self->known, g_source_unref);
  tell(self, error);
  return G_SOURCE_REMOVE;
}

static void
forget_known(OrielSsh *self)
{
  if (self->known != NULL)
    g_source_destroy(self->known);
  g_clear_pointer(&self->known, g_source_unref);
  g_clear_error(&self->failure);
}

void
oriel_ssh_open(OrielSsh *self, OrielSshOpened done, gpointer user_data)
{
  self->done = done;
  self->done_data = user_data;
  forget_known(self);
  if (self->process != NULL && !self->ready)
    return;
  if (!self->ready && start(self, &self->failure))
    return;
  if (self->failure != NULL)
    stop_process(self);
  self->known = g_idle_source_new();
  g_source_set_callback(self->known, on_known, self, NULL);
  g_source_attach(self->known, g_main_context_get_thread_default());
}

const char *
oriel_ssh_get_socket(OrielSsh *self)
{
  return self->socket;
}

gboolean
oriel_ssh_is_cheap(OrielSsh *self)
{
  return self->absent || (self->ready && self->socket != NULL);
}

const char *
oriel_ssh_get_program(OrielSsh *self)
{
  return self->program;
}

void
oriel_ssh_free(OrielSsh *self)
{
  self->done = NULL;
  forget_known(self);
  oriel_ssh_abandon_forwards(self);
  stop_process(self);
  oriel_ssh_answer_checks(self->checks, NULL);
  g_ptr_array_unref(self->checks);
  g_clear_error(&self->ended);
  g_ptr_array_unref(self->forwards);
  clear_address(&self->address);
  g_string_free(self->said, TRUE);
  g_free(self);
}
