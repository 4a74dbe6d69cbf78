// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connections through an ssh connection that is open. */
#include "oriel-ssh-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <glib-unix.h>

#include "oriel-ssh-mux.h"
#include "oriel-ssh-words.h"

#define SHELL_PATIENCE 15 /* seconds */

typedef struct {
  OrielSsh *ssh; /* (unowned) (nullable) NULL = gone */
  GTask *task;   /* (owned) that waits */
  OrielTarget *target;
  guint16 port;   /* 0 = a unix socket */
  gboolean shell; /* programs of the far machine may help */
  char *control;
  char *near;     /* (nullable) the way to a unix socket */
  char *refusal;  /* (nullable) what the far machine said */
  char **command; /* (nullable) that does it otherwise */
  char *machine;  /* for errors */
  OrielSshStream stream;
} Forward;

static void
forward_free(gpointer data)
{
  Forward *self = data;

  if (self->ssh != NULL)
    g_ptr_array_remove_fast(self->ssh->forwards, self);
  if (self->stream.fd >= 0)
    close(self->stream.fd);
  if (self->stream.control >= 0)
    close(self->stream.control);
  oriel_target_unref(self->target);
  g_object_unref(self->task);
  g_free(self->control);
  g_free(self->near);
  g_free(self->refusal);
  g_strfreev(self->command);
  g_free(self->machine);
  g_free(self);
}

void
oriel_ssh_abandon_forwards(OrielSsh *self)
{
  for (guint i = 0; i < self->forwards->len; i++)
    ((Forward *)self->forwards->pdata[i])->ssh = NULL;
  g_ptr_array_set_size(self->forwards, 0);
}

static void
close_control(gpointer data)
{
  close(GPOINTER_TO_INT(data));
}

/* The master closes its end when the connection is over; what it says before matters to nobody. */
static gboolean
on_control(gint fd, GIOCondition condition, gpointer user_data)
{
  char buffer[256];
  gssize n = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);

  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)) ? G_SOURCE_CONTINUE
                                                                 : G_SOURCE_REMOVE;
}

/* Keeps the connection for as long as it is in use. */
static void
watch_control(int control)
{
  g_autoptr(GSource) source = g_unix_fd_source_new(control, G_IO_IN);

  g_source_set_callback(source, G_SOURCE_FUNC(on_control), GINT_TO_POINTER(control), close_control);
  g_source_attach(source, g_main_context_get_thread_default());
}

/* Whether the far ssh server forwards nothing, or nothing of that kind. Of unix sockets it says the
 * same when they are not there. */
static gboolean
may_be_prohibited(const char *refusal)
{
  return refusal != NULL && (g_str_has_prefix(refusal, "administratively prohibited") ||
                             g_str_has_prefix(refusal, "unknown channel type") ||
                             g_str_equal(refusal, "connect failed: open failed"));
}

static void
return_refusal(Forward *self)
{
  g_autofree char *uri = oriel_target_to_uri(self->target);

  g_task_return_new_error(self->task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                          "ssh to %s works, but %s does not answer there: %s", self->machine, uri,
                          self->refusal != NULL ? self->refusal : "it was refused");
}

/* A stream to what the command runs; -1 = not there. */
static int
run_command(char **command)
{
  const struct timeval patience = {.tv_sec = SHELL_PATIENCE}, forever = {0};
  g_autoptr(GSubprocessLauncher) launcher =
      g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GSubprocess) process = NULL;
  int pair[2];
  char mark = 0;

  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return -1;
  g_subprocess_launcher_take_stdin_fd(launcher, fcntl(pair[1], F_DUPFD_CLOEXEC, 0));
  g_subprocess_launcher_take_stdout_fd(launcher, pair[1]);
  process = g_subprocess_launcher_spawnv(launcher, (const char *const *)command, NULL);
  g_clear_object(&launcher); /* and our copies of its end */
  setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (process != NULL && recv(pair[0], &mark, 1, 0) == 1 && mark == 'R') {
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
    return pair[0];
  }
  close(pair[0]);
  return -1;
}

static void
shell_work(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Forward *self = g_task_get_task_data(data);

  self->stream.fd = run_command(self->command);
  g_task_return_boolean(task, self->stream.fd >= 0);
}

