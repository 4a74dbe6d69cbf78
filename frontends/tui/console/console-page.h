// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A guest's text console as a page. Consoles stay open behind other pages, and go on listening,
 * until they are closed: to open one a second time brings it to the front as it is.
 */
#pragma once

#include "shared/session-options.h"
#include "terminal/page.h"

G_BEGIN_DECLS

/* Shows the console @alias of @guest, or its first (NULL); @take_over: even if somebody else has
 * it. */
void console_page_open(App *app, OrielGuest *guest, const char *alias, gboolean take_over);
/* The same of a session of @options, which outlive the page; the caller connects it once, and the
 * page again, which asks what its server asks then. */
void console_page_open_of_session(App *app,
                                  SessionOptions *options,
                                  OrielSession *session,
                                  const char *alias);

/* A page that has sessions, one after the other, and calls for another one. */
typedef struct {
  Page *page;                    /* which outlives the console */
  void (*reconnect)(Page *page); /* a person wants the console back */
} ConsoleOwner;

/* The same of a session of @owner: its first. */
void console_page_open_of_owner(const ConsoleOwner *owner, OrielSession *session);
/* Brings that page to the front; FALSE = there is none. */
gboolean console_page_raise_of_owner(const Page *owner);
/* The console of @owner, if it is open, goes on with @session. */
void console_page_set_session(const Page *owner, OrielSession *session);
/* It is closed, as @owner is about to be. */
void console_page_close_of_owner(const Page *owner);

G_END_DECLS
