// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/vv-keys.h"

#include "shared/secret.h"

#include <string.h>

typedef enum {
  KIND_TEXT,
  KIND_LIST, /* separated by semicolons, or by commas, as people write them */
  KIND_PEM,  /* a text of several lines */
  KIND_FLAG,
  KIND_PORT,
  KIND_NUMBER,
  KIND_HOTKEY,
} Kind;

typedef struct {
  const char *key;
  Kind kind;
  gboolean raw; /* where the offset is: in VvRaw, or in VvFile */
  gsize offset;
} Row;

#define FILE_ROW(key, kind, field)                                                                 \
  {                                                                                                \
    key, kind, FALSE, G_STRUCT_OFFSET(VvFile, field)                                               \
  }
#define RAW_ROW(key, kind, field)                                                                  \
  {                                                                                                \
    key, kind, TRUE, G_STRUCT_OFFSET(VvRaw, field)                                                 \
  }

static const Row rows[] = {
    RAW_ROW("type", KIND_TEXT, type),
    RAW_ROW("version", KIND_TEXT, version),
    RAW_ROW("versions", KIND_TEXT, versions),
    RAW_ROW("newer-version-url", KIND_TEXT, newer_version_url),
    RAW_ROW("host", KIND_TEXT, host),
    RAW_ROW("port", KIND_PORT, port),
    RAW_ROW("tls-port", KIND_PORT, tls_port),
    RAW_ROW("unix-path", KIND_TEXT, unix_path),
    FILE_ROW("username", KIND_TEXT, username),
    FILE_ROW("password", KIND_TEXT, password),
    FILE_ROW("title", KIND_TEXT, title),
    FILE_ROW("ca", KIND_PEM, ca),
    FILE_ROW("host-subject", KIND_TEXT, host_subject),
    FILE_ROW("tls-ciphers", KIND_TEXT, tls_ciphers),
    FILE_ROW("secure-channels", KIND_LIST, secure_channels),
    FILE_ROW("disable-channels", KIND_LIST, disable_channels),
    FILE_ROW("proxy", KIND_TEXT, proxy),
    FILE_ROW("color-depth", KIND_NUMBER, color_depth),
    FILE_ROW("disable-effects", KIND_LIST, disable_effects),
    FILE_ROW("usb-filter", KIND_TEXT, usb_filter),
    FILE_ROW("usb-redirect-on-connect", KIND_TEXT, usb_redirect_on_connect),
    FILE_ROW("fullscreen", KIND_FLAG, full_screen),
    FILE_ROW("enable-smartcard", KIND_FLAG, enable_smartcard),
    FILE_ROW("enable-usbredir", KIND_FLAG, enable_usbredir),
    FILE_ROW("enable-usb-autoshare", KIND_FLAG, enable_usb_autoshare),
    FILE_ROW("delete-this-file", KIND_FLAG, delete_this_file),
    {"toggle-fullscreen", KIND_HOTKEY, FALSE, 0},
    {"release-cursor", KIND_HOTKEY, FALSE, 0},
    {"zoom-in", KIND_HOTKEY, FALSE, 0},
    {"zoom-out", KIND_HOTKEY, FALSE, 0},
    {"zoom-reset", KIND_HOTKEY, FALSE, 0},
    {"secure-attention", KIND_HOTKEY, FALSE, 0},
    {"usb-device-reset", KIND_HOTKEY, FALSE, 0},
    {"smartcard-insert", KIND_HOTKEY, FALSE, 0},
    {"smartcard-remove", KIND_HOTKEY, FALSE, 0},
};

void
vv_raw_clear(VvRaw *self)
{
  g_free(self->type);
  g_free(self->version);
  g_free(self->versions);
  g_free(self->newer_version_url);
  g_free(self->host);
  g_free(self->unix_path);
}

static gboolean
refuse(GError **error, const char *key, guint line, const char *problem)
{
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "line %u: '%s' %s", line, key, problem);
  return FALSE;
}

