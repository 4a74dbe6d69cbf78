// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What fills the terminal: the picker, a guest's screen, a text console. One page has the terminal
 * at a time; the others live on behind it.
 */
#pragma once

#include "terminal/terminal.h"

G_BEGIN_DECLS

typedef struct _App App;
typedef struct _Page Page;

typedef struct {
  /* The page has the terminal from now on: it draws everything. */
  void (*enter)(Page *page);
  /* The page loses the terminal, and writes to it no more: it takes off what clearing the screen
   * does not (pictures). */
  void (*leave)(Page *page);
  /* The size or the abilities changed, or the screen was lost: it draws everything again. */
  void (*redraw)(Page *page);
  void (*event)(Page *page, const Event *event);
  void (*synced)(Page *page); /* (nullable) */
  void (*free)(Page *page);
} PageClass;

struct _Page {
  const PageClass *class;
  App *app;
};

/* Takes @page (transfer full) and gives it the terminal. */
void app_push(App *app, Page *page);
/* Brings a page that is alive behind others to the front. */
void app_raise(App *app, Page *page);
/* Puts a page that goes on living behind all others; FALSE = there is none but such. It ends with
 * the last of the others. */
gboolean app_lower(App *app, Page *page);
/* Ends @page once the event under way is handled; the one behind it gets the terminal, or the
 * program ends with @status. */
void app_close(App *app, Page *page, int status);
gboolean app_has_terminal(App *app, const Page *page);
Terminal *app_get_terminal(App *app);

G_END_DECLS
