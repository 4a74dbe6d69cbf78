// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-worker.h"

struct _OrielLibvirtWorker {
  GThreadPool *pool;     /* (owned) */
  GMainContext *context; /* (owned) */
};

typedef struct {
  OrielLibvirtWorker *worker; /* (owned): the pool outlives its work */
  void (*work)(gpointer data);
  void (*done)(gpointer data);
  gpointer data;
} Job;

static gboolean
finish_job(gpointer data)
{
  Job *job = data;

  job->done(job->data);
  oriel_libvirt_worker_unref(job->worker);
  g_free(job);
  return G_SOURCE_REMOVE;
}

static void
post_job(Job *job)
{
  g_autoptr(GSource) source = g_idle_source_new();

  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  g_source_set_callback(source, finish_job, job, NULL);
  g_source_attach(source, job->worker->context);
}

static void
run_job(gpointer data, gpointer user_data)
{
  Job *job = data;

  job->work(job->data);
  post_job(job);
}

OrielLibvirtWorker *
oriel_libvirt_worker_new(int max_threads)
{
  OrielLibvirtWorker *self = g_atomic_rc_box_new0(OrielLibvirtWorker);

  self->context = g_main_context_ref_thread_default();
  self->pool = g_thread_pool_new(run_job, NULL, max_threads, FALSE, NULL);
  return self;
}

OrielLibvirtWorker *
oriel_libvirt_worker_ref(OrielLibvirtWorker *self)
{
  return g_atomic_rc_box_acquire(self);
}

static void
clear(OrielLibvirtWorker *self)
{
  g_thread_pool_free(self->pool, FALSE, FALSE);
  g_main_context_unref(self->context);
}

void
oriel_libvirt_worker_unref(OrielLibvirtWorker *self)
{
  g_atomic_rc_box_release_full(self, (GDestroyNotify)clear);
}

static Job *
job_new(OrielLibvirtWorker *self,
        void (*work)(gpointer data),
        void (*done)(gpointer data),
        gpointer data)
{
  Job *job = g_new0(Job, 1);

  job->worker = oriel_libvirt_worker_ref(self);
  job->work = work;
  job->done = done;
  job->data = data;
  return job;
}

void
oriel_libvirt_worker_run(OrielLibvirtWorker *self,
                         void (*work)(gpointer data),
                         void (*done)(gpointer data),
                         gpointer data)
{
  g_thread_pool_push(self->pool, job_new(self, work, done, data), NULL);
}

void
oriel_libvirt_worker_post(OrielLibvirtWorker *self, void (*function)(gpointer data), gpointer data)
{
  post_job(job_new(self, NULL, function, data));
}
