// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-link.h"

#include <signal.h>

#include <gio/gio.h>
#include <glib-unix.h>

#include "oriel-guard.h"
#include "oriel-inputs.h"
#include "oriel-spawn.h"
#include "oriel-updates.h"
#include "oriel.h"
#include "wire/oriel-wire.h"

/* Seconds an honest process takes at most to answer input, even on a loaded machine. */
#define ANSWER_LIMIT 15
/* Seconds it may take to end after it was asked to. */
#define END_LIMIT 3
/* Inputs without an answer that are too many for any honest process. */
#define MAX_UNANSWERED 20000

struct _OrielLink {
  gatomicrefcount refs;
  GMainContext *context;         /* (owned) */
  const OrielLinkEvents *events; /* NULL once nothing may be reported */
  gpointer owner;
  GSubprocess *process;        /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable) until the handshake is done */
  GCancellable *cancellable;   /* (owned) of the handshake */
  OrielSpawnEnds ends;         /* until then */
  OrielUpdates *updates;       /* (owned) (nullable) from then on */
  OrielInputs *inputs;         /* (owned) (nullable) from then on */
  guint object_id;
  guint n_unanswered;
  guint32 n_calls;       /* made so far */
  GSource *answer_limit; /* (owned) (nullable) */
  GSource *end_limit;    /* (owned) (nullable) */
  gboolean wire_closed;
  gboolean wire_broken; /* what came was no D-Bus */
  gboolean process_ended;
  OrielGuard *guard; /* (owned) */
};

static OrielLink *
link_ref(OrielLink *self)
{
  g_atomic_ref_count_inc(&self->refs);
  return self;
}

static void
clear_source(GSource **source)
{
  if (*source != NULL)
    g_source_destroy(*source);
  g_clear_pointer(source, g_source_unref);
}

static void
close_sockets(OrielLink *self)
{
  g_clear_pointer(&self->updates, oriel_updates_free);
  g_clear_pointer(&self->inputs, oriel_inputs_free);
  oriel_spawn_ends_close(&self->ends);
}

static void
link_unref(OrielLink *self)
{
  if (!g_atomic_ref_count_dec(&self->refs))
    return;
  clear_source(&self->answer_limit);
  clear_source(&self->end_limit);
  close_sockets(self);
  g_clear_object(&self->connection);
  g_clear_object(&self->cancellable);
  g_clear_object(&self->process);
  g_clear_pointer(&self->context, g_main_context_unref);
  g_clear_pointer(&self->guard, oriel_guard_unref);
  g_free(self);
}

static GSource *
link_timer(OrielLink *self, guint seconds, GSourceFunc callback)
{
  GSource *source = g_timeout_source_new_seconds(seconds);

  g_source_set_callback(source, callback, self, NULL);
  g_source_attach(source, self->context);
  return source;
}

static void on_connection_closed(GDBusConnection *connection,
                                 gboolean remote_peer_vanished,
                                 GError *error,
                                 gpointer user_data);

/* Takes the wire down; the process ends with it, or is killed. */
static void
link_tear_down(OrielLink *self)
{
  g_subprocess_force_exit(self->process);
  g_cancellable_cancel(self->cancellable);
  close_sockets(self);
  clear_source(&self->answer_limit);
  clear_source(&self->end_limit);
  if (self->connection == NULL)
    return;
  g_signal_handlers_disconnect_by_func(self->connection, on_connection_closed, self);
  if (self->object_id != 0)
    g_dbus_connection_unregister_object(self->connection, self->object_id);
  self->object_id = 0;
  g_dbus_connection_close(self->connection, NULL, NULL, NULL);
}

static void
link_report_gone(OrielLink *self, const GError *error)
{
  const OrielLinkEvents *events = g_steal_pointer(&self->events);

  if (events == NULL)
    return;
  link_tear_down(self);
  events->gone(self->owner, error);
}

/* Whether a process is killed by this when it has gone wrong itself. */
static gboolean
is_crash(int signal)
{
  return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL ||
         signal == SIGABRT || signal == SIGTRAP;
}

static GError *
describe_end(OrielLink *self)
{
  int signal =
      g_subprocess_get_if_signaled(self->process) ? g_subprocess_get_term_sig(self->process) : 0;

  if (self->wire_broken || oriel_guard_was_violated(self->guard))
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                               "the session process sent what no honest one would, "
                               "and was ended");
  if (is_crash(signal))
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_DIED,
                       "the session process crashed, most likely on what the server sent (signal "
                       "%d, %s)",
                       signal, g_strsignal(signal));
  if (signal != 0)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_DIED,
                       "the session process was killed by signal %d (%s)", signal,
                       g_strsignal(signal));
  return g_error_new(
      ORIEL_ERROR, ORIEL_ERROR_DIED, "the session process ended by itself with status %d",
      g_subprocess_get_if_exited(self->process) ? g_subprocess_get_exit_status(self->process) : -1);
}

