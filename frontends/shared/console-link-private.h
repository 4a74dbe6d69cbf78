// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of a console link share. */
#pragma once

#include "shared/console-link.h"
#include "shared/console-pipe.h"
#include "shared/reconnect.h"

G_BEGIN_DECLS

struct _ConsoleLink {
  OrielGuest *guest;     /* (owned) (nullable) of a guest */
  OrielHost *host;       /* (owned) (nullable) its host */
  OrielSession *session; /* (owned) (nullable) of a session */
  gboolean keeps;        /* the session is connected by nobody else */
  gboolean unreached;    /* its server took no connection, the last time */
  Reconnect reconnect;   /* when it is tried again */
  char *alias;           /* (owned) (nullable) the first */
  ConsoleLinkHooks hooks;
  gpointer user_data;

  ConsoleLinkState state;
  GError *error;             /* (owned) (nullable) why it is not open */
  gboolean take_over;        /* of the try under way */
  guint retries;             /* of a console that was busy */
  guint retry_source;        /* of what is looked at again a little later; 0 = nothing */
  int id;                    /* of the guest when it was opened: a new one is a new start */
  GCancellable *cancellable; /* (owned) (nullable) of the try under way */
  ConsolePipe *pipe;         /* (owned) (nullable) while it is open */
  gboolean paused;
};

/* The outcome of a call belongs to the link that waits for it, unless it was given up. */
typedef struct _ConsoleTry ConsoleTry;

/* console-link-open.c */
/* Takes @error. */
void console_link_set_state(ConsoleLink *self, ConsoleLinkState state, GError *error);
/* Why there is nothing to open just now; NULL = there is. (transfer full) */
GError *console_link_find_obstacle(const ConsoleLink *self);
/* Nobody waits any more for the try under way. */
void console_link_give_up(ConsoleLink *self);
/* It did not open, or has ended: goes on as far as that can help. Takes @error. */
void console_link_fail(ConsoleLink *self, GError *error);
void console_link_retry_later(ConsoleLink *self, guint milliseconds);
/* That the other side has closed it. (transfer full) */
GError *console_link_make_closed(void);
/* (transfer full) (nullable) */
OrielConsole *console_link_find_console(ConsoleLink *self, GListModel *consoles);
/* Begins a call, for which the link's cancellable is. */
ConsoleTry *console_link_begin_try(ConsoleLink *self);
/* Ends a try; NULL when nobody waits for it any more. */
ConsoleLink *console_link_finish_try(ConsoleTry *try);
/* Ends the try @user_data of opening a console. */
void console_link_on_opened(GObject *source, GAsyncResult *result, gpointer user_data);

/* console-link-session.c */
/* Whether it is of a session, which has ended. */
gboolean console_link_is_session_over(const ConsoleLink *self);
/* Of a session that is over, that tells more than its consoles. (transfer full) */
GError *console_link_make_reason(const ConsoleLink *self, const GError *error);
/* The port, while the session goes on: the guest may open it again. A server that ends takes the
 * connection of the port first: the end of the session is about to be told. */
gboolean console_link_may_come_back(ConsoleLink *self, const GError *error);
void console_link_open_of_session(ConsoleLink *self);
/* The session that it keeps is over: connects it again, unless that is under way. */
void console_link_lose_session(ConsoleLink *self);
/* Connects again, a little later. Takes @error. */
void console_link_wait_for_server(ConsoleLink *self, GError *error);

G_END_DECLS