static gboolean
has_control(const char *value, gboolean lines)
{
  for (const char *c = value; *c != '\0'; c++)
    if (g_ascii_iscntrl(*c) && !(lines && (*c == '\n' || *c == '\r' || *c == '\t')))
      return TRUE;
  return FALSE;
}

/* "main;inputs; display;" becomes "main,inputs,display". (transfer full) (nullable) */
static char *
join_list(const char *value)
{
  g_auto(GStrv) words = g_strsplit_set(value, ";,", -1);
  g_autoptr(GString) list = g_string_new(NULL);

  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip(*word) != '\0')
      g_string_append_printf(list, "%s%s", list->len > 0 ? "," : "", *word);
  return list->len > 0 ? g_string_free(g_steal_pointer(&list), FALSE) : NULL;
}

static gboolean
read_flag(const char *value, int *flag)
{
  if (g_str_equal(value, "0") || g_ascii_strcasecmp(value, "false") == 0)
    *flag = FALSE;
  else if (g_str_equal(value, "1") || g_ascii_strcasecmp(value, "true") == 0)
    *flag = TRUE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_number(const char *value, gint64 min, gint64 max, int *number)
{
  gint64 read;

  if (!g_ascii_string_to_signed(value, 10, min, max, &read, NULL))
    return FALSE;
  *number = (int)read;
  return TRUE;
}

/* A hotkey that cannot be is no reason to stay away from the guest. */
static void
take_hotkey(VvFile *self, const char *action, const char *keys)
{
  g_autoptr(GError) error = NULL;

  if (!hotkeys_set(&self->hotkeys, action, keys, &error))
    g_ptr_array_add(self->notes, g_strdup(error->message));
}

static void
set_text(char **field, char *text)
{
  secret_free(*field);
  *field = text;
}

static gboolean
take(VvRaw *raw, const Row *row, char *value, guint line, GError **error)
{
  gpointer field = G_STRUCT_MEMBER_P(row->raw ? (gpointer)raw : raw->file, row->offset);
  g_autofree char *list = NULL;

  if (row->kind != KIND_PEM && has_control(value, FALSE))
    return refuse(error, row->key, line, "has a control character in it");
  switch (row->kind) {
  case KIND_PEM:
    if (has_control(value, TRUE))
      return refuse(error, row->key, line, "has a control character in it");
    set_text(field, *value != '\0' ? g_strdup(value) : NULL);
    return TRUE;
  case KIND_TEXT:
    set_text(field, *value != '\0' ? g_strdup(value) : NULL);
    return TRUE;
  case KIND_LIST:
    set_text(field, join_list(value));
    return TRUE;
  case KIND_FLAG:
    return read_flag(value, field) || refuse(error, row->key, line, "takes 0 or 1");
  case KIND_PORT:
    return read_number(value, -1, G_MAXUINT16, field) ||
           refuse(error, row->key, line, "takes a number from 1 to 65535");
  case KIND_NUMBER:
    return read_number(value, 0, G_MAXINT, field) ||
           refuse(error, row->key, line, "takes a number");
  case KIND_HOTKEY:
    take_hotkey(raw->file, row->key, value);
    return TRUE;
  default:
    g_assert_not_reached();
  }
}

gboolean
vv_keys_take(
    const char *group, const char *key, char *value, guint line, gpointer user_data, GError **error)
{
  VvRaw *raw = user_data;

  raw->file->has_ovirt |= g_str_equal(group, "ovirt");
  if (!g_str_equal(group, "virt-viewer"))
    return TRUE;
  raw->has_group = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    if (g_str_equal(rows[i].key, key))
      return take(raw, &rows[i], value, line, error);
  if (!g_str_has_prefix(key, "x-"))
    g_debug("A key of a connection file that nobody knows, in line %u", line);
  return TRUE;
}
