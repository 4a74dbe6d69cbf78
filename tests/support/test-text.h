// SPDX-License-Identifier: LGPL-2.1-or-later
/* What text that reaches a person has to be like. */
#pragma once

#include <glib.h>

/* Asserts that @text is UTF-8 without control or direction characters. */
void test_assert_clean_text(const char *text);
/* The same of an error, which also has to say something, in the library's own terms. */
void test_assert_clear_error(const GError *error);
