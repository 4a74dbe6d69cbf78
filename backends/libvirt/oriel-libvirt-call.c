// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-private.h"

static void
call_free(OrielLibvirtCall *self)
{
  if (self->host != NULL)
    oriel_libvirt_host_remove_call(self->host, self);
  if (self->free_data != NULL)
    self->free_data(self->data);
  if (self->cancel_source != NULL)
    g_source_destroy(self->cancel_source);
  g_clear_pointer(&self->cancel_source, g_source_unref);
  g_clear_pointer(&self->link, oriel_libvirt_link_unref);
  g_clear_pointer(&self->worker, oriel_libvirt_worker_unref);
  g_clear_object(&self->guest);
  g_clear_object(&self->task);
  g_clear_error(&self->error);
  g_free(self->guest_name);
  g_free(self->guest_uuid);
  g_free(self);
}

OrielLibvirtCall *
oriel_libvirt_call_new(const char *doing,
                       gboolean (*work)(OrielLibvirtCall *call,
                                        virDomainPtr domain,
                                        GError **error),
                       gpointer data,
                       GDestroyNotify free_data)
{
  OrielLibvirtCall *call = g_new0(OrielLibvirtCall, 1);

  call->doing = doing;
  call->work = work;
  call->data = data;
  call->free_data = free_data;
  return call;
}

void
oriel_libvirt_call_abandon(OrielLibvirtCall *self, GError *error)
{
  g_autoptr(GTask) task = g_steal_pointer(&self->task);

  if (task != NULL)
    g_task_return_error(task, error);
  else
    g_error_free(error);
}

static gboolean
on_cancelled(GCancellable *cancellable, gpointer user_data)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled(cancellable, &error);
  oriel_libvirt_call_abandon(user_data, error);
  return G_SOURCE_REMOVE;
}

gboolean
oriel_libvirt_call_fail(OrielLibvirtCall *self, GError **error)
{
  oriel_libvirt_error_take(error, "%s “%s” failed", self->doing, self->guest_name);
  return FALSE;
}

static GError *
no_host(OrielLibvirtCall *self)
{
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                     "%s “%s” failed: nobody is connected to its host any more", self->doing,
                     self->guest_name);
}

/* In a thread. */
static void
work_on(OrielLibvirtCall *self, virConnectPtr connection)
{
  virDomainPtr domain = virDomainLookupByUUIDString(connection, self->guest_uuid);

  if (domain == NULL) {
    oriel_libvirt_call_fail(self, &self->error);
    return;
  }
  self->work(self, domain, &self->error);
  virDomainFree(domain);
}

/* In a thread. */
static void
call_work(gpointer data)
{
  OrielLibvirtCall *self = data;
  virConnectPtr aside;

  if (!self->aside) {
    work_on(self, oriel_libvirt_link_get_connection(self->link));
    return;
  }
  aside = oriel_libvirt_link_borrow(self->link, &self->error);
  if (aside == NULL)
    return;
  work_on(self, aside);
  if (self->keeps_connection)
    virConnectClose(aside); /* what the work made of it has references */
  else
    oriel_libvirt_link_give_back(self->link, aside);
}

/* Returns the outcome to the task; FALSE = the work has to be done once more. */
static gboolean
return_outcome(OrielLibvirtCall *self)
{
  if (self->task == NULL || g_task_return_error_if_cancelled(self->task))
    return TRUE;
  /* What is returned now is the task's, even if it is cancelled before the caller looks. */
  g_task_set_check_cancellable(self->task, FALSE);
  if (self->error != NULL)
    g_task_return_error(self->task, g_steal_pointer(&self->error));
  else if (self->done == NULL)
    g_task_return_boolean(self->task, TRUE);
  else
    return self->done(self);
  return TRUE;
}

static void
call_done(gpointer data)
{
  OrielLibvirtCall *self = data;
  /* The caller may drop the host as soon as it has the outcome. */
  g_autoptr(OrielHost) host = self->host != NULL ? g_object_ref(ORIEL_HOST(self->host)) : NULL;

  /* It may have failed because the guest does not run any more. */
  if (self->error != NULL && self->host != NULL)
    oriel_libvirt_host_doubt(self->host, self->guest);
  if (return_outcome(self))
    call_free(self);
  else
    oriel_libvirt_worker_run(self->worker, call_work, call_done, self);
}

void
oriel_libvirt_call_start(OrielLibvirtCall *self, GTask *task)
{
  OrielGuest *guest = g_task_get_source_object(task);
  OrielHost *host = oriel_guest_get_host(guest);
  GCancellable *cancellable = g_task_get_cancellable(task);
  OrielLibvirtLink *link = NULL;
  GError *error = NULL;

  self->task = g_object_ref(task);
  self->guest = g_object_ref(ORIEL_LIBVIRT_GUEST(guest));
  self->guest_name = g_strdup(oriel_guest_get_name(guest));
  self->guest_uuid = g_strdup(oriel_guest_get_uuid(guest));
  if (host != NULL)
    link = oriel_libvirt_host_get_link(ORIEL_LIBVIRT_HOST(host), &error);
  if (link == NULL) {
    if (error != NULL)
      g_prefix_error(&error, "%s “%s” failed: ", self->doing, self->guest_name);
    g_task_return_error(task, error != NULL ? g_steal_pointer(&error) : no_host(self));
    call_free(self);
    return;
  }
  self->link = oriel_libvirt_link_ref(link);
  self->host = ORIEL_LIBVIRT_HOST(host);
  oriel_libvirt_host_add_call(self->host, self);
  if (cancellable != NULL) {
    self->cancel_source = g_cancellable_source_new(cancellable);
    g_source_set_callback(self->cancel_source, G_SOURCE_FUNC(on_cancelled), self, NULL);
    g_source_attach(self->cancel_source, g_main_context_get_thread_default());
  }
  if (self->worker == NULL)
    self->worker = oriel_libvirt_worker_ref(oriel_libvirt_host_get_worker(self->host, self->aside));
  oriel_libvirt_worker_run(self->worker, call_work, call_done, self);
}
