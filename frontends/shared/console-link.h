// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A text console of a guest, kept open: it waits while the guest is off or its host away, opens
 * again by itself when they are back, and tells when somebody else has it.
 *
 * Everything here is for the thread of the main context that was the default when it was made,
 * where the hooks run; nothing blocks.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Bytes that wait for a guest that does not read; more are refused. */
#define CONSOLE_LINK_MAX_QUEUE (1024 * 1024)

typedef enum {
  CONSOLE_LINK_OPENING,
  CONSOLE_LINK_OPEN,
  CONSOLE_LINK_BUSY,    /* somebody else has it; it can be taken over */
  CONSOLE_LINK_WAITING, /* the guest is off, or not reached; it opens when that changes */
  CONSOLE_LINK_LOST,    /* it failed, or was taken over; console_link_open() tries again */
} ConsoleLinkState;

typedef struct {
  /* What the guest says: any bytes, among them such as drive a terminal. */
  void (*received)(const char *bytes, gsize length, gpointer user_data);
  void (*changed)(gpointer user_data); /* the state, or its reason */
} ConsoleLinkHooks;

typedef struct _ConsoleLink ConsoleLink;

/* Opens the console @alias of @guest, or its first (NULL). Holds the guest and its host, and goes
 * on with the guest of the same uuid when the host forgets this one. (transfer full) */
ConsoleLink *console_link_new_for_guest(OrielGuest *guest,
                                        const char *alias,
                                        gboolean take_over,
                                        const ConsoleLinkHooks *hooks,
                                        gpointer user_data);
/* The same of a session, which is connected by the caller: opens it once the session tells of it.
 */
ConsoleLink *console_link_new_for_session(OrielSession *session,
                                          const char *alias,
                                          const ConsoleLinkHooks *hooks,
                                          gpointer user_data);
/* Of a session: from here on nobody else connects it. It is connected again when it has ended, by
 * itself where that can help, and by console_link_open(). */
void console_link_keep_session(ConsoleLink *self);
/* Of a session: goes on with @session in place of one that has ended. */
void console_link_set_session(ConsoleLink *self, OrielSession *session);
/* Closes it; what was sent before still arrives. NULL is ignored. */
void console_link_free(ConsoleLink *self);

/* Tries again, and takes it away from whoever has it if @take_over. Not while it is open. */
void console_link_open(ConsoleLink *self, gboolean take_over);

ConsoleLinkState console_link_get_state(const ConsoleLink *self);
/* Why it is not open, for a person; NULL while it is open or opening. */
const GError *console_link_get_error(const ConsoleLink *self);
/* Its alias, once it is known, or NULL. */
const char *console_link_get_alias(const ConsoleLink *self);
/* (transfer none) (nullable): NULL = of a session */
OrielGuest *console_link_get_guest(const ConsoleLink *self);

/* Sends bytes, in order, when the guest takes them. FALSE when it is not open, or the queue is
 * full: then none of them is sent. */
gboolean console_link_send(ConsoleLink *self, const char *bytes, gsize length);
/* Bytes that wait for the guest. */
gsize console_link_get_queued(const ConsoleLink *self);
/* While it is paused nothing is received, and the guest may have to wait. */
void console_link_set_paused(ConsoleLink *self, gboolean paused);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ConsoleLink, console_link_free)

G_END_DECLS
