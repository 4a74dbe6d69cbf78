// SPDX-License-Identifier: LGPL-2.1-or-later
/* The keyring by libsecret. A secret is the name of the user, the end of a line, and the password:
 * what there is to be typed, and hidden as a whole. */
#include "shared/keyring.h"

#include "shared/secret.h"

#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema schema = {
    .name = "org.oriel.Console",
    .flags = SECRET_SCHEMA_NONE,
    .attributes = {{"console", SECRET_SCHEMA_ATTRIBUTE_STRING}},
};

gboolean
keyring_is_built(void)
{
  return TRUE;
}

static void
on_found(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char *secret = secret_password_lookup_nonpageable_finish(result, &error);

  if (error != NULL)
    g_debug("No password from the keyring: %s", error->message);
  g_task_return_pointer(task, secret, (GDestroyNotify)secret_password_free);
}

void
keyring_look_up_async(const char *console,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new(NULL, cancellable, callback, user_data);

  g_task_set_source_tag(task, keyring_look_up_async);
  secret_password_lookup(&schema, cancellable, on_found, task, "console", console, NULL);
}

gboolean
keyring_look_up_finish(GAsyncResult *result, char **username, char **password)
{
  char *secret = g_task_propagate_pointer(G_TASK(result), NULL);
  const char *end = secret != NULL ? strchr(secret, '\n') : NULL;

  *username = end != NULL ? g_strndup(secret, (gsize)(end - secret)) : NULL;
  *password = end != NULL ? g_strdup(end + 1) : NULL;
  secret_password_free(secret);
  return end != NULL;
}

static void
on_stored(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish(result, &error))
    g_task_return_boolean(task, TRUE);
  else
    g_task_return_error(task, error);
}

void
keyring_store_async(const char *console,
                    const char *username,
                    const char *password,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new(NULL, NULL, callback, user_data);
  g_autofree char *label = g_strdup_printf("Console %s", console);
  char *secret = g_strconcat(username, "\n", password, NULL);

  g_task_set_source_tag(task, keyring_store_async);
  secret_password_store(&schema, SECRET_COLLECTION_DEFAULT, label, secret, NULL, on_stored, task,
                        "console", console, NULL);
  secret_free(secret);
}

gboolean
keyring_store_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean(G_TASK(result), error);
}

static void
on_forgotten(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  gboolean found = secret_password_clear_finish(result, &error);

  if (error != NULL)
    g_task_return_error(task, error);
  else
    g_task_return_boolean(task, found);
}

void
keyring_forget_async(const char *console, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new(NULL, NULL, callback, user_data);

  g_task_set_source_tag(task, keyring_forget_async);
  secret_password_clear(&schema, NULL, on_forgotten, task, "console", console, NULL);
}

gboolean
keyring_forget_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean(G_TASK(result), error);
}