/* The end is reported when the process is gone and what it said before was heard. */
static void
link_check_end(OrielLink *self)
{
  g_autoptr(GError) error = NULL;

  if (!self->process_ended || (self->connection != NULL && !self->wire_closed))
    return;
  error = describe_end(self);
  link_ref(self);
  link_report_gone(self, error);
  link_unref(self);
}

static gboolean
on_end_limit(gpointer user_data)
{
  OrielLink *self = user_data;

  g_subprocess_force_exit(self->process);
  self->wire_closed = TRUE;
  link_check_end(self);
  return G_SOURCE_REMOVE;
}

static void
on_process_ended(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielLink *self = user_data;

  g_subprocess_wait_finish(self->process, result, NULL);
  self->process_ended = TRUE;
  if (self->events == NULL)
    link_tear_down(self);
  else if (self->connection != NULL && self->end_limit == NULL)
    self->end_limit = link_timer(self, END_LIMIT, on_end_limit);
  link_check_end(self);
  link_unref(self);
}

/* A process that closes its side of the wire is over, whatever it does then. */
static void
on_connection_closed(GDBusConnection *connection,
                     gboolean remote_peer_vanished,
                     GError *error,
                     gpointer user_data)
{
  OrielLink *self = user_data;

  /* Closed by neither side: GDBus found something that is no D-Bus. */
  if (error != NULL && !remote_peer_vanished)
    self->wire_broken = TRUE;
  self->wire_closed = TRUE;
  g_subprocess_force_exit(self->process);
  link_check_end(self);
}

static void
on_method_call(GDBusConnection *connection,
               const char *sender,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *parameters,
               GDBusMethodInvocation *invocation,
               gpointer user_data)
{
  OrielLink *self = user_data;
  GDBusMessage *message = g_dbus_method_invocation_get_message(invocation);

  if (self->events == NULL)
    g_dbus_method_invocation_return_dbus_error(invocation, "org.oriel.Error.Closed", "closed");
  else
    self->events->called(self->owner, method, parameters, g_dbus_message_get_unix_fd_list(message),
                         invocation);
}

static void
on_update(gpointer owner, const OrielWireUpdate *update, guint n_rects)
{
  OrielLink *self = owner;

  if (self->events != NULL)
    self->events->updated(self->owner, update, n_rects);
}

/* The time for the rest begins anew. */
static void
count_answers(OrielLink *self, guint n)
{
  self->n_unanswered -= n;
  if (self->n_unanswered == 0)
    clear_source(&self->answer_limit);
  else if (self->answer_limit != NULL)
    g_source_set_ready_time(self->answer_limit,
                            g_get_monotonic_time() + ANSWER_LIMIT * G_USEC_PER_SEC);
}

static void
on_inputs_answered(gpointer owner, guint n)
{
  count_answers(owner, n);
  if (n == 0)
    on_update(owner, NULL, 0);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_method_call};
  OrielLink *self = user_data;
  g_autoptr(GDBusConnection) connection = NULL;

  if (g_task_propagate_boolean(G_TASK(result), NULL))
    connection = g_object_ref(G_DBUS_CONNECTION(source));
  clear_source(&self->answer_limit);
  /* A failure means that the process ended: its end is reported, with the better reason. */
  if (connection == NULL)
    g_subprocess_force_exit(self->process);
  else if (self->events == NULL)
    g_dbus_connection_close(connection, NULL, NULL, NULL);
  else {
    self->connection = g_steal_pointer(&connection);
    g_signal_connect(self->connection, "closed", G_CALLBACK(on_connection_closed), self);
    oriel_guard_watch(self->guard, self->connection);
    self->object_id = g_dbus_connection_register_object(
        self->connection, ORIEL_WIRE_VIEWER_PATH,
        (GDBusInterfaceInfo *)&org_oriel_viewer1_interface, &vtable, self, NULL, NULL);
    g_dbus_connection_start_message_processing(self->connection);
    self->updates =
        oriel_updates_new(g_steal_fd(&self->ends.updates), self->context, on_update, self);
    self->inputs =
        oriel_inputs_new(g_steal_fd(&self->ends.inputs), self->context, on_inputs_answered, self);
    self->events->ready(self->owner);
  }
  link_unref(self);
}

static gboolean
on_answer_limit(gpointer user_data)
{
  OrielLink *self = user_data;
  g_autoptr(GError) error =
      g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                          "the session process does not answer any more, and was ended");

  link_ref(self);
  link_report_gone(self, error);
  link_unref(self);
  return G_SOURCE_REMOVE;
}

/* In a thread: the handshake waits for the process. */
static gpointer
shake_hands(gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_initable_init(g_task_get_source_object(task), g_task_get_cancellable(task), &error))
    g_task_return_boolean(task, TRUE);
  else
    g_task_return_error(task, error);
  return NULL;
}

/* g_dbus_connection_new() would have the handshake made in a thread of a pool, which wakes up twice
 * more, after half a second and after 15, to find that nothing else is to be done. */
