// SPDX-License-Identifier: LGPL-2.1-or-later
/* Two groups of a page of preferences: texts that can be removed, and what adds another, which is
 * judged while it is typed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything is borrowed for as long as the program runs. */
typedef struct {
  const char *title;
  const char *description;
  const char *add_title;
  const char *first;  /* what is typed */
  const char *second; /* (nullable): what may be typed beside it; it is joined by "=" */
  const char *hint;   /* what that looks like */
  const char *icon;
  /* What is wrong with @text, for a person. (transfer full) (nullable) */
  char *(*complain)(const char *text);
  /* These are the texts now; both are borrowed. */
  void (*changed)(const char *const *texts, gpointer user_data);
} EditableListKind;

/* @user_data outlives @page. */
void editable_list_add(AdwPreferencesPage *page,
                       const EditableListKind *kind,
                       const char *const *texts,
                       gpointer user_data);

G_END_DECLS
