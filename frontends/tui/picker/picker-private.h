// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the picker's page share. */
#pragma once

#include "picker/brush.h"
#include "picker/columns.h"
#include "picker/curses.h"
#include "picker/details.h"
#include "picker/hosts.h"
#include "picker/model.h"
#include "picker/picker.h"
#include "picker/popup.h"
#include "picker/preview.h"
#include "picker/questions.h"
#include "picker/settings.h"
#include "picker/statistics.h"
#include "picker/theme.h"
#include "terminal/line-edit.h"

G_BEGIN_DECLS

typedef enum {
  PROMPT_NONE,
  PROMPT_FILTER,
  PROMPT_FIND,
  PROMPT_COMMAND,
  PROMPT_TEXT,   /* asked for by an operation */
  PROMPT_SECRET, /* the same, and not shown; what becomes of it is NULL when it is not told */
} PromptKind;

typedef struct {
  PromptKind kind;
  char *label;   /* (owned) */
  LineEdit line; /* what is typed, while there is a prompt */
  char *fitting; /* (owned) (nullable) the words that it may go on with */
  /* For PROMPT_TEXT and PROMPT_SECRET: what becomes of it. */
  void (*done)(Picker *picker, const char *text);
} Prompt;

/* Where things are on the screen, in cells; a height of 0 = not shown. */
typedef struct {
  int columns;
  int rows;
  int title_row; /* -1 = not shown, as the next ones */
  int header_row;
  int status_row;
  int bar_row;
  int list_row;
  int list_height;
  int list_width;    /* beside a preview, one blank column follows */
  OrielRect preview; /* inside its frame */
} Layout;

struct _Picker {
  Page page;
  PickerOptions options; /* the pages that it opens; the rest is not kept */
  Settings settings;
  gboolean read_only;
  GCancellable *cancellable; /* (owned) cancelled when the page goes */

  Model *model;               /* (owned) */
  Hosts *hosts;               /* (owned) */
  Details *details;           /* (owned) */
  Statistics *statistics;     /* (owned) */
  Preview *preview;           /* (owned) */
  PickerQuestions *questions; /* (owned) */

  Curses *curses; /* (owned) (nullable) once the page has had the terminal */
  Theme theme;
  Layout layout;
  OrielRect cell; /* its size in pixels; 0 = unknown */
  Columns columns;
  guint draw_id;
  gboolean draw_all;
  gboolean draw_frame; /* the lines around the list */
  gboolean draw_title; /* of the preview */
  gboolean scrolled;
  GArray *dirty; /* (owned) of gboolean, one a row of the list */

  Row *cursor;       /* (unowned) (nullable) */
  int cursor_index;  /* where it is, or was */
  int top;           /* index of the first row shown */
  Row *range;        /* (unowned) (nullable) where a range of marks begins */
  gboolean touched;  /* a person has moved the cursor */
  gboolean focused;  /* the terminal has the keyboard, or does not tell */
  guint count;       /* typed before a key; 0 = none */
  gint64 click_time; /* of the last click, monotonic in µs */
  Row *clicked;      /* (unowned) (nullable) */

  Prompt prompt;
  Popup *popup;        /* (owned) (nullable) */
  char *filter;        /* (owned) */
  char *find;          /* (owned) */
  char *message;       /* (owned) (nullable) in place of the hints */
  gboolean is_trouble; /* what it says */
  guint n_under_way;   /* actions whose outcome is not known */
  gboolean leaving;    /* asked for while actions are under way */
};

/* picker-draw.c: everything is drawn once, at the end of the turn of the main loop. */
void picker_draw_all(Picker *self);
void picker_draw_row(Picker *self, int index);
/* The lines around the list. */
void picker_draw_frame(Picker *self);
/* Draws what has to be, at once, and appends what the terminal needs for it. */
void picker_render(Picker *self, const TerminalAbilities *abilities, GString *bytes);

/* Which of the keys of the bar is at @column: 0 = F1. */
int picker_bar_at(Picker *self, int column);

/* picker-list.c */
void picker_draw_list_row(Picker *self, int screen_row);
void picker_draw_list_header(Picker *self);
/* What its row says of it. (transfer full) */
char *picker_describe_host(Picker *self, const HostRow *row);

