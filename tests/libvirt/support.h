// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the tests of hosts share. Nothing here sleeps: meson ends a test that waits in vain. */
#pragma once

#include <oriel.h>

/* Turns the main loop until @condition holds. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration(NULL, TRUE);                                                        \
  }                                                                                                \
  G_STMT_END

/* Keeps an asynchronous result: a GAsyncReadyCallback whose user data is a GAsyncResult *. */
void keep_result(GObject *source, GAsyncResult *result, gpointer result_location);

/* These end the test when they fail. */
OrielHost *make_host(const char *uri);
OrielHost *connect_host(const char *uri);
void connect_again(OrielHost *host);
/* The error of a connection that must fail. (transfer full) */
GError *connect_in_vain(OrielHost *host);
OrielGuest *find_guest(OrielHost *host, const char *name);
void load_details(OrielGuest *guest);
void perform(OrielGuest *guest, OrielGuestAction action);

/* Turns the main loop until everything the hosts did in threads is over: no descriptor more is open
 * than @n_fds. */
void wait_for_descriptors(guint n_fds);
guint count_descriptors(void);
guint count_threads(void);