static void
link_connect(OrielLink *self, GIOStream *stream)
{
  g_autoptr(GDBusConnection) connection =
      g_object_new(G_TYPE_DBUS_CONNECTION, "stream", stream, "flags",
                   G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                       G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING,
                   NULL);
  GTask *task = g_task_new(connection, self->cancellable, on_connected, link_ref(self));
  GError *error = NULL;
  GThread *thread;

  g_task_set_source_tag(task, link_connect);
  thread = g_thread_try_new("handshake", shake_hands, task, &error);
  if (thread != NULL) {
    g_thread_unref(thread);
    return;
  }
  g_task_return_error(task, error);
  g_object_unref(task);
}

OrielLink *
oriel_link_new(const char *program,
               const OrielSpawnPaths *paths,
               const OrielLinkEvents *events,
               gpointer owner,
               GError **error)
{
  OrielSpawnEnds ends;
  g_autoptr(GSubprocess) process = oriel_spawn(program, paths, &ends, error);
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GSocketConnection) stream = NULL;
  OrielLink *self;

  if (process == NULL)
    return NULL;
  socket = g_socket_new_from_fd(ends.calls, error);
  if (socket == NULL) {
    oriel_spawn_ends_close(&ends);
    g_subprocess_force_exit(process);
    return NULL;
  }
  ends.calls = -1; /* the socket's */
  stream = g_socket_connection_factory_create_connection(socket);

  oriel_error_quark(); /* GDBus recognizes the errors of domains that exist */
  self = g_new0(OrielLink, 1);
  g_atomic_ref_count_init(&self->refs);
  self->context = g_main_context_ref_thread_default();
  self->events = events;
  self->owner = owner;
  self->process = g_steal_pointer(&process);
  self->cancellable = g_cancellable_new();
  self->ends = ends;
  self->guard = oriel_guard_new(self->process);
  self->answer_limit = link_timer(self, ANSWER_LIMIT, on_answer_limit);
  g_subprocess_wait_async(self->process, NULL, on_process_ended, link_ref(self));
  link_connect(self, G_IO_STREAM(stream));
  return self;
}

void
oriel_link_kill(OrielLink *self)
{
  self->events = NULL;
  link_tear_down(self);
  link_unref(self);
}

void
oriel_link_finish(OrielLink *self)
{
  if (self->connection == NULL || self->events == NULL || self->process_ended) {
    oriel_link_kill(self);
    return;
  }
  self->events = NULL;
  clear_source(&self->answer_limit);
  oriel_link_call(self, "Close", NULL, NULL, NULL, NULL, NULL);
  self->end_limit = link_timer(self, END_LIMIT, on_end_limit);
  link_unref(self); /* waiting for the end of the process keeps it */
}

void
oriel_link_call(OrielLink *self,
                const char *method,
                GVariant *parameters,
                GUnixFDList *fds,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_return_if_fail(self->connection != NULL);
  self->n_calls += g_cancellable_is_cancelled(cancellable) ? 0 : 1; /* it is not made then */
  g_dbus_connection_call_with_unix_fd_list(
      self->connection, NULL, ORIEL_WIRE_WORKER_PATH, ORIEL_WIRE_WORKER_INTERFACE, method,
      parameters, NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT, fds, cancellable, callback, user_data);
}

void
oriel_link_answer_update(OrielLink *self, guint32 display)
{
  if (self->updates != NULL)
    oriel_updates_answer(self->updates, display);
}

/* FALSE, and @done has been called, when nobody is there to hear anything. */
static gboolean
expect_answer(OrielLink *self, void (*done)(gpointer user_data), gpointer user_data)
{
  if (self->events == NULL || self->connection == NULL) {
    if (done != NULL)
      done(user_data);
    return FALSE;
  }
  if (self->answer_limit == NULL)
    self->answer_limit = link_timer(self, ANSWER_LIMIT, on_answer_limit);
  if (self->n_unanswered >= MAX_UNANSWERED)
    g_source_set_ready_time(self->answer_limit, 0);
  self->n_unanswered++;
  return TRUE;
}

void
oriel_link_input(OrielLink *self,
                 OrielWireInput *input,
                 void (*done)(gpointer user_data),
                 gpointer user_data)
{
  input->calls = self->n_calls;
  if (expect_answer(self, done, user_data))
    oriel_inputs_send(self->inputs, input, done, user_data);
}

typedef struct {
  OrielLink *link; /* (owned) */
  void (*done)(gpointer user_data);
  gpointer user_data;
} ToldCall;

static void
on_told(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree ToldCall *call = user_data;
  OrielLink *self = call->link;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, NULL);

  count_answers(self, 1);
  if (call->done != NULL)
    call->done(call->user_data);
  link_unref(self);
}

void
oriel_link_tell(OrielLink *self,
                const char *method,
                GVariant *parameters,
                void (*done)(gpointer user_data),
                gpointer user_data)
{
  ToldCall *call;

  if (!expect_answer(self, done, user_data)) {
    g_variant_unref(g_variant_ref_sink(parameters));
    return;
  }
  call = g_new(ToldCall, 1);
  *call = (ToldCall){.link = link_ref(self), .done = done, .user_data = user_data};
  oriel_link_call(self, method, parameters, NULL, NULL, on_told, call);
}
