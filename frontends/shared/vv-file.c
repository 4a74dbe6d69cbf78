// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/vv-file.h"

#include "shared/ini-reader.h"
#include "shared/secret.h"
#include "shared/vv-keys.h"

#include <string.h>

/* RFC 1035 section 2.3.4; what some proxies take in place of a name is as long. */
#define MAX_HOST_LENGTH 255

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  if (error != NULL)
    *error = g_error_new_valist(ORIEL_ERROR, ORIEL_ERROR_INVALID, format, arguments);
  va_end(arguments);
  return FALSE;
}

void
vv_file_clear(VvFile *self)
{
  g_clear_pointer(&self->target, oriel_target_unref);
  g_clear_pointer(&self->username, g_free);
  g_clear_pointer(&self->password, secret_free);
  g_clear_pointer(&self->title, g_free);
  g_clear_pointer(&self->ca, g_free);
  g_clear_pointer(&self->host_subject, g_free);
  g_clear_pointer(&self->tls_ciphers, g_free);
  g_clear_pointer(&self->secure_channels, g_free);
  g_clear_pointer(&self->disable_channels, g_free);
  g_clear_pointer(&self->proxy, secret_free);
  g_clear_pointer(&self->disable_effects, g_free);
  g_clear_pointer(&self->usb_filter, g_free);
  g_clear_pointer(&self->usb_redirect_on_connect, g_free);
  g_clear_pointer(&self->notes, g_ptr_array_unref);
}

/* The next number of a version, from *@text on; -1 = there is none. */
static gint64
next_number(const char **text)
{
  char *end;
  gint64 number = g_ascii_strtoll(*text, &end, 10);

  if (end == *text || **text == '-' || (*end != '\0' && *end != '.'))
    return -1;
  *text = *end == '.' ? end + 1 : end;
  return number;
}

/* Of lists of numbers: -1, 0 or 1. */
static int
compare_lists(const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0') {
    gint64 x = *a != '\0' ? next_number(&a) : 0;
    gint64 y = *b != '\0' ? next_number(&b) : 0;

    if (x < 0 || y < 0)
      return 0;
    if (x != y)
      return x < y ? -1 : 1;
  }
  return 0;
}

gboolean
vv_file_is_later(const char *wanted, const char *have)
{
  g_auto(GStrv) a = g_strsplit(wanted, "-", 2);
  g_auto(GStrv) b = g_strsplit(have, "-", 2);
  int order;

  if (a[0] == NULL || b[0] == NULL)
    return FALSE;
  order = compare_lists(a[0], b[0]);
  if (order == 0)
    order = compare_lists(a[1] != NULL ? a[1] : "", b[1] != NULL ? b[1] : "");
  return order > 0;
}

/* The version that @versions, "OS:VERSION;...", asks for on @os. (transfer full) (nullable) */
static char *
find_version(const char *versions, const char *os)
{
  g_auto(GStrv) pairs = g_strsplit(versions != NULL ? versions : "", ";", -1);
  gsize length = os != NULL ? strlen(os) : 0;

  for (char **pair = pairs; *pair != NULL && length > 0; pair++) {
    if (g_str_has_prefix(g_strstrip(*pair), os) && (*pair)[length] == ':')
      return g_strdup(*pair + length + 1);
  }
  return NULL;
}

static gboolean
check_version(const VvRaw *raw, const char *os, GError **error)
{
  g_autofree char *wanted = find_version(raw->versions, os);

  if (wanted == NULL)
    wanted = g_strdup(raw->version);
  if (wanted == NULL || !vv_file_is_later(wanted, VV_FILE_VERSION))
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
              "it asks for a program that reads files of virt-viewer %s, and this one reads those "
              "of %s%s%s",
              wanted, VV_FILE_VERSION, raw->newer_version_url != NULL ? "; see " : "",
              raw->newer_version_url != NULL ? raw->newer_version_url : "");
  return FALSE;
}

