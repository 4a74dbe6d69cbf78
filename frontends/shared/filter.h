// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Which guests are shown: words, all of which have to fit. Pure.
 *
 *   web          the name, the title or the description has "web" in it, whatever the case
 *   ~wb1         its letters are in the name, in this order
 *   state:run    the word for the state begins so ("on" is every state but off)
 *   host:kvm1    the name of the host has it in it
 *   !WORD        WORD does not fit
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Filter Filter;

/* What is known of a guest; NULL = not known. */
typedef struct {
  const char *name;
  const char *title;
  const char *description;
  const char *host;
  OrielGuestState state;
} FilterSubject;

Filter *filter_new(const char *text);
void filter_free(Filter *self);
/* Whether every guest fits. */
gboolean filter_is_empty(const Filter *self);
gboolean filter_matches(const Filter *self, const FilterSubject *subject);
/* Whether more may fit once titles and descriptions are known. */
gboolean filter_searches_details(const Filter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Filter, filter_free)

G_END_DECLS
