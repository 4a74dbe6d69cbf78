// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/theme.h"

#include <curses.h>

G_STATIC_ASSERT(sizeof(attr_t) == sizeof(Attributes));

typedef struct {
  attr_t plain;     /* attributes, with colours or without */
  attr_t colorless; /* more of them where there are no colours */
  short basic;      /* of the eight colours; -1 = the terminal's own */
  short dark;       /* of 256, on a dark background */
  short light;      /* of 256, on a light one */
  short back_dark;  /* the background, of 256; -1 = the terminal's own */
  short back_light;
} Look;

static const Look looks[N_ROLES] = {
    [ROLE_NORMAL] = {0, 0, -1, -1, -1, -1, -1},
    [ROLE_TITLE] = {A_BOLD, 0, -1, 255, 16, -1, -1},
    [ROLE_HEADER] = {A_REVERSE, 0, -1, -1, -1, -1, -1},
    [ROLE_CURSOR] = {0, A_REVERSE, -1, 231, 231, 24, 25},
    [ROLE_HOST] = {A_BOLD, 0, COLOR_CYAN, 117, 24, -1, -1},
    [ROLE_MARKED] = {A_BOLD, 0, COLOR_MAGENTA, 213, 90, -1, -1},
    [ROLE_DIM] = {0, A_DIM, -1, 246, 242, -1, -1},
    [ROLE_GOOD] = {0, 0, COLOR_GREEN, 114, 28, -1, -1},
    [ROLE_WARNING] = {0, A_BOLD, COLOR_YELLOW, 221, 130, -1, -1},
    [ROLE_BAD] = {A_BOLD, 0, COLOR_RED, 210, 124, -1, -1},
    [ROLE_KEY] = {A_BOLD, 0, -1, -1, -1, -1, -1},
    [ROLE_KEY_TEXT] = {A_REVERSE, 0, -1, -1, -1, -1, -1},
    [ROLE_BORDER] = {0, 0, COLOR_BLUE, 110, 25, -1, -1},
};

static gboolean
is_dark(const Settings *settings, const TerminalAbilities *abilities)
{
  switch (settings->theme) {
  case THEME_DARK:
    return TRUE;
  case THEME_LIGHT:
    return FALSE;
  default:
    return abilities->dark;
  }
}

/* Colours that cannot be read on white. */
static gboolean
is_pale(short color)
{
  return color == COLOR_YELLOW || color == COLOR_CYAN;
}

/* The attributes of @role on a terminal of @colors colours; 0 = none. */
static attr_t
resolve(Role role, int colors, gboolean dark)
{
  const Look *look = &looks[role];
  short pair = (short)(role + 1);
  short foreground, background = -1;

  if (colors < 8)
    return look->plain | look->colorless;
  if (colors < 256) {
    if (look->back_dark >= 0)
      return look->plain | look->colorless;
    foreground = !dark && is_pale(look->basic) ? COLOR_BLUE : look->basic;
  } else {
    foreground = dark ? look->dark : look->light;
    background = dark ? look->back_dark : look->back_light;
  }
  if (foreground < 0 && background < 0)
    return look->plain;
  init_pair(pair, foreground, background);
  return look->plain | (attr_t)COLOR_PAIR(pair);
}

void
theme_init(Theme *self, const Settings *settings, const TerminalAbilities *abilities)
{
  gboolean mono = settings->theme == THEME_MONO || abilities->colors == TERMINAL_COLORS_NONE;
  int colors = 0;

  self->ascii = settings->ascii || !abilities->unicode;
  self->few_glyphs = abilities->few_glyphs;
  if (!mono && has_colors() && start_color() == OK && use_default_colors() == OK)
    colors = COLORS;
  if (abilities->colors <= TERMINAL_COLORS_16)
    colors = MIN(colors, abilities->colors == TERMINAL_COLORS_16 ? 16 : 8);
  for (int role = 0; role < N_ROLES; role++)
    self->attributes[role] = resolve((Role)role, colors, is_dark(settings, abilities));
}

Attributes
theme_get(const Theme *self, Role role)
{
  return self->attributes[role];
}

Role
theme_role_of_state(OrielGuestState state)
{
  switch (state) {
  case ORIEL_GUEST_RUNNING:
  case ORIEL_GUEST_BLOCKED:
    return ROLE_GOOD;
  case ORIEL_GUEST_PAUSED:
  case ORIEL_GUEST_SLEEPING:
  case ORIEL_GUEST_SHUTTING_DOWN:
    return ROLE_WARNING;
  case ORIEL_GUEST_CRASHED:
    return ROLE_BAD;
  default:
    return ROLE_DIM;
  }
}
