// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Connections that are kept: those that the person has given a name, in the configuration folder
 * (oriel/connections/NAME), and those that were open last, in that of states (oriel/recent).
 *
 * Each is the words of a command line that opens it, quoted as in a shell, on one line; a person
 * may edit them. No secret is ever in them. Blocks as files do.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

#define CONNECTIONS_MAX_RECENT 20

/* The words of the connection that is called @name; NULL without an error = there is none.
 * Errors: ORIEL_ERROR_INVALID for a file that is damaged, G_FILE_ERROR. (transfer full) */
GStrv connections_load(const char *name, GError **error);

/* Keeps @words, options and a target, under @name, in place of what was there. What is for one
 * time,
 * --save and --password-fd, is left out. Errors: ORIEL_ERROR_INVALID for a name that is none, and
 * for words with a secret in them; G_FILE_ERROR. */
gboolean connections_save(const char *name, const char *const *words, GError **error);

/* Whether connections_save() would take them. Pure. */
gboolean connections_check(const char *name, const char *const *words, GError **error);

/* The words as a line that a shell takes. Pure. (transfer full) */
char *connections_quote(const char *const *words);

/* Keeps what is called @name under @to, unless that is taken. Errors: as above,
 * ORIEL_ERROR_NOT_FOUND for a name that keeps nothing. */
gboolean connections_rename(const char *name, const char *to, GError **error);

/* Keeps nothing under @name any more. Errors: G_FILE_ERROR. */
gboolean connections_forget(const char *name, GError **error);

/* The names there are, sorted. (transfer full) */
GStrv connections_list(void);

/* Puts @words, which open a connection, in front of those that were open last. What fails is only
 * logged. */
void connections_remember(const char *const *words);

/* Takes @line, one of connections_list_recent(), from those. What fails is only logged. */
void connections_forget_recent(const char *line);

/* Those lines, the last one first, each as a shell takes it. (transfer full) */
GStrv connections_list_recent(void);

G_END_DECLS
