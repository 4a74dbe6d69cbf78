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
#include "oriel-last-words.h"
#include "oriel-stuck.h"
#include "wire/oriel-inputs.h"
#include "wire/oriel-wire.h"

/* Seconds a session may take to end in order once its viewer is gone. */
#define END_LIMIT 2

typedef struct {
  OrielBackend *backend;
  OrielInbox *inbox;
  GMainLoop *loop;
  GDBusConnection *connection;
} Worker;

static gpointer
say_stuck(gpointer data)
{
  oriel_last_words_say_stuck();
  return NULL;
}

static gboolean
start_thread(const char *name, GThreadFunc function, gpointer data)
{
  GThread *thread = g_thread_try_new(name, function, data, NULL);

  if (thread != NULL)
    g_thread_unref(thread);
  return thread != NULL;
}

/* What the lifeline watches. */
typedef struct {
  int viewer; /* hangs up when the viewer is gone */
  int stuck;  /* readable when the main thread is stuck */
} Lifeline;

/* Whatever the main thread is stuck in, the process does not outlive its viewer, and not for long
 * what it is stuck in. It sleeps until then, so it costs nothing. */
static gpointer
lifeline(gpointer data)
{
  const Lifeline *self = data;
  struct pollfd watched[] = {{.fd = self->viewer}, {.fd = self->stuck, .events = POLLIN}};

  while (poll(watched, G_N_ELEMENTS(watched), -1) < 0)
    continue;
  /* It may be stuck with locks held that words need: they are said by somebody else. */
  if (watched[0].revents == 0)
    start_thread("last-words", say_stuck, NULL);
  poll(NULL, 0, END_LIMIT * 1000);
  _exit(1);
}

static gboolean
start_lifeline(int stuck)
{
  static Lifeline self;

  self = (Lifeline){.viewer = fcntl(ORIEL_WIRE_FD, F_DUPFD_CLOEXEC, 0), .stuck = stuck};
  return self.viewer >= 0 && start_thread("lifeline", lifeline, &self);
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

  ORIEL_BACKEND_GET_CLASS(self->backend)->taken(self->backend, display);
}

/* The last word has been said. The viewer reads up to its end and then hangs up; a process that
 * left before that could make a write of the viewer fail, and what is not read yet be lost. */
static void
on_backend_closed(gpointer owner)
{
  Worker *self = owner;
  struct pollfd viewer = {.fd = ORIEL_WIRE_FD};

  oriel_last_words_forget();
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
  OrielOutboxEvents events = {.fill = on_fill};
  Worker self = {
      .backend = g_object_new(backend_type, NULL),
      .loop = g_main_loop_new(NULL, FALSE),
      .connection = connection,
  };
  g_autoptr(GError) error = NULL;

  if (ORIEL_BACKEND_GET_CLASS(self.backend)->taken != NULL)
    events.taken = on_taken;
  oriel_backend_set_outbox(self.backend, oriel_outbox_new(connection, &events, &self),
                           on_backend_closed, &self);
  self.inbox = oriel_inbox_new(connection, self.backend, &error);
  if (self.inbox == NULL) {
    g_printerr("%s: %s\n", g_get_prgname(), error->message);
    return 1;
  }
  oriel_last_words_prepare(self.backend);
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
  closefrom(ORIEL_WIRE_INPUTS_FD + 1);
  setpgid(0, 0);
  if (chdir("/") != 0)
    g_debug("cannot leave the folder: %s", g_strerror(errno));
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a log of errors may be longer than any memory file */
}

static OrielOpenings
read_openings(int argc, char **argv)
{
  OrielOpenings openings = {0};

  for (int i = 1; i + 1 < argc; i += 2) {
    if (g_str_equal(argv[i], ORIEL_WIRE_FILE))
      openings.file = argv[i + 1];
    else if (g_str_equal(argv[i], ORIEL_WIRE_CERTIFICATES))
      openings.certificates = argv[i + 1];
    else if (g_str_equal(argv[i], ORIEL_WIRE_DATABASE))
      openings.database = argv[i + 1];
    else if (g_str_equal(argv[i], ORIEL_WIRE_ENCODINGS))
      openings.encodings = argv[i + 1];
    else if (g_str_equal(argv[i], ORIEL_WIRE_FOLDER) ||
             g_str_equal(argv[i], ORIEL_WIRE_WRITABLE_FOLDER))
      openings.folder = argv[i + 1];
    openings.writable |= g_str_equal(argv[i], ORIEL_WIRE_WRITABLE_FOLDER);
    openings.usb |= g_str_equal(argv[i], ORIEL_WIRE_USB);
  }
  return openings;
}

int
oriel_worker_main(int argc,
                  char **argv,
                  GType (*backend_type)(void),
                  const OrielConfinement *confinement)
{
  g_autoptr(GDBusConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  OrielOpenings openings;
  struct stat status;
  int stuck;

  g_set_prgname("oriel-session");
  g_log_writer_default_set_use_stderr(TRUE); /* nobody reads the standard output */
  if (fstat(ORIEL_WIRE_FD, &status) != 0 || !S_ISSOCK(status.st_mode)) {
    g_printerr("%s is a part of liboriel, which starts it; `oriel view` shows a guest.\n", argv[0]);
    return 2;
  }
  oriel_error_quark(); /* else GDBus does not know the errors that the viewer answers with */
  stand_alone();
  openings = read_openings(argc, argv);
  if (confinement->prepare != NULL)
    confinement->prepare(&openings);
  oriel_confine_files(confinement, &openings);
  connection = connect_viewer(&error);
  if (connection == NULL) {
    g_debug("the viewer left before it was greeted: %s", error->message);
    return 1;
  }
  stuck = oriel_stuck_watch();
  if (stuck < 0 || !start_lifeline(stuck)) {
    g_printerr("%s: cannot watch over itself\n", argv[0]);
    return 1;
  }
  if (!oriel_confine_calls(&openings, &error)) {
    g_printerr("%s: %s\n", argv[0], error->message);
    return 1;
  }
  return serve(connection, backend_type());
}