/* picker-move.c */
void picker_move_to(Picker *self, int index);
/* After rows have changed: finds the cursor again. */
void picker_fix_cursor(Picker *self);
/* (nullable) */
OrielGuest *picker_get_guest(Picker *self);
gboolean picker_find_next(Picker *self, int direction, gboolean from_here);

/* picker-prompt.c */
void picker_prompt(Picker *self,
                   PromptKind kind,
                   const char *label,
                   const char *text,
                   void (*done)(Picker *picker, const char *text));
void picker_prompt_key(Picker *self, const KeyEvent *key);
void picker_prompt_close(Picker *self);
void picker_set_filter(Picker *self, const char *text);

/* picker.c */
/* The cursor is at another row. */
void picker_cursor_moved(Picker *self);
/* Takes @popup and shows it; one that is open is cancelled. */
void picker_open_popup(Picker *self, Popup *popup);
/* Says something in the status line, until the next key. */
void picker_say(Picker *self, const char *format, ...) G_GNUC_PRINTF(2, 3);
void picker_complain(Picker *self, const char *format, ...) G_GNUC_PRINTF(2, 3);
void picker_save_settings(Picker *self);
/* The theme or the layout is another. */
void picker_restyle(Picker *self);

/* picker-operations.c: what keys and commands do, one table for both, and for the help. */
typedef struct {
  const char *name;    /* the command; NULL = it has none */
  const char *keys;    /* for the help */
  guint keysyms[3];    /* 0 = no more */
  Modifiers modifiers; /* of all of them; Shift does not count */
  const char *help;
  gboolean changes; /* something on a host: not for --read-only */
  void (*run)(Picker *self, const char *argument);
} Operation;

const Operation *operations_get(guint *n_operations);
const Operation *operations_find_key(const KeyEvent *key);
void operations_run(Picker *self, const Operation *operation, const char *argument);
/* Does what was typed after ":". */
void operations_run_command(Picker *self, const char *text);
/* What @text is completed to; @fitting (out) (nullable) lists the words that it may become. */
char *operations_complete(Picker *self, const char *text, char **fitting);

/* What they do; @argument is what stands behind the command, "" without. */
#define PICKER_OPERATION(name) void picker_op_##name(Picker *self, const char *argument)
PICKER_OPERATION(actions);
PICKER_OPERATION(autostart);
PICKER_OPERATION(clear);
PICKER_OPERATION(columns);
PICKER_OPERATION(command);
PICKER_OPERATION(connect);
PICKER_OPERATION(console);
PICKER_OPERATION(copy);
PICKER_OPERATION(disconnect);
PICKER_OPERATION(down);
PICKER_OPERATION(filter);
PICKER_OPERATION(find);
PICKER_OPERATION(find_next);
PICKER_OPERATION(find_previous);
PICKER_OPERATION(first);
PICKER_OPERATION(fold);
PICKER_OPERATION(force_off);
PICKER_OPERATION(gtk);
PICKER_OPERATION(half_down);
PICKER_OPERATION(half_up);
PICKER_OPERATION(help);
PICKER_OPERATION(last);
PICKER_OPERATION(mark);
PICKER_OPERATION(mark_all);
PICKER_OPERATION(open);
PICKER_OPERATION(open_by);
PICKER_OPERATION(page_down);
PICKER_OPERATION(page_up);
PICKER_OPERATION(pause);
PICKER_OPERATION(quit);
PICKER_OPERATION(range);
PICKER_OPERATION(reboot);
PICKER_OPERATION(reconnect);
PICKER_OPERATION(redraw);
PICKER_OPERATION(reset);
PICKER_OPERATION(resume);
PICKER_OPERATION(reverse);
PICKER_OPERATION(save);
PICKER_OPERATION(screenshot);
PICKER_OPERATION(sdl);
PICKER_OPERATION(send_key);
PICKER_OPERATION(setup);
PICKER_OPERATION(shutdown);
PICKER_OPERATION(snapshot);
PICKER_OPERATION(snapshots);
PICKER_OPERATION(sort);
PICKER_OPERATION(sort_next);
PICKER_OPERATION(sort_previous);
PICKER_OPERATION(start);
PICKER_OPERATION(suspend);
PICKER_OPERATION(theme);
PICKER_OPERATION(tree);
PICKER_OPERATION(type);
PICKER_OPERATION(unfold);
PICKER_OPERATION(unmark);
PICKER_OPERATION(up);

G_END_DECLS
