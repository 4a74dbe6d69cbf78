// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text console of a session that says what it hears: bytes go in, and have to come back. */
#pragma once

#include "test-viewer.h"

typedef struct {
  TestViewer *viewer;
  GIOStream *stream;          /* (owned) (nullable) while it is open */
  GByteArray *said;           /* (owned) what was written */
  GByteArray *heard;          /* (owned) what was read */
  GError *error;              /* (owned) (nullable) of opening or reading */
  gboolean saying, listening; /* under way */
  gboolean opened;            /* or failed to */
  gboolean ended;             /* reading has */
  gboolean wrote;             /* all of @said */
} TestConsole;

TestConsole *test_console_new(TestViewer *viewer);
void test_console_free(TestConsole *self);

/* Waits until the session lists a console of this name. (transfer full) */
OrielConsole *test_console_find(TestViewer *viewer, const char *name);
/* Opens it, and waits for the outcome. */
gboolean test_console_open(TestConsole *self, OrielConsole *console);
/* Begins to write so many bytes of a pattern. */
void test_console_say(TestConsole *self, gsize size);
/* Begins to read, until the end. */
void test_console_listen(TestConsole *self);
/* Waits until everything that was said was heard, and is the same. */
void test_console_expect_echo(TestConsole *self);
/* Waits until reading has ended. */
void test_console_expect_end(TestConsole *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestConsole, test_console_free)
