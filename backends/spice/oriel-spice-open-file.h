// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A GFile that is an open descriptor and a name: what spice-client-glib is given to send, since the
 * process itself can open no files. It offers what the library asks of a file it sends, which is
 * its name, its size and its content.
 */
#pragma once

#include <gio/gio.h>

/* The first @size bytes of @fd, which is taken. (transfer full) */
GFile *oriel_spice_open_file_new(int fd, const char *name, guint64 size);
