// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "oriel-backend-private.h"
#include "oriel-confine.h"
#include "oriel-inbox.h"
#include "wire/oriel-wire.h"

/* Seconds a session may take to end in order once its viewer is gone. */
#define END_LIMIT 2

typedef struct {
  OrielBackend *backend;
  OrielInbox *inbox;
  GMainLoop *loop;
  GDBusConnection *connection;
} Worker;

/* Whatever the main thread is stuck in, the process does not outlive its viewer. It sleeps until
 * the viewer is gone, so it costs nothing. */
static gpointer
lifeline(gpointer data)
{
  struct pollfd viewer = {.fd = GPOINTER_TO_INT(data)};

  while (poll(&viewer, 1, -1) < 0)
    continue;
  poll(NULL, 0, END_LIMIT * 1000);
  _exit(1);
}

static gboolean
start_lifeline(void)
{
  int fd = fcntl(ORIEL_WIRE_FD, F_DUPFD_CLOEXEC, 0);
  GThread *thread = NULL;

  if (fd >= 0)
    thread = g_thread_try_new("lifeline", lifeline, GINT_TO_POINTER(fd), NULL);
  if (thread == NULL)
    return FALSE;
  g_thread_unref(thread);
  return TRUE;
}

static GDBusConnection *
connect_viewer(GError **error)
{
  g_autoptr(GSocket) socket = g_socket_new_from_fd(ORIEL_WIRE_FD, error);
  g_autoptr(GSocketConnection) stream = NULL;
  g_autofree char *guid = NULL;

  if (socket == NULL)
    return NULL;
  stream = g_socket_connection_factory_create_connection(socket);
  guid = g_dbus_generate_guid();
  return g_dbus_connection_new_sync(G_IO_STREAM(stream), guid,
                                    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER |
                                        G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING,
                                    NULL, NULL, error);
}

static void
on_fill(gpointer owner, guint display, const OrielRegion *damage)
{
  Worker *self = owner;
  OrielBackendClass *klass = ORIEL_BACKEND_GET_CLASS(self->backend);

  if (klass->fill != NULL)
    klass->fill(self->backend, display, damage);
}

static void
on_taken(gpointer owner, guint display)
{
  Worker *self = owner;
  OrielBackendClass *klass = ORIEL_BACKEND_GET_CLASS(self->backend);

  if (klass->taken != NULL)
    klass->taken(self->backend, display);
}

/* The last word has been said. The viewer reads up to its end and then hangs up; a process that
 * left before that could make a write of the viewer fail, and what is not read yet be lost. */
static void
on_backend_closed(gpointer owner)
{
  Worker *self = owner;
  struct pollfd viewer = {.fd = ORIEL_WIRE_FD};

  g_dbus_connection_flush_sync(self->connection, NULL, NULL);
  shutdown(ORIEL_WIRE_FD, SHUT_WR);
  poll(&viewer, 1, END_LIMIT * 1000);
  g_main_loop_quit(self->loop);
}

static void
on_viewer_gone(GDBusConnection *connection,
               gboolean remote_peer_vanished,
               GError *error,
               gpointer user_data)
{
  Worker *self = user_data;

  oriel_inbox_close(self->inbox);
}

static int
serve(GDBusConnection *connection, GType backend_type)
{
  static const OrielOutboxEvents events = {.fill = on_fill, .taken = on_taken};
  Worker self = {
      .backend = g_object_new(backend_type, NULL),
      .loop = g_main_loop_new(NULL, FALSE),
      .connection = connection,
  };
  g_autoptr(GError) error = NULL;

  oriel_backend_set_outbox(self.backend, oriel_outbox_new(connection, &events, &self),
                           on_backend_closed, &self);
  self.inbox = oriel_inbox_new(connection, self.backend, &error);
  if (self.inbox == NULL) {
    g_printerr("%s: %s\n", g_get_prgname(), error->message);
    return 1;
  }
  g_signal_connect(connection, "closed", G_CALLBACK(on_viewer_gone), &self);
  g_dbus_connection_start_message_processing(connection);
  g_main_loop_run(self.loop);
  /* Nothing is freed: the process ends, and what a broken session left must not be walked. */
  return 0;
}

/* Takes leave of what comes with the viewer that starts it: open files, the folder, and the Ctrl-C
 * of its terminal, meant for the viewer alone, which then releases what is held. A session of its
 * own (setsid) would do as well, but on a busy machine the scheduler lets a new one wait for 20 ms.
 */
static void
stand_alone(void)
{
  closefrom(ORIEL_WIRE_FD + 1);
  setpgid(0, 0);
  if (chdir("/") != 0)
    g_debug("cannot leave the folder: %s", g_strerror(errno));
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a log of errors may be longer than any memory file */
}

int
oriel_worker_main(int argc,
                  char **argv,
                  GType (*backend_type)(void),
                  const OrielConfinement *confinement)
{
  g_autoptr(GDBusConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  struct stat status;

  g_set_prgname("oriel-session");
  if (fstat(ORIEL_WIRE_FD, &status) != 0 || !S_ISSOCK(status.st_mode)) {
    g_printerr("%s is a part of liboriel, which starts it; `oriel view` shows a guest.\n", argv[0]);
    return 2;
  }
  stand_alone();
  if (confinement->prepare != NULL)
    confinement->prepare();
  oriel_confine_files(confinement, argc > 1 ? argv[1] : NULL);
  connection = connect_viewer(&error);
  if (connection == NULL) {
    g_debug("the viewer left before it was greeted: %s", error->message);
    return 1;
  }
  if (!start_lifeline()) {
    g_printerr("%s: cannot start a thread\n", argv[0]);
    return 1;
  }
  if (!oriel_confine_calls(&error)) {
    g_printerr("%s: %s\n", argv[0], error->message);
    return 1;
  }
  return serve(connection, backend_type());
}
