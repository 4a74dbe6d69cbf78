// SPDX-License-Identifier: LGPL-2.1-or-later
/* The keys of connection files, one by one (vv-file.c puts them together). */
#pragma once

#include "shared/vv-file.h"

G_BEGIN_DECLS

/* What is of use only until everything has been read. */
typedef struct {
  VvFile *file; /* (borrowed) */
  char *type;
  char *version;
  char *versions;
  char *newer_version_url;
  char *host;
  char *unix_path;
  int port; /* 0 or less = none */
  int tls_port;
  gboolean has_group;
} VvRaw;

void vv_raw_clear(VvRaw *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VvRaw, vv_raw_clear)

/* An IniReaderValue; @user_data is a VvRaw. */
gboolean vv_keys_take(const char *group,
                      const char *key,
                      char *value,
                      guint line,
                      gpointer user_data,
                      GError **error);

G_END_DECLS
