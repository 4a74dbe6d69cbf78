// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The rows of the picker: hosts, their guests, and the consoles of guests, as a tree or flat; live,
 * sorted and filtered. No terminal.
 *
 * Changes are cheap: a guest whose state changes is moved in its place, and the list of rows is
 * made anew when somebody looks at it, which copies pointers.
 */
#pragma once

#include "shared/filter.h"

#include <stdbool.h>

G_BEGIN_DECLS

typedef enum {
  COLUMN_NAME,
  COLUMN_STATE,
  COLUMN_HOST,
  COLUMN_VCPUS,
  COLUMN_MEMORY,
  COLUMN_CPU,
  COLUMN_DISPLAY,
  N_COLUMNS,
} Column;

typedef enum {
  ROW_HOST,
  ROW_GUEST,
  ROW_CONSOLE,
} RowKind;

typedef struct {
  RowKind kind;
} Row;

typedef struct _Model Model;

typedef struct {
  Row row;
  Model *model;
  OrielHost *host;    /* (owned) */
  GPtrArray *listed;  /* (owned) of GuestRow (owned), in the order of the host's list */
  GPtrArray *sorted;  /* (owned) of GuestRow (unowned), in ours */
  GHashTable *guests; /* (owned) OrielGuest (unowned) -> GuestRow (unowned) */
  gboolean folded;
  guint n_matching;
} HostRow;

#define MODEL_SAMPLES 8 /* of the share of the processors that are kept */

typedef struct {
  Row row;
  HostRow *host;
  OrielGuest *guest;  /* (owned) */
  GPtrArray *devices; /* (owned) (nullable) of ConsoleRow (owned), while it is unfolded */
  guint8 *samples; /* (owned) (nullable) MODEL_SAMPLES percentages, the newest last; 255 = none */
  guint name_hash; /* tells a new name */
  bool marked;
  bool matching;
  bool running;
  bool unfolded;
  bool details_asked;
  bool details_failed; /* asked for in vain */
} GuestRow;

typedef struct {
  Row row;
  GuestRow *guest;
  OrielGraphics *graphics; /* (owned) (nullable) one of the two */
  OrielConsole *console;   /* (owned) (nullable) */
} ConsoleRow;

typedef struct {
  /* Rows came, went or changed their places. */
  void (*rows_changed)(gpointer user_data);
  /* What one row says has changed. */
  void (*row_changed)(Row *row, gpointer user_data);
  /* @row is about to go. */
  void (*row_removed)(Row *row, gpointer user_data);
} ModelHooks;

Model *model_new(const ModelHooks *hooks, gpointer user_data);
void model_free(Model *self);

HostRow *model_add_host(Model *self, OrielHost *host);
void model_remove_host(Model *self, HostRow *row);
/* (transfer none) (element-type HostRow) in the order they were added */
GPtrArray *model_get_hosts(Model *self);

void model_set_filter(Model *self, const char *text);
gboolean model_is_filtered(const Model *self);
/* Whether more guests may fit once their details are known. */
gboolean model_filter_searches_details(const Model *self);
void model_set_sort(Model *self, Column column, gboolean reverse);
/* A tree of hosts, guests and consoles, or guests alone. */
void model_set_tree(Model *self, gboolean tree);
gboolean model_get_tree(const Model *self);
/* Of a host, or of a guest; nothing else folds. */
void model_set_folded(Model *self, Row *row, gboolean folded);
gboolean model_is_folded(const Row *row);

guint model_get_n_rows(Model *self);
/* (transfer none): valid until rows change */
Row *model_get_row(Model *self, guint index);
/* What to call the host of @row: its name, or its address where another host has the same name. */
const char *model_get_host_label(const HostRow *row);
/* The index of @row, or -1 when it is not shown. */
int model_find(Model *self, const Row *row);
/* The guest that @row is, or is of; NULL for a host. */
GuestRow *model_get_guest(Row *row);
/* (nullable) */
GuestRow *model_find_guest(Model *self, OrielGuest *guest);

/* How many characters the longest name of a guest has; it does not shrink. */
int model_get_longest_name(const Model *self);
guint model_get_n_guests(const Model *self);
guint model_get_n_running(const Model *self);

/* Marks; a mark stays on a guest that is filtered away or folded in. */
void model_mark(Model *self, GuestRow *row, gboolean marked);
/* All guests that the filter lets through, folded in or not. */
void model_mark_matching(Model *self);
void model_unmark_all(Model *self);
/* The guests among the rows from @first to @last, both included, in any order. */
void model_mark_range(Model *self, guint first, guint last);
guint model_get_n_marked(const Model *self);
/* (transfer full) (element-type OrielGuest): those marked, by host and in order; without any, the
 * guest of @row, if it has one */
GPtrArray *model_list_victims(Model *self, Row *row);

/* Keeps the guest's present share of the processors as its newest sample. */
void model_take_sample(GuestRow *row);

G_END_DECLS
