// SPDX-License-Identifier: LGPL-2.1-or-later
/* Passwords that are neither in argv nor in the environment. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Frees a secret after wiping it; NULL is ignored. */
void secret_free(char *secret);

/* The first line of the file descriptor @fd, without its end; nothing behind it is taken. Blocks,
 * and gives up when a signal handler that was installed without SA_RESTART has run. (transfer
 * full), to be freed by secret_free(). Errors: G_IO_ERROR; ORIEL_ERROR_INVALID when the line is too
 * long. */
char *secret_read_fd(int fd, GError **error);

G_END_DECLS
