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

/* Takes @error. */
void console_link_set_state(ConsoleLink *self, ConsoleLinkState state, GError *error);
/* Why there is nothing to open just now; NULL = there is. (transfer full) */
GError *console_link_find_obstacle(const ConsoleLink *self);
/* Whether it is of a session, which has ended. */
gboolean console_link_is_session_over(const ConsoleLink *self);
/* Nobody waits any more for the try under way. */
void console_link_give_up(ConsoleLink *self);

G_END_DECLS
