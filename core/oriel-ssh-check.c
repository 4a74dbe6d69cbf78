// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Who finds that a connection through ssh broke does not know whether it was ssh that did. Its
 * master does: one that answers is connected, and one that does not is about to end, and to say
 * why.
 */
#include "oriel-ssh-private.h"

#include "oriel-ssh-mux.h"

struct _OrielSshCheck {
  OrielSsh *ssh; /* (unowned) (nullable) NULL = answered */
  GTask *task;   /* (owned) that waits */
  char *control; /* (owned) */
};

static void
clear(gpointer data)
{
  OrielSshCheck *self = data;

  g_object_unref(self->task);
  g_free(self->control);
}

static void
check_unref(gpointer data)
{
  g_atomic_rc_box_release_full(data, clear);
}

static void
check_work(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const OrielSshCheck *self = data;

  g_task_return_boolean(task, oriel_ssh_mux_is_alive(self->control));
}

static void
on_checked(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielSshCheck *self = g_task_get_task_data(G_TASK(result));
  OrielSsh *ssh = self->ssh;

  if (ssh == NULL)
    return;
  if (g_task_propagate_boolean(G_TASK(result), NULL)) {
    self->ssh = NULL;
    g_ptr_array_remove_fast(ssh->checks, self);
    g_task_return_boolean(self->task, TRUE);
  } else if (ssh->process != NULL) {
    /* Its end is told when it comes, which one that hangs is helped to. */
    g_output_stream_close(g_subprocess_get_stdin_pipe(ssh->process), NULL, NULL);
  }
}

GPtrArray *
oriel_ssh_new_checks(void)
{
  return g_ptr_array_new_with_free_func(check_unref);
}

void
oriel_ssh_answer_checks(GPtrArray *checks, const GError *error)
{
  for (guint i = 0; i < checks->len; i++)
    ((OrielSshCheck *)checks->pdata[i])->ssh = NULL;
  for (guint i = 0; i < checks->len; i++) {
    const OrielSshCheck *check = checks->pdata[i];

    if (error != NULL)
      g_task_return_error(check->task, g_error_copy(error));
    else
      g_task_return_boolean(check->task, TRUE);
  }
}

void
oriel_ssh_check(OrielSsh *self, GTask *task)
{
  OrielSshCheck *check;
  g_autoptr(GTask) work = NULL;

  if (!self->ready) {
    if (self->ended != NULL)
      g_task_return_error(task, g_error_copy(self->ended));
    else
      g_task_return_boolean(task, TRUE);
    return;
  }
  check = g_atomic_rc_box_new0(OrielSshCheck);
  *check = (OrielSshCheck){self, g_object_ref(task), g_strdup(self->control)};
  g_ptr_array_add(self->checks, check);
  work = g_task_new(NULL, NULL, on_checked, NULL);
  g_task_set_task_data(work, g_atomic_rc_box_acquire(check), check_unref);
  g_task_run_in_thread(work, check_work);
}
