// SPDX-License-Identifier: LGPL-2.1-or-later
/* A picker without a terminal: it is given events, and what it writes is kept as bytes. */
#pragma once

#include "picker/picker-private.h"

typedef struct {
  Picker *picker;  /* (owned) */
  OrielHost *host; /* (owned) made up, with @n_guests guests: every second one runs */
  TerminalAbilities abilities;
  GString *bytes; /* (owned) of the last render */
  char *folder;   /* (owned) of its settings */
} Rig;

Rig *rig_new(guint n_guests, int columns, int rows);
void rig_free(Rig *self);
/* Another guest of the host. */
OrielGuest *rig_add_guest(Rig *self, const char *name, int id);

void rig_resize(Rig *self, int columns, int rows);
void rig_key(Rig *self, guint keysym, Modifiers modifiers);
/* Presses the keys of an ASCII text. */
void rig_type(Rig *self, const char *text);
void rig_click(Rig *self, int column, int row, OrielButton button);
/* Draws; returns how many bytes that took. */
gsize rig_render(Rig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rig, rig_free)