static void
on_shell(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forward *self = g_task_get_task_data(g_task_get_task_data(G_TASK(result)));

  if (g_task_return_error_if_cancelled(self->task))
    return;
  if (g_task_propagate_boolean(G_TASK(result), NULL))
    g_task_return_int(self->task, g_steal_fd(&self->stream.fd));
  else
    return_refusal(self);
}

/* By programs of the far machine, in another thread; @refused has the data of the forward. */
static void
try_shell(GTask *refused)
{
  Forward *self = g_task_get_task_data(refused);
  g_autoptr(GTask) work = g_task_new(NULL, NULL, on_shell, NULL);
  g_autoptr(GError) error = NULL;

  g_task_set_task_data(work, g_object_ref(refused), g_object_unref);
  self->command =
      oriel_ssh_words_shell(&self->ssh->address, self->control, self->target, self->port, &error);
  if (self->command == NULL) {
    g_prefix_error(&error, "ssh to %s works, but ", self->machine);
    g_task_return_error(self->task, g_steal_pointer(&error));
  } else {
    g_task_run_in_thread(work, shell_work);
  }
}

static void
on_forwarded(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forward *self = g_task_get_task_data(G_TASK(result));
  g_autoptr(GError) error = NULL;

  if (g_task_return_error_if_cancelled(self->task))
    return;
  if (g_task_propagate_boolean(G_TASK(result), &error)) {
    if (self->stream.control >= 0)
      watch_control(g_steal_fd(&self->stream.control));
    g_task_return_int(self->task, g_steal_fd(&self->stream.fd));
  } else if (g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND)) {
    if (self->ssh != NULL) {
      oriel_ssh_drain(self->ssh);
      self->refusal = oriel_ssh_words_find_refusal(self->ssh->said->str);
    }
    if (self->ssh != NULL && self->shell && may_be_prohibited(self->refusal))
      try_shell(G_TASK(result));
    else
      return_refusal(self);
  } else {
    g_prefix_error(&error, "ssh to %s failed: ", self->machine);
    g_task_return_error(self->task, g_steal_pointer(&error));
  }
}

static void
forward_work(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Forward *self = data;
  const char *path = oriel_target_get_path(self->target);
  GError *error = NULL;

  if (path != NULL
          ? oriel_ssh_mux_connect_unix(self->control, self->near, path, &self->stream, &error)
          : oriel_ssh_mux_connect(self->control, oriel_target_get_host(self->target), self->port,
                                  &self->stream, &error))
    g_task_return_boolean(task, TRUE);
  else
    g_task_return_error(task, error);
}

static void
start_forward(OrielSsh *self, OrielTarget *target, gboolean shell, GTask *task)
{
  const char *path = oriel_target_get_path(target);
  Forward *forward;
  guint16 port = oriel_target_get_port(target);
  g_autoptr(GTask) work = NULL;

  if (!self->ready) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                            "ssh to %s failed: the connection is lost", self->address.host);
    return;
  }
  if (path == NULL && port == 0) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the display speaks TLS alone, which is not spoken by way of ssh: give "
                            "it a port without TLS, or connect to its address");
    return;
  }
  forward = g_new0(Forward, 1);
  *forward = (Forward){.ssh = self,
                       .task = g_object_ref(task),
                       .target = oriel_target_ref(target),
                       .port = port,
                       .shell = shell,
                       .control = g_strdup(self->control),
                       .near = path != NULL ? oriel_ssh_make_near(self, path) : NULL,
                       .machine = g_strdup(self->address.host),
                       .stream = {-1, -1}};
  g_ptr_array_add(self->forwards, forward);
  work = g_task_new(NULL, NULL, on_forwarded, NULL);
  g_task_set_task_data(work, forward, forward_free);
  g_task_run_in_thread(work, forward_work);
}

void
oriel_ssh_forward(OrielSsh *self, OrielTarget *target, GTask *task)
{
  start_forward(self, target, TRUE, task);
}

void
oriel_ssh_try(OrielSsh *self, OrielTarget *target, GTask *task)
{
  start_forward(self, target, FALSE, task);
}
