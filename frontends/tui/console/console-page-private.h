// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of the console page share. */
#pragma once

#include "console/console-page.h"
#include "console/keys.h"
#include "console/view.h"
#include "screen/prompt.h"
#include "shared/console-link.h"

G_BEGIN_DECLS

/* Who gets the keys. */
typedef enum {
  MODE_GUEST,
  MODE_MENU,   /* after the leader: one of the commands */
  MODE_BACK,   /* the window is scrolled back, and keys move it */
  MODE_SEARCH, /* a text to search for is typed */
  MODE_HELP,
} ConsoleMode;

typedef struct {
  Page page;
  ConsoleOwner owner; /* of its session; all NULL = none */
  char *name;         /* (owned) of the guest, or the session's address */
  char *alias;        /* (owned) (nullable) as asked for; NULL = the first */
  ConsoleLink *link;
  SessionOptions *options;    /* (borrowed) (nullable) of a session that asks here */
  OrielAuthRequest *question; /* (owned) (nullable) what its server asks just now */
  Prompt prompt;              /* what is answered to it */
  gboolean answered;          /* it asks again */
  Emulator *emulator;
  View *view;
  Cells *cells;

  ConsoleMode mode;
  GString *search;  /* (owned) what is typed in MODE_SEARCH */
  char *notice;     /* (owned) (nullable) until the next key */
  gboolean heard;   /* the guest has written something */
  gboolean pasting; /* parts of a paste follow */
  gboolean selecting;
  gint64 rang; /* monotonic time of the last bell */

  guint draw_source;  /* 0 = none is due */
  gboolean in_flight; /* a frame is, which the terminal has not answered yet */
  gboolean stale;     /* what is shown is not what is wanted, and a frame is in flight */
} ConsolePage;

/* Draws as soon as the terminal has done with the last frame. */
void console_page_update(ConsolePage *self);
/* Tells the person something in the last line, until the next key. Takes @text. */
void console_page_notify(ConsolePage *self, char *text);
/* Sends bytes to the guest; a notice tells when it does not take them. */
void console_page_send(ConsolePage *self, const char *bytes, gsize length);
/* Gives up the terminal: the console goes on behind, or, where nothing else is, is closed. */
void console_page_leave(ConsolePage *self);
void console_page_close(ConsolePage *self);

/* What a person has answered to the question. */
void console_page_answer(ConsolePage *self, PromptResult result);

/* Writes everything into the cells. */
void console_page_draw(ConsolePage *self);

/* One command a key after the leader. */
typedef struct {
  guint keysym;
  const char *key; /* as the menu calls it */
  const char *summary;
  void (*run)(ConsolePage *self);
} ConsoleCommand;

/* The table; ends with a NULL summary. */
extern const ConsoleCommand console_commands[];

/* Whether a key is the leader, Ctrl-]. */
gboolean console_keys_is_leader(const KeyEvent *key);
/* What a key does in the page's mode. */
void console_keys_handle(ConsolePage *self, const KeyEvent *key);
void console_mouse_handle(ConsolePage *self, const MouseEvent *mouse);
/* Scrolls, and begins or ends MODE_BACK. */
void console_keys_scroll(ConsolePage *self, int lines);

/* The page that is open of a console of @guest; of any @app, if it is NULL. (transfer none)
 * (nullable) */
ConsolePage *console_registry_find(App *app, OrielGuest *guest, const char *alias);
/* The same of a console of a session of @owner. */
ConsolePage *console_registry_find_owned(const Page *owner);
/* The one after @page, and after the last the first. */
ConsolePage *console_registry_next(ConsolePage *page);
guint console_registry_count(void);
void console_registry_add(ConsolePage *page);
void console_registry_remove(ConsolePage *page);

G_END_DECLS
