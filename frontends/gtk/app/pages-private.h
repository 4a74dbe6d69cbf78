// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the pages share: pages.c has those that tell something, pages-ask.c those that
 * ask for an answer. */
#pragma once

#include "pages.h"

G_BEGIN_DECLS

struct _Pages {
  PagesHooks hooks;
  gpointer user_data;
  gboolean kiosk; /* nobody is to leave */

  GtkWidget *stack; /* (owned) */
  GtkWidget *wait;
  GtkWidget *spinner;
  GtkWidget *question;
  GtkWidget *username;
  GtkWidget *password;
  GtkWidget *remember; /* a GtkSwitch */
  GtkWidget *remember_row;
  GtkWidget *trust;
  GtkWidget *distrust; /* what is pressed by accident */
  GtkWidget *once;
  GtkWidget *end;
  GtkWidget *retry;
  GtkWidget *starts[2]; /* start the guest: on the page that waits, on that of the end */
};

/* pages.c */
/* @css: (nullable). (transfer floating) */
GtkWidget *
pages_make_button(Pages *self, const char *label, const char *css, void (*clicked)(Pages *self));
/* For some of these, in the middle. (transfer floating) */
GtkWidget *pages_make_button_row(void);
/* The button to leave by, where somebody may. */
void pages_add_cancel(Pages *self, GtkWidget *row, const char *label);
/* @text: fit for a person's screen */
void pages_describe(GtkWidget *page, const char *text);
/* A message as it stands by itself. (transfer full) */
char *pages_dup_sentence(const char *message);
void pages_show(Pages *self, GtkWidget *page);

/* pages-ask.c */
/* (transfer floating) */
GtkWidget *pages_make_question(Pages *self);
GtkWidget *pages_make_trust(Pages *self);

G_END_DECLS
