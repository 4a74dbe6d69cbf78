// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-settings.h"

#include "shared/viewport.h"

#include <string.h>

#define GROUP "view"
#define ZOOM "zoom"
#define AUTO_RESIZE "auto-resize" /* always, never: the words of the option */
#define PREFER "prefer"
#define SEND_KEYS "send-keys"

static const struct {
  const char *key;
  gsize offset;
  gboolean fallback;
} switches[] = {
    {"view-only", offsetof(ViewSettings, view_only), FALSE},
    {"reconnect", offsetof(ViewSettings, reconnect), FALSE},
    {"audio", offsetof(ViewSettings, audio), TRUE},
    {"microphone", offsetof(ViewSettings, microphone), FALSE},
    {"clipboard", offsetof(ViewSettings, clipboard), TRUE},
    {"keyring", offsetof(ViewSettings, keyring), TRUE},
    {"share-usb", offsetof(ViewSettings, share_usb), FALSE},
};

static gboolean *
get_switch(ViewSettings *self, guint i)
{
  return (gboolean *)(gpointer)((char *)self + switches[i].offset);
}

static void G_GNUC_PRINTF(3, 4)
    complain(const ViewSettings *self, char **complaint, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (*complaint != NULL)
    return;
  va_start(arguments, format);
  text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  *complaint = g_strdup_printf("%s: %s", self->file.path, text);
}

static void
read_switch(ViewSettings *self, guint i, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file.keys, GROUP, switches[i].key, NULL);
  g_autoptr(GError) error = NULL;
  gboolean result = g_key_file_get_boolean(self->file.keys, GROUP, switches[i].key, &error);

  *get_switch(self, i) = error == NULL ? result : switches[i].fallback;
  if (error != NULL && value != NULL)
    complain(self, complaint, "%s is true or false, not '%s'", switches[i].key, value);
}

static void
read_auto_resize(ViewSettings *self, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file.keys, GROUP, AUTO_RESIZE, NULL);

  self->auto_resize = value == NULL || strcmp(value, "never") != 0;
  if (value != NULL && self->auto_resize && strcmp(value, "always") != 0)
    complain(self, complaint, AUTO_RESIZE " is always or never, not '%s'", value);
}

static void
read_zoom(ViewSettings *self, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file.keys, GROUP, ZOOM, NULL);
  gint64 zoom = 0;

  if (value == NULL ||
      g_ascii_string_to_signed(value, 10, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX, &zoom, NULL))
    self->zoom = (int)zoom;
  else
    complain(self, complaint, ZOOM " is a number from %d to %d, not '%s'", VIEWPORT_ZOOM_MIN,
             VIEWPORT_ZOOM_MAX, value);
}

static void
check_keys(ViewSettings *self, char **complaint)
{
  for (char **keys = self->send_keys; *keys != NULL; keys++) {
    g_autoptr(GError) error = NULL;
    Hotkeys scratch = {0};

    if (!hotkeys_add_own(&scratch, *keys, &error))
      complain(self, complaint, SEND_KEYS ": %s", error->message);
  }
}

void
view_settings_load(ViewSettings *self, const char *path, char **complaint)
{
  g_autofree char *usual = path == NULL ? settings_file_dup_path("view.conf") : NULL;
  g_autoptr(GError) error = NULL;

  *self = (ViewSettings){0};
  settings_file_load(&self->file, path != NULL ? path : usual, &error);
  *complaint = error != NULL ? g_strdup(error->message) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS(switches); i++)
    read_switch(self, i, complaint);
  read_auto_resize(self, complaint);
  read_zoom(self, complaint);
  self->prefer = g_key_file_get_string(self->file.keys, GROUP, PREFER, NULL);
  if (self->prefer != NULL && *self->prefer == '\0')
    g_clear_pointer(&self->prefer, g_free);
  self->send_keys = g_key_file_get_string_list(self->file.keys, GROUP, SEND_KEYS, NULL, NULL);
  if (self->send_keys == NULL)
    self->send_keys = g_new0(char *, 1);
  check_keys(self, complaint);
}

/* What is at its default is not written: the default may become another. */
static void
put_string(ViewSettings *self, const char *key, const char *value, gboolean is_default)
{
  if (!is_default)
    g_key_file_set_string(self->file.keys, GROUP, key, value);
  else
    g_key_file_remove_key(self->file.keys, GROUP, key, NULL);
}

static void
put_all(ViewSettings *self)
{
  g_autofree char *zoom = g_strdup_printf("%d", self->zoom);

  for (guint i = 0; i < G_N_ELEMENTS(switches); i++) {
    gboolean value = *get_switch(self, i);

    put_string(self, switches[i].key, value ? "true" : "false", value == switches[i].fallback);
  }
  put_string(self, AUTO_RESIZE, "never", self->auto_resize);
  put_string(self, ZOOM, zoom, self->zoom == 0);
  put_string(self, PREFER, self->prefer, self->prefer == NULL);
  if (*self->send_keys != NULL)
    g_key_file_set_string_list(self->file.keys, GROUP, SEND_KEYS,
                               (const char *const *)self->send_keys,
                               g_strv_length(self->send_keys));
  else
    g_key_file_remove_key(self->file.keys, GROUP, SEND_KEYS, NULL);
}

gboolean
view_settings_save(ViewSettings *self, GError **error)
{
  put_all(self);
  return settings_file_save(&self->file, error);
}

void
view_settings_clear(ViewSettings *self)
{
  g_free(self->prefer);
  g_strfreev(self->send_keys);
  settings_file_clear(&self->file);
  *self = (ViewSettings){0};
}

void
view_settings_add_keys(const ViewSettings *self, Hotkeys *hotkeys)
{
  for (char **keys = self->send_keys; *keys != NULL; keys++)
    hotkeys_add_own(hotkeys, *keys, NULL); /* what makes no sense was told when it was read */
}
