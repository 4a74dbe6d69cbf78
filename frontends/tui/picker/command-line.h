// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person types after ":": a verb, and what it is about. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Splits @text; both are empty rather than NULL. (transfer full) */
void command_line_split(const char *text, char **verb, char **argument);

/* The line in which what stands before its end is completed as far as all of @words (NULL at the
 * end) that begin so agree, and the words that fit in @fitting (transfer container). One that fits
 * alone gets a blank behind it, unless it is an argument. (transfer full) */
char *command_line_complete(const char *text, const char *const *words, GPtrArray **fitting);

/* The verb that @typed means: one of @verbs (NULL at the end), or the only one that begins so; NULL
 * = none. */
const char *command_line_find(const char *typed, const char *const *verbs);

G_END_DECLS
