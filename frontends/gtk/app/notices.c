// SPDX-License-Identifier: LGPL-2.1-or-later
#include "notices.h"

#include <gio/gio.h>

struct _Notices {
  char *id; /* (owned): of the notification, and of its action */
  void (*activated)(gpointer user_data);
  gpointer user_data;
  gboolean sent;
};

/* What is told is told by an application, which the programs need for nothing else: it is made when
 * there is something to tell. (transfer none) (nullable): there is no bus */
static GApplication *
get_application(void)
{
  static GApplication *application;
  g_autoptr(GError) error = NULL;

  if (application == NULL) {
    application = g_application_new("org.oriel.Oriel", G_APPLICATION_NON_UNIQUE);
    if (!g_application_register(application, NULL, &error))
      g_debug("Nothing is told by the desktop: %s", error->message);
  }
  return g_application_get_is_registered(application) &&
                 g_application_get_dbus_connection(application) != NULL
             ? application
             : NULL;
}

static void
on_activated(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Notices *self = user_data;

  self->activated(self->user_data);
}

static void
add_action(Notices *self, GApplication *application)
{
  g_autoptr(GSimpleAction) action = g_simple_action_new(self->id, NULL);

  g_signal_connect(action, "activate", G_CALLBACK(on_activated), self);
  g_action_map_add_action(G_ACTION_MAP(application), G_ACTION(action));
}

/* Some desktops take what is told for markup, and show nothing where it is none; others show it as
 * it is, so that nothing can be escaped. (transfer full) */
static char *
dup_unmarked(const char *text)
{
  g_autoptr(GString) unmarked = g_string_new(text);

  g_string_replace(unmarked, "&", "+", 0);
  g_string_replace(unmarked, "<", "‹", 0);
  g_string_replace(unmarked, ">", "›", 0);
  return g_string_free(g_steal_pointer(&unmarked), FALSE);
}

Notices *
notices_new(void (*activated)(gpointer user_data), gpointer user_data)
{
  static guint n;
  Notices *self = g_new0(Notices, 1);

  self->id = g_strdup_printf("console-%u", ++n);
  self->activated = activated;
  self->user_data = user_data;
  return self;
}

void
notices_send(Notices *self, const char *title, const char *body)
{
  GApplication *application = get_application();
  g_autoptr(GNotification) notification = g_notification_new(title);
  g_autoptr(GIcon) icon = g_themed_icon_new("org.oriel.Oriel");
  g_autofree char *action = g_strdup_printf("app.%s", self->id);
  g_autofree char *text = dup_unmarked(body);

  if (application == NULL)
    return;
  if (!g_action_group_has_action(G_ACTION_GROUP(application), self->id))
    add_action(self, application);
  g_notification_set_body(notification, text);
  g_notification_set_icon(notification, icon);
  g_notification_set_default_action(notification, action);
  g_application_send_notification(application, self->id, notification);
  self->sent = TRUE;
}

void
notices_withdraw(Notices *self)
{
  if (self->sent) /* and ever again: GLib takes back only what the desktop has confirmed */
    g_application_withdraw_notification(get_application(), self->id);
}

void
notices_free(Notices *self)
{
  GApplication *application = g_application_get_default();

  notices_withdraw(self);
  if (application != NULL)
    g_action_map_remove_action(G_ACTION_MAP(application), self->id);
  g_free(self->id);
  g_free(self);
}
