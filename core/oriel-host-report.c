// SPDX-License-Identifier: LGPL-2.1-or-later
/* What subclasses report; nobody is notified of what did not change. */
#include "oriel-host-private.h"

#include <string.h>

static gboolean
same_error(const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_error_matches(a, b->domain, b->code) && strcmp(a->message, b->message) == 0;
}

void
oriel_host_report_state(OrielHost *self, OrielHostState state, const GError *error)
{
  OrielHostPrivate *priv = oriel_host_private(self);

  g_object_freeze_notify(G_OBJECT(self));
  if (priv->state != state) {
    priv->state = state;
    g_object_notify(G_OBJECT(self), "state");
  }
  if (!same_error(priv->error, error)) {
    g_clear_error(&priv->error);
    priv->error = error != NULL ? g_error_copy(error) : NULL;
    g_object_notify(G_OBJECT(self), "error");
  }
  g_object_thaw_notify(G_OBJECT(self));
}

void
oriel_host_ask(OrielHost *self, OrielAuthRequest *request)
{
  g_signal_emit_by_name(self, "auth-requested", request);
}

void
oriel_host_ask_trust(OrielHost *self, OrielTrustRequest *request)
{
  g_signal_emit_by_name(self, "trust-requested", request);
}

void
oriel_host_report_name(OrielHost *self, const char *name)
{
  OrielHostPrivate *priv = oriel_host_private(self);
  g_autofree char *clean = oriel_text_sanitize(name, -1, 256);

  if (g_strcmp0(priv->name, clean) == 0)
    return;
  g_free(priv->name);
  priv->name = g_steal_pointer(&clean);
  g_object_notify(G_OBJECT(self), "name");
}

void
oriel_host_splice_guests(
    OrielHost *self, guint position, guint n_removed, OrielGuest **added, guint n_added)
{
  g_list_store_splice(oriel_host_private(self)->guests, position, n_removed, (gpointer *)added,
                      n_added);
}
