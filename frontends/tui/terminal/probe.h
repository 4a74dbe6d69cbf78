// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a terminal can do: the questions, and what its answers and its environment mean. Pure.
 *
 * Primary device attributes (DA1) are asked for last: every terminal answers them, in order, so
 * silence before them is a no.
 */
#pragma once

#include "terminal/input-parser.h"
#include "terminal/terminal.h"

G_BEGIN_DECLS

/* The longest wait for the answers. */
#define PROBE_LIMIT_MS 300

/* (nullable), (transfer none): as in the environment of the program */
typedef struct {
  const char *term;
  const char *colorterm;
  const char *no_color;
  const char *tmux;
  const char *sty; /* of screen */
  gboolean utf8;   /* the locale's character set */
} ProbeEnvironment;

typedef struct {
  TerminalAbilities abilities;
  gboolean limited;     /* only what every terminal understands is asked */
  gboolean told_colors; /* by the environment: answers change nothing */
  gboolean done;        /* the last answer has come */
  int cell_width;       /* pixels, 0 = not told */
  int cell_height;
} Probe;

/* What the environment alone tells. */
void probe_init(Probe *self, const ProbeEnvironment *environment);
/* Appends the questions. @shared_name is that of three bytes of shared memory, which the terminal
 * removes when it can read them; (nullable). */
void probe_ask(const Probe *self, const char *shared_name, GString *bytes);
/* Takes an answer; FALSE if it is none to these questions. */
gboolean probe_take(Probe *self, const Reply *reply);
/* Whether @term can show pages at all. */
gboolean probe_is_usable(const char *term);

G_END_DECLS
