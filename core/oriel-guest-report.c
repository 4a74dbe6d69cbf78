// SPDX-License-Identifier: LGPL-2.1-or-later
/* What subclasses report; nobody is notified of what did not change. */
#include "oriel-guest-private.h"

#include <string.h>

void
oriel_guest_tell_changed(OrielGuest *self)
{
  OrielHost *host = oriel_guest_get_host(self);

  if (host != NULL)
    oriel_host_tell_guest_changed(host, self);
}

/* Whether anybody can have seen the guest. Telling nobody of what it is born with costs as much as
 * making it, thousands of times. */
static gboolean
is_known(OrielGuest *self)
{
  return oriel_guest_private(self)->host_handle != NULL;
}

/* Returns whether it changed. */
static gboolean
set_string(OrielGuest *self, char **field, char *value, const char *property)
{
  g_autofree char *owned = value;

  if (g_strcmp0(*field, owned) == 0)
    return FALSE;
  g_free(*field);
  *field = g_steal_pointer(&owned);
  g_object_notify(G_OBJECT(self), property);
  return TRUE;
}

static char *
clean(const char *text, gsize max_length)
{
  return text != NULL ? oriel_text_sanitize(text, -1, max_length) : NULL;
}

/* A description: as clean(), but lines stay lines. */
static char *
clean_lines(const char *text)
{
  g_autoptr(GString) lines = NULL;

  if (text == NULL)
    return NULL;
  lines = g_string_new(NULL);
  for (;;) {
    const char *end = strchrnul(text, '\n');
    g_autofree char *line =
        oriel_text_sanitize(text, end - text, ORIEL_GUEST_MAX_DESCRIPTION - lines->len);

    g_string_append(lines, line);
    if (*end == '\0' || lines->len >= ORIEL_GUEST_MAX_DESCRIPTION)
      return g_string_free(g_steal_pointer(&lines), FALSE);
    g_string_append_c(lines, '\n');
    text = end + 1;
  }
}

static gboolean
same_graphics(gpointer first, gpointer second)
{
  OrielGraphics *a = first, *b = second;
  OrielTarget *target_a = oriel_graphics_get_target(a), *target_b = oriel_graphics_get_target(b);

  if (target_a == NULL || target_b == NULL ? target_a != target_b
                                           : !oriel_target_equal(target_a, target_b))
    return FALSE;
  return oriel_graphics_get_index(a) == oriel_graphics_get_index(b) &&
         g_strcmp0(oriel_graphics_get_protocol(a), oriel_graphics_get_protocol(b)) == 0 &&
         g_strcmp0(oriel_graphics_get_password(a), oriel_graphics_get_password(b)) == 0;
}

static gboolean
same_console(gpointer first, gpointer second)
{
  OrielConsole *a = first, *b = second;

  return oriel_console_get_port(a) == oriel_console_get_port(b) &&
         g_strcmp0(oriel_console_get_alias(a), oriel_console_get_alias(b)) == 0 &&
         g_strcmp0(oriel_console_get_kind(a), oriel_console_get_kind(b)) == 0;
}

/* Makes @list hold @items, touching nothing where it does already. */
static void
set_list(GListModel *list, GPtrArray *items, gboolean (*same)(gpointer, gpointer))
{
  guint n_old = g_list_model_get_n_items(list), n_same = 0;

  for (; n_same < MIN(n_old, items->len); n_same++) {
    g_autoptr(GObject) old = g_list_model_get_item(list, n_same);

    if (!same(old, items->pdata[n_same]))
      break;
  }
  if (n_same < n_old || n_same < items->len)
    g_list_store_splice(G_LIST_STORE(list), n_same, n_old - n_same, items->pdata + n_same,
                        items->len - n_same);
}

void
oriel_guest_report_identity(OrielGuest *self, OrielHost *host, const char *name, const char *uuid)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  g_return_if_fail(priv->host_handle == NULL);

  priv->host_handle = oriel_host_dup_handle(host);
  priv->name = clean(name, ORIEL_GUEST_MAX_NAME);
  g_strlcpy(priv->uuid, uuid, sizeof priv->uuid);
}

void
oriel_guest_report_name(OrielGuest *self, const char *name)
{
  if (set_string(self, &oriel_guest_private(self)->name, clean(name, ORIEL_GUEST_MAX_NAME), "name"))
    oriel_guest_tell_changed(self);
}

void
oriel_guest_report_state(OrielGuest *self, OrielGuestState state, int id)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  if (!is_known(self)) {
    priv->id = id;
    priv->state = state;
    return;
  }
  if (priv->id == id && priv->state == state)
    return;
  g_object_freeze_notify(G_OBJECT(self));
  if (priv->id != id) {
    priv->id = id;
    oriel_guest_report_statistics(self, 0, 0, 0); /* another run has other figures */
    g_object_notify(G_OBJECT(self), "id");
  }
  if (priv->state != state) {
    priv->state = state;
    g_object_notify(G_OBJECT(self), "state");
  }
  g_object_thaw_notify(G_OBJECT(self));
  oriel_guest_tell_changed(self);
}

void
oriel_guest_report_resources(OrielGuest *self, guint64 memory, guint vcpus)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  if (!is_known(self)) {
    priv->memory = memory;
    priv->vcpus = vcpus;
    return;
  }
  if (priv->memory == memory && priv->vcpus == vcpus)
    return;
  g_object_freeze_notify(G_OBJECT(self));
  if (priv->memory != memory) {
    priv->memory = memory;
    g_object_notify(G_OBJECT(self), "memory");
  }
  if (priv->vcpus != vcpus) {
    priv->vcpus = vcpus;
    g_object_notify(G_OBJECT(self), "vcpus");
  }
  g_object_thaw_notify(G_OBJECT(self));
  oriel_guest_tell_changed(self);
}

static void
set_has_details(OrielGuest *self, gboolean has_details)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  if (priv->has_details == has_details)
    return;
  priv->has_details = has_details;
  g_object_notify(G_OBJECT(self), "has-details");
}

void
oriel_guest_report_details(OrielGuest *self,
                           const char *title,
                           const char *description,
                           const char *metadata,
                           GPtrArray *graphics,
                           GPtrArray *consoles)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  g_object_freeze_notify(G_OBJECT(self));
  set_string(self, &priv->title, clean(title, ORIEL_GUEST_MAX_NAME), "title");
  set_string(self, &priv->description, clean_lines(description), "description");
  set_string(self, &priv->metadata, g_strdup(metadata), "metadata");
  set_list(oriel_guest_get_graphics(self), graphics, same_graphics);
  set_list(oriel_guest_get_consoles(self), consoles, same_console);
  set_has_details(self, TRUE);
  g_object_thaw_notify(G_OBJECT(self));
  oriel_guest_tell_changed(self);
}

void
oriel_guest_forget_details(OrielGuest *self)
{
  set_has_details(self, FALSE);
}
