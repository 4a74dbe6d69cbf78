// SPDX-License-Identifier: LGPL-2.1-or-later
/* Certificates for servers, made anew. */
#pragma once

#include <glib.h>

/* A directory with them, see tests/support/certificates.py. (transfer full) */
char *test_certificates_make(void);
/* @directory: (transfer full) */
void test_certificates_remove(char *directory);
