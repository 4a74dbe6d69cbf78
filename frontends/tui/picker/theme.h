// SPDX-License-Identifier: LGPL-2.1-or-later
/* What things look like: by role, on terminals of many colours, few, or none. */
#pragma once

#include "picker/settings.h"
#include "terminal/terminal.h"

G_BEGIN_DECLS

typedef enum {
  ROLE_NORMAL,
  ROLE_TITLE,    /* the first line */
  ROLE_HEADER,   /* of the columns */
  ROLE_CURSOR,   /* the row that keys act on */
  ROLE_HOST,     /* the row of a host */
  ROLE_MARKED,   /* a guest that is marked */
  ROLE_DIM,      /* what matters less */
  ROLE_GOOD,     /* runs, is connected */
  ROLE_WARNING,  /* paused, waits */
  ROLE_BAD,      /* crashed, failed, and what destroys */
  ROLE_KEY,      /* the name of a key */
  ROLE_KEY_TEXT, /* what the key does */
  ROLE_BORDER,
  N_ROLES,
} Role;

/* What ncurses calls attr_t, colours included. */
typedef guint Attributes;

typedef struct {
  Attributes attributes[N_ROLES]; /* with their colours */
  gboolean ascii;                 /* no other character is drawn */
  gboolean few_glyphs;            /* those alone of glyph_is_common() */
} Theme;

/* For a screen of ncurses that is set up. Colours only add to what attributes and words say. */
void theme_init(Theme *self, const Settings *settings, const TerminalAbilities *abilities);
/* The attributes of @role. */
Attributes theme_get(const Theme *self, Role role);

Role theme_role_of_state(OrielGuestState state);

G_END_DECLS
