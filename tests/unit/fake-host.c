// SPDX-License-Identifier: LGPL-2.1-or-later
#include "fake-host.h"

#include <string.h>

struct _FakeHost {
  OrielHost parent_instance;
};

struct _FakeGuest {
  OrielGuest parent_instance;
  guint n_loads;
};

struct _FakeBareGuest {
  OrielGuest parent_instance;
};

G_DEFINE_FINAL_TYPE(FakeHost, fake_host, ORIEL_TYPE_HOST)
G_DEFINE_FINAL_TYPE(FakeGuest, fake_guest, ORIEL_TYPE_GUEST)
G_DEFINE_FINAL_TYPE(FakeBareGuest, fake_bare_guest, ORIEL_TYPE_GUEST)

/* Connects unless its URI says "refuse". */
static void
fake_host_connect(OrielHost *host, GTask *task)
{
  g_autoptr(GError) error = NULL;

  if (strstr(oriel_host_get_uri(host), "refuse") == NULL) {
    oriel_host_report_state(host, ORIEL_HOST_CONNECTED, NULL);
    g_task_return_boolean(task, TRUE);
    return;
  }
  error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH, "refused");
  oriel_host_report_state(host, ORIEL_HOST_FAILED, error);
  g_task_return_error(task, g_steal_pointer(&error));
}

static void
fake_host_disconnect(OrielHost *host)
{
  guint n = g_list_model_get_n_items(oriel_host_get_guests(host));

  oriel_host_splice_guests(host, 0, n, NULL, 0);
  oriel_host_report_state(host, ORIEL_HOST_IDLE, NULL);
}

static void
fake_host_init(FakeHost *self)
{
}

static void
fake_host_class_init(FakeHostClass *klass)
{
  OrielHostClass *host_class = ORIEL_HOST_CLASS(klass);

  host_class->connect = fake_host_connect;
  host_class->disconnect = fake_host_disconnect;
}

static void
fake_guest_load_details(OrielGuest *guest, GTask *task)
{
  g_autoptr(GPtrArray) graphics = g_ptr_array_new_with_free_func(g_object_unref);
  g_autoptr(GPtrArray) consoles = g_ptr_array_new_with_free_func(g_object_unref);

  FAKE_GUEST(guest)->n_loads++;
  g_ptr_array_add(graphics, oriel_graphics_new(0, "vnc", NULL, NULL, NULL));
  g_ptr_array_add(consoles, oriel_console_new("serial0", "serial", 0));
  oriel_guest_report_details(guest, "Title", "Description", NULL, graphics, consoles);
  g_task_return_boolean(task, TRUE);
}

static void
fake_guest_perform(OrielGuest *guest, OrielGuestAction action, GTask *task)
{
  oriel_guest_report_state(guest,
                           action == ORIEL_GUEST_START ? ORIEL_GUEST_RUNNING : ORIEL_GUEST_OFF,
                           action == ORIEL_GUEST_START ? 7 : -1);
  g_task_return_boolean(task, TRUE);
}

static void
fake_guest_screenshot(OrielGuest *guest, guint screen, GTask *task)
{
  g_object_set_data_full(G_OBJECT(task), "mime", g_strdup("image/png"), g_free);
  g_task_return_pointer(task, g_bytes_new_static("picture", 7), (GDestroyNotify)g_bytes_unref);
}

static void
fake_guest_init(FakeGuest *self)
{
}

static void
fake_guest_class_init(FakeGuestClass *klass)
{
  OrielGuestClass *guest_class = ORIEL_GUEST_CLASS(klass);

  guest_class->load_details = fake_guest_load_details;
  guest_class->perform = fake_guest_perform;
  guest_class->screenshot = fake_guest_screenshot;
}

static void
fake_bare_guest_load_details(OrielGuest *guest, GTask *task)
{
  g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "gone");
}

static void
fake_bare_guest_init(FakeBareGuest *self)
{
}

static void
fake_bare_guest_class_init(FakeBareGuestClass *klass)
{
  ORIEL_GUEST_CLASS(klass)->load_details = fake_bare_guest_load_details;
}

OrielHost *
fake_host_new(const char *uri)
{
  return g_object_new(FAKE_TYPE_HOST, "uri", uri, NULL);
}

OrielGuest *
fake_host_add_guest(OrielHost *host, gboolean bare, const char *name, const char *uuid, int id)
{
  OrielGuest *guest = g_object_new(bare ? FAKE_TYPE_BARE_GUEST : FAKE_TYPE_GUEST, NULL);

  oriel_guest_report_identity(guest, host, name, uuid);
  oriel_guest_report_state(guest, id >= 0 ? ORIEL_GUEST_RUNNING : ORIEL_GUEST_OFF, id);
  oriel_host_splice_guests(host, g_list_model_get_n_items(oriel_host_get_guests(host)), 0, &guest,
                           1);
  return guest;
}

guint
fake_guest_get_n_loads(FakeGuest *self)
{
  return self->n_loads;
}
