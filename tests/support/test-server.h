// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A server of tests/servers, started and spoken to: it prints READY, takes a line on its input for
 * an order, answers "ok" or "error", and prints a line for what happens to it.
 *
 * Every wait runs the default main context, so that sessions of the same process go on meanwhile.
 * What goes wrong with a server fails the test.
 */
#pragma once

#include <glib.h>

typedef struct _TestServer TestServer;

/* Starts the program @argv and waits until it is ready; lines before that are reports like any
 * other. (transfer full) */
TestServer *test_server_start(const char *const *argv);
/* Ends it; its input is closed, then it has to go. */
void test_server_stop(TestServer *self);
/* Kills it (SIGKILL); it still has to be stopped. */
void test_server_kill(TestServer *self);
/* What it said when it was ready: "READY <this>". */
const char *test_server_get_ready(TestServer *self);

/* Gives an order, and waits until it is answered "ok". */
void test_server_tell(TestServer *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The next line it reported, waited for. (transfer full) */
char *test_server_next(TestServer *self);
/* The next line, which has to be this one. */
void test_server_expect(TestServer *self, const char *line);
/* Passes over lines up to one that begins with @prefix, and returns it. (transfer full) */
char *test_server_skip_to(TestServer *self, const char *prefix);
/* Whether it has reported a line not read yet. */
gboolean test_server_has_line(TestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestServer, test_server_stop)
