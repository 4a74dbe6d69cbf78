// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Passwords of consoles that the user wants to be remembered, in the keyring of the desktop (the
 * Secret Service of freedesktop.org). @console tells consoles apart: keyring_dup_console().
 *
 * For the thread of the main context that is the default; nothing blocks, and a keyring that is
 * locked may ask the user to unlock it meanwhile. A build without libsecret remembers nothing.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Whether this build can remember anything. */
gboolean keyring_is_built(void);

/* What tells the console of @session from others: its address, or its guest. (transfer full),
 * NULL for one that has neither, or that waits for a server to connect. */
char *keyring_dup_console(OrielSession *session);

/* What was remembered of @console: FALSE, with *@username and *@password NULL, where there is
 * nothing or no keyring, which is logged. Both are to be freed by secret_free(). */
void keyring_look_up_async(const char *console,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean keyring_look_up_finish(GAsyncResult *result, char **username, char **password);

/* Remembers the password of @username (may be empty), in place of what was remembered before. */
void keyring_store_async(const char *console,
                         const char *username,
                         const char *password,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean keyring_store_finish(GAsyncResult *result, GError **error);

/* FALSE, without an error, if there was nothing to forget. */
void keyring_forget_async(const char *console, GAsyncReadyCallback callback, gpointer user_data);
gboolean keyring_forget_finish(GAsyncResult *result, GError **error);

G_END_DECLS
