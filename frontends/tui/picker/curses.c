// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/curses.h"

#include <curses.h>
#include <errno.h>
#include <oriel.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>

#undef columns /* by <term.h> */

struct _Curses {
  SCREEN *screen;
  FILE *output; /* a memory file: ncurses wants a descriptor to write to */
  FILE *input;  /* nothing is read */
};

/* What ncurses has written so far goes to @bytes, or nowhere. */
static void
take(Curses *self, GString *bytes)
{
  int fd = fileno(self->output);
  off_t length;

  fflush(self->output);
  length = lseek(fd, 0, SEEK_CUR);
  if (length > 0 && bytes != NULL) {
    gsize old = bytes->len;

    g_string_set_size(bytes, old + (gsize)length);
    if (pread(fd, bytes->str + old, (gsize)length, 0) != length)
      g_string_truncate(bytes, old);
  }
  if (lseek(fd, 0, SEEK_SET) != 0 || ftruncate(fd, 0) != 0)
    g_warning("a memory file cannot be emptied: %s", g_strerror(errno));
}

/* Asked before newterm() is, which does not free what it made for a terminal that is not known. */
static gboolean
is_known(const char *name, int fd)
{
  int status;

  if (setupterm(name, fd, &status) != OK)
    return FALSE;
  del_curterm(cur_term);
  return TRUE;
}

/* Terminals whose description is missing on this machine, as after ssh, are much like these. */
static SCREEN *
open_screen(const char *term, gboolean has_256_colors, FILE *output, FILE *input)
{
  g_autofree char *colorful = has_256_colors ? g_strconcat(term, "-256color", NULL) : NULL;
  const char *names[] = {colorful, term, "xterm-256color", "xterm", "vt100"};
  SCREEN *screen = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS(names) && screen == NULL; i++)
    if (names[i] != NULL && *names[i] != '\0' && is_known(names[i], fileno(output)))
      screen = newterm(names[i], output, input);
  return screen;
}

Curses *
curses_new(const char *term, gboolean has_256_colors, int columns, int rows, GError **error)
{
  Curses *self = g_new0(Curses, 1);
  int fd = memfd_create("oriel-curses", MFD_CLOEXEC);

  self->output = fd >= 0 ? fdopen(fd, "w") : NULL;
  self->input = fopen("/dev/null", "re");
  use_env(FALSE);
  use_tioctl(FALSE);
  if (self->output != NULL && self->input != NULL)
    self->screen = open_screen(term, has_256_colors, self->output, self->input);
  if (self->screen == NULL) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "nothing is known of terminals of the type '%s' (TERM), nor of any other: install "
                "the terminfo database (ncurses-base)",
                term != NULL ? term : "");
    curses_free(self);
    return NULL;
  }
  typeahead(-1);
  resizeterm(rows, columns);
  curs_set(0);
  /* How a program usually takes a terminal, which has been taken already. */
  doupdate();
  take(self, NULL);
  curses_invalidate(self);
  return self;
}

void
curses_free(Curses *self)
{
  if (self->screen != NULL) {
    endwin();
    delscreen(self->screen);
  }
  if (self->output != NULL)
    fclose(self->output);
  if (self->input != NULL)
    fclose(self->input);
  g_free(self);
}

void
curses_resize(Curses *self, int columns, int rows)
{
  if (!is_term_resized(rows, columns))
    return;
  resizeterm(rows, columns);
  take(self, NULL);
  curses_invalidate(self);
}

void
curses_invalidate(Curses *self)
{
  clearok(curscr, TRUE);
}

gboolean
curses_is_invalid(Curses *self)
{
  return is_cleared(curscr);
}

void
curses_set_scrolling(Curses *self, gboolean scrolling)
{
  idlok(stdscr, scrolling);
}

void
curses_render(Curses *self, GString *bytes)
{
  wnoutrefresh(stdscr);
  doupdate();
  take(self, bytes);
}
