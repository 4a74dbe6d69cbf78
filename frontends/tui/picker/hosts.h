// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The connections of the picker: made in the background, and made again for as long as it takes,
 * those that never were as well.
 */
#pragma once

#include "picker/model.h"

G_BEGIN_DECLS

typedef struct _Hosts Hosts;

Hosts *hosts_new(Model *model, gboolean read_only);
/* Leaves all of them. */
void hosts_free(Hosts *self);
/* Adds the host at @uri to the model, and connects. */
gboolean hosts_add(Hosts *self, const char *uri, GError **error);
void hosts_remove(Hosts *self, HostRow *row);
/* Tries those at once that are not connected. */
void hosts_retry(Hosts *self);
/* (nullable) */
HostRow *hosts_find(Hosts *self, const char *uri);
guint hosts_get_n_connected(Hosts *self);

G_END_DECLS
