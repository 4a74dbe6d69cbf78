// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A host that is down, and a firewall, drop what asks for a connection. The kernel asks again after
 * a second, and then at distances that double: a server could be back for seconds before it is
 * asked the next time. So the connection is begun anew meanwhile, next to the one that waits: a
 * server that takes seconds to answer is still there when it does.
 */
#include "oriel-insist.h"

/* Milliseconds between one try and the next; no divisor of whole seconds, at which the kernel asks
 * for those that wait: two of them would be answered at once. */
#define INTERVAL 650

/* Tries at a time: the first, which says in the end that nobody answers, and the last ones, each
 * for as long as the slowest of links needs. */
#define MAX_TRIES 5

typedef struct {
  OrielTarget *target; /* (owned) */
  char *proxy;         /* (owned) (nullable) */
  gboolean secure;
  GQueue tries;     /* of GCancellable (owned), the first one first; empty = there is an outcome */
  GSource *timer;   /* (owned) (nullable) to the next try */
  gulong cancelled; /* handler of the task's cancellable */
} Insistence;

static void begin_try(GTask *task);

static void
drop_try(GCancellable *try)
{
  g_cancellable_cancel(try);
  g_object_unref(try);
}

/* There is an outcome, or nobody waits for one. */
static void
drop_all(Insistence *self)
{
  GCancellable *try;

  while ((try = g_queue_pop_head(&self->tries)) != NULL)
    drop_try(try);
  if (self->timer != NULL)
    g_source_destroy(self->timer);
  g_clear_pointer(&self->timer, g_source_unref);
}

static void
insistence_free(gpointer data)
{
  Insistence *self = data;

  drop_all(self);
  oriel_target_unref(self->target);
  g_free(self->proxy);
  g_free(self);
}

static void
on_opened(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Insistence *self = g_task_get_task_data(task);
  GCancellable *try = g_task_get_cancellable(G_TASK(result));
  GError *error = NULL;
  g_autoptr(OrielConnection) connection = oriel_connector_open_finish(result, &error);

  if (g_queue_find(&self->tries, try) == NULL) { /* one that was dropped */
    g_clear_error(&error);
    return;
  }
  drop_all(self);
  g_cancellable_disconnect(g_task_get_cancellable(task), self->cancelled);
  if (connection != NULL)
    g_task_return_pointer(task, g_steal_pointer(&connection),
                          (GDestroyNotify)oriel_connection_free);
  else
    g_task_return_error(task, error);
}

static gboolean
on_interval(gpointer user_data)
{
  begin_try(user_data);
  return G_SOURCE_CONTINUE;
}

static void
begin_try(GTask *task)
{
  Insistence *self = g_task_get_task_data(task);
  GCancellable *try = g_cancellable_new();

  if (g_queue_get_length(&self->tries) == MAX_TRIES)
    drop_try(g_queue_pop_nth(&self->tries, 1));
  g_queue_push_tail(&self->tries, try);
  oriel_connector_open_async(self->target, self->proxy, self->secure, try, on_opened,
                             g_object_ref(task));
}

/* What is under way ends with that error, which is the outcome. */
static void
on_cancelled(GCancellable *cancellable, Insistence *self)
{
  g_queue_foreach(&self->tries, (GFunc)(void (*)(void))g_cancellable_cancel, NULL);
}

void
oriel_insist_async(OrielTarget *target,
                   const char *proxy,
                   gboolean secure,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  Insistence *self = g_new0(Insistence, 1);

  self->target = oriel_target_ref(target);
  self->proxy = g_strdup(proxy);
  self->secure = secure;
  g_task_set_source_tag(task, oriel_insist_async);
  g_task_set_task_data(task, self, insistence_free);
  if (g_task_return_error_if_cancelled(task))
    return;
  begin_try(task);
  if (cancellable != NULL)
    self->cancelled = g_cancellable_connect(cancellable, G_CALLBACK(on_cancelled), self, NULL);
  /* A proxy is there: it would be connected to for nothing. Nor does a local socket wait. */
  if (proxy != NULL || oriel_target_get_path(target) != NULL)
    return;
  self->timer = g_timeout_source_new(INTERVAL);
  g_source_set_callback(self->timer, on_interval, task, NULL);
  g_source_attach(self->timer, g_main_context_get_thread_default());
}

OrielConnection *
oriel_insist_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer(G_TASK(result), error);
}
