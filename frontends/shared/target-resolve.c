// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/target-resolve.h"
#include "shared/host-questions.h"
#include "shared/libvirt-conf.h"

#include <string.h>

typedef struct {
  char *name;
  TargetBy by;
  OrielHost *host;
  OrielGuest *guest;
} Search;

static void
search_free(Search *self)
{
  g_free(self->name);
  g_clear_object(&self->guest);
  g_clear_object(&self->host);
  g_free(self);
}

/* What libvirt.conf sets for @alias, or in general (NULL). (transfer full) (nullable) */
static char *
find_configured(const char *alias)
{
  g_autofree char *path = libvirt_conf_dup_path();
  g_autofree char *text = NULL;

  return g_file_get_contents(path, &text, NULL, NULL) ? libvirt_conf_find_uri(text, alias) : NULL;
}

char *
target_resolve_dup_host(const char *connect)
{
  const char *set = g_getenv("LIBVIRT_DEFAULT_URI");
  const char *name = connect;
  char *uri = NULL;

  if (name == NULL && set != NULL && *set != '\0')
    name = set;
  if (name == NULL || !target_resolve_is_uri(name))
    uri = find_configured(name);
  if (uri != NULL)
    return uri;
  return g_strdup(name != NULL ? name : "qemu:///session");
}

OrielHost *
target_resolve_new_host(const char *connect, GError **error)
{
  g_autofree char *uri = target_resolve_dup_host(connect);

  return oriel_host_new(uri, error);
}

gboolean
target_resolve_is_uri(const char *text)
{
  return strstr(text, "://") != NULL;
}

static gboolean
is_named(OrielGuest *guest, TargetBy by, const char *name)
{
  g_autofree char *id = g_strdup_printf("%d", oriel_guest_get_id(guest));

  switch (by) {
  case TARGET_BY_ID:
    return oriel_guest_get_id(guest) >= 0 && g_str_equal(id, name);
  case TARGET_BY_UUID:
    return g_ascii_strcasecmp(oriel_guest_get_uuid(guest), name) == 0;
  case TARGET_BY_NAME:
    return g_str_equal(oriel_guest_get_name(guest), name);
  case TARGET_BY_ANY:
    break;
  }
  return FALSE;
}

OrielGuest *
target_resolve_find_guest(OrielHost *host, const char *name, TargetBy by, GError **error)
{
  GListModel *guests = oriel_host_get_guests(host);
  OrielGuest *guest = by == TARGET_BY_ANY ? oriel_host_find_guest(host, name) : NULL;

  if (guest != NULL)
    return guest;
  for (guint i = 0; by != TARGET_BY_ANY && i < g_list_model_get_n_items(guests); i++) {
    g_autoptr(OrielGuest) candidate = g_list_model_get_item(guests, i);

    if (is_named(candidate, by, name))
      return g_steal_pointer(&candidate);
  }
  g_propagate_error(error, target_resolve_new_not_found(host, name));
  return NULL;
}

GError *
target_resolve_new_not_found(OrielHost *host, const char *name)
{
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                     "no guest '%s' on %s; `oriel list -c %s` shows those there are", name,
                     oriel_host_get_uri(host), oriel_host_get_uri(host));
}

static void
on_details_loaded(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data(task);
  GError *error = NULL;

  if (!oriel_guest_load_details_finish(search->guest, result, &error)) {
    g_task_return_error(task, error);
    return;
  }
  g_task_return_pointer(task, g_object_ref(search->guest), g_object_unref);
}

static void
on_host_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data(task);
  GError *error = NULL;

  if (!oriel_host_connect_finish(search->host, result, &error)) {
    g_task_return_error(task, error);
    return;
  }
  search->guest = target_resolve_find_guest(search->host, search->name, search->by, &error);
  if (search->guest == NULL) {
    g_task_return_error(task, error);
    return;
  }
  oriel_guest_load_details_async(search->guest, g_task_get_cancellable(task), on_details_loaded,
                                 g_object_ref(task));
}

void
target_resolve_guest_async(const char *name,
                           TargetBy by,
                           const char *connect,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;
  Search *search = g_new0(Search, 1);

  g_task_set_source_tag(task, target_resolve_guest_async);
  g_task_set_task_data(task, search, (GDestroyNotify)search_free);
  search->name = g_strdup(name);
  search->by = by;
  search->host = target_resolve_new_host(connect, &error);
  if (search->host == NULL) {
    g_task_return_error(task, g_steal_pointer(&error));
    return;
  }
  host_questions_watch(search->host);
  oriel_host_connect_async(search->host, cancellable, on_host_connected, g_object_ref(task));
}

OrielGuest *
target_resolve_guest_finish(GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_async_result_is_tagged(result, target_resolve_guest_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}

gboolean
target_resolve_check_runs(OrielGuest *guest, GError **error)
{
  OrielGuestState state = oriel_guest_get_state(guest);

  if (state != ORIEL_GUEST_OFF && state != ORIEL_GUEST_CRASHED)
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
              "the guest '%s' is not running (%s); start it first", oriel_guest_get_name(guest),
              oriel_guest_state_to_string(state));
  return FALSE;
}
