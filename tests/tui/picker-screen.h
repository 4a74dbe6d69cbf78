// SPDX-License-Identifier: LGPL-2.1-or-later
/* A picker whose bytes libvterm shows. */
#pragma once

#include <vterm.h>

#include "picker-rig.h"

typedef struct {
  Rig *rig;
  VTerm *terminal;
  int columns;
  int rows;
} PickerScreen;

void screen_open(PickerScreen *f, guint n_guests, int columns, int rows);
/* 40 guests, on 80 x 24. */
void screen_setup(PickerScreen *f, gconstpointer data);
void screen_teardown(PickerScreen *f, gconstpointer data);
void screen_resize(PickerScreen *f, int columns, int rows);

/* Shows what there is to show; returns how many bytes that took. */
gsize screen_render(PickerScreen *f);
/* What stands in row @row, without blanks at its end. (transfer full) */
char *screen_read_row(PickerScreen *f, int row);
/* Renders, and reads all rows. (transfer full) */
char *screen_read(PickerScreen *f);
void screen_see(PickerScreen *f, const char *expected);
void screen_see_not(PickerScreen *f, const char *unexpected);
