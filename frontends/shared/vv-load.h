// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connection files: how they are read from where they are, and deleted. Blocks as files do. */
#pragma once

#include "shared/vv-file.h"

#include <sys/types.h>

G_BEGIN_DECLS

/* Which file was read; path is NULL where it cannot be deleted. */
typedef struct {
  char *path; /* absolute */
  dev_t device;
  ino_t inode;
} VvOrigin;

void vv_origin_clear(VvOrigin *self);

/* Whether a person who writes @target means a file: "-", "*.vv", a file: URI, or the path (with a
 * slash in it) of a file that exists. */
gboolean vv_load_is_file(const char *target);

/*
 * Reads the file @target, or the standard input, "-". It has to be a regular file of the user or of
 * root. @self is to be cleared by vv_file_clear(), and @origin by vv_origin_clear(), also on error.
 *
 * Errors: as of vv_file_parse(), ORIEL_ERROR_INVALID for what is no such file,
 * ORIEL_ERROR_NOT_FOUND, and those of G_IO_ERROR;
 * all of them name the file.
 */
gboolean vv_load(VvFile *self, VvOrigin *origin, const char *target, GError **error);

/* Deletes the file that was read, if it is still the same, a regular file, and the user's own;
 * leaves everything else alone, silently. */
void vv_origin_delete(const VvOrigin *self);

G_END_DECLS
