// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-guard.h"

#include <gio/gunixfdlist.h>

#include "wire/oriel-wire.h"

/* Everything but @violated belongs to the D-Bus worker thread. */
struct _OrielGuard {
  GSubprocess *process; /* (owned) */
  GHashTable *calls;    /* (owned) serial -> size of the body, of calls that are not answered */
  gsize n_bytes;        /* of all of them */
  GHashTable *reads;    /* (owned) serial of calls of ours whose answers may be large */
  int violated;         /* (atomic) */
};

OrielGuard *
oriel_guard_new(GSubprocess *process)
{
  OrielGuard *self = g_atomic_rc_box_new0(OrielGuard);

  self->process = g_object_ref(process);
  self->calls = g_hash_table_new(NULL, NULL);
  self->reads = g_hash_table_new(NULL, NULL);
  return self;
}

static void
clear(gpointer data)
{
  OrielGuard *self = data;

  g_object_unref(self->process);
  g_hash_table_unref(self->calls);
  g_hash_table_unref(self->reads);
}

void
oriel_guard_unref(OrielGuard *self)
{
  g_atomic_rc_box_release_full(self, clear);
}

gboolean
oriel_guard_was_violated(OrielGuard *self)
{
  return g_atomic_int_get(&self->violated);
}

static gboolean
accept_call(OrielGuard *self, GDBusMessage *message, gsize size)
{
  guint32 serial = g_dbus_message_get_serial(message);

  if (serial == 0 || g_strcmp0(g_dbus_message_get_path(message), ORIEL_WIRE_VIEWER_PATH) != 0 ||
      g_strcmp0(g_dbus_message_get_interface(message), ORIEL_WIRE_VIEWER_INTERFACE) != 0 ||
      self->n_bytes + size > ORIEL_WIRE_MAX_CALL_BYTES ||
      g_hash_table_size(self->calls) >= ORIEL_WIRE_MAX_CALLS ||
      !g_hash_table_insert(self->calls, GUINT_TO_POINTER(serial), GSIZE_TO_POINTER(size)))
    return FALSE;
  self->n_bytes += size;
  return TRUE;
}

static gboolean
accept_answer(OrielGuard *self, GDBusMessage *message, gsize size)
{
  gpointer serial = GUINT_TO_POINTER(g_dbus_message_get_reply_serial(message));

  return g_hash_table_remove(self->reads, serial) || size <= ORIEL_WIRE_MAX_ANSWER;
}

static gboolean
accept(OrielGuard *self, GDBusMessage *message)
{
  GVariant *body = g_dbus_message_get_body(message);
  GUnixFDList *fds = g_dbus_message_get_unix_fd_list(message);
  gsize size = body != NULL ? g_variant_get_size(body) : 0;

  if (size > ORIEL_WIRE_MAX_MESSAGE || (fds != NULL && g_unix_fd_list_get_length(fds) > 1))
    return FALSE;
  switch (g_dbus_message_get_message_type(message)) {
  case G_DBUS_MESSAGE_TYPE_METHOD_CALL:
    return accept_call(self, message, size);
  case G_DBUS_MESSAGE_TYPE_METHOD_RETURN:
  case G_DBUS_MESSAGE_TYPE_ERROR:
    return accept_answer(self, message, size) && fds == NULL;
  case G_DBUS_MESSAGE_TYPE_INVALID:
  case G_DBUS_MESSAGE_TYPE_SIGNAL:
  default:
    return FALSE;
  }
}

/* An answer is about to be written: the process reads what it is told. */
static void
forget_call(OrielGuard *self, GDBusMessage *answer)
{
  gpointer serial = GUINT_TO_POINTER(g_dbus_message_get_reply_serial(answer));

  self->n_bytes -= GPOINTER_TO_SIZE(g_hash_table_lookup(self->calls, serial));
  g_hash_table_remove(self->calls, serial);
}

/* The same message, to be answered in any case, so that a call is always forgotten some time.
 * (transfer full), takes @message; NULL if there are no descriptors left. */
static GDBusMessage *
ask_for_answer(GDBusMessage *message)
{
  g_autoptr(GDBusMessage) owned = message;
  GDBusMessage *copy;

  if (g_dbus_message_get_flags(message) == G_DBUS_MESSAGE_FLAGS_NONE)
    return g_steal_pointer(&owned);
  copy = g_dbus_message_copy(message, NULL);
  if (copy != NULL)
    g_dbus_message_set_flags(copy, G_DBUS_MESSAGE_FLAGS_NONE);
  return copy;
}

/* Runs in the D-Bus worker thread. */
static GDBusMessage *
on_message(GDBusConnection *connection,
           GDBusMessage *message,
           gboolean incoming,
           gpointer user_data)
{
  OrielGuard *self = user_data;

  if (!incoming) {
    forget_call(self, message);
    if (g_strcmp0(g_dbus_message_get_member(message), "ReadClipboard") == 0)
      g_hash_table_add(self->reads, GUINT_TO_POINTER(g_dbus_message_get_serial(message)));
    return message;
  }
  if (!self->violated && accept(self, message))
    return ask_for_answer(message);
  g_atomic_int_set(&self->violated, TRUE);
  g_subprocess_force_exit(self->process);
  g_object_unref(message);
  return NULL;
}

void
oriel_guard_watch(OrielGuard *self, GDBusConnection *connection)
{
  g_dbus_connection_add_filter(connection, on_message, g_atomic_rc_box_acquire(self),
                               (GDestroyNotify)oriel_guard_unref);
}