/* Names, addresses, and what proxies take for one; never something that is taken for an option. */
static gboolean
check_host(const char *host, GError **error)
{
  gsize length = strlen(host);

  if (length == 0 || length > MAX_HOST_LENGTH || *host == '-' ||
      strspn(host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".:%_-+=") != length)
    return refuse(error, "'host' is no name of a host, and no address");
  return TRUE;
}

static gboolean
set_target(VvFile *self, const VvRaw *raw, GError **error)
{
  if (raw->unix_path != NULL) {
    if (raw->host != NULL || raw->port > 0 || raw->tls_port > 0)
      return refuse(error, "'unix-path' excludes 'host', 'port' and 'tls-port'");
    if (!g_path_is_absolute(raw->unix_path))
      return refuse(error, "'unix-path' has to begin with a slash");
    self->target = oriel_target_new_unix(raw->type, raw->unix_path);
    return TRUE;
  }
  if (raw->host == NULL)
    return refuse(error, "it names neither 'host' nor 'unix-path'");
  if (!check_host(raw->host, error))
    return FALSE;
  self->target = oriel_target_new_tcp(raw->type, raw->host, (guint16)MAX(raw->port, 0),
                                      (guint16)MAX(raw->tls_port, 0), self->username);
  return TRUE;
}

static gboolean
check_type(const VvRaw *raw, GError **error)
{
  if (raw->type == NULL)
    return refuse(error, raw->has_group
                             ? "it has no 'type'"
                             : "it has no group [virt-viewer]: it is no connection file");
  if (g_str_equal(raw->type, "spice") || g_str_equal(raw->type, "vnc"))
    return TRUE;
  if (g_str_equal(raw->type, "ovirt")) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "it is for logging in to oVirt (type=ovirt), which is not supported; let "
                        "oVirt's portal make a file for the console itself");
    return FALSE;
  }
  return refuse(error, "the type '%.40s' is unknown; there are spice and vnc", raw->type);
}

/* virt-viewer does not read these keys of files of that type; there the host's name is checked
 * instead. */
static void
forget_other_keys(VvFile *self, const VvRaw *raw)
{
  if (!g_str_equal(raw->type, "vnc") || (self->host_subject == NULL && self->tls_ciphers == NULL))
    return;
  g_clear_pointer(&self->host_subject, g_free);
  g_clear_pointer(&self->tls_ciphers, g_free);
  g_ptr_array_add(self->notes, g_strdup("host-subject and tls-ciphers have no effect with VNC"));
}

static gboolean
check_channels(const VvFile *self, GError **error)
{
  static const char *const known[] = {"main",   "display",   "inputs",   "cursor", "playback",
                                      "record", "smartcard", "usbredir", NULL};
  g_auto(GStrv) names =
      g_strsplit(self->disable_channels != NULL ? self->disable_channels : "", ",", -1);

  for (char **name = names; *name != NULL; name++) {
    if (!g_strv_contains(known, *name))
      return refuse(error, "'disable-channels' has '%.40s', which is no channel", *name);
    if (g_str_equal(*name, "main") || g_str_equal(*name, "display"))
      return refuse(error, "'disable-channels' has '%s', without which there is no console", *name);
  }
  return TRUE;
}

gboolean
vv_file_parse(VvFile *self, char *text, gsize length, const char *os, GError **error)
{
  g_auto(VvRaw) raw = {.file = self};

  *self = (VvFile){.full_screen = -1,
                   .enable_smartcard = -1,
                   .enable_usbredir = -1,
                   .enable_usb_autoshare = -1,
                   .notes = g_ptr_array_new_with_free_func(g_free)};
  hotkeys_clear(&self->hotkeys);
  self->hotkeys.chosen = TRUE;
  if (!ini_reader_read(text, length, vv_keys_take, &raw, error) || !check_type(&raw, error))
    return FALSE;
  forget_other_keys(self, &raw);
  return check_version(&raw, os, error) && check_channels(self, error) &&
         set_target(self, &raw, error);
}
