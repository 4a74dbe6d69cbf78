// SPDX-License-Identifier: LGPL-2.1-or-later
/* The directory of one ssh connection, of the library and of the program that runs ssh for it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes it, with the sockets and links in it; what is not there, or not ours, is left alone. */
void oriel_ssh_folder_remove(const char *path);

G_END_DECLS
