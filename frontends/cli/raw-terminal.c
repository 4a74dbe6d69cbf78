// SPDX-License-Identifier: LGPL-2.1-or-later
#include "raw-terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Colours, keys and pointer as sequences, marks around pastes, a hidden cursor, the alternate
 * screen: programs in the guest turn these on, and cannot know that we leave. */
#define QUIETEN                                                                                    \
  "\033[0m\033[?1l\033>\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[<u\033[>4;0m"   \
  "\033[?25h\033[?1047l"

static const int deadly[] = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT, SIGPIPE,
                             SIGSEGV, SIGBUS,  SIGFPE, SIGILL,  SIGABRT};

static struct termios saved;
static volatile sig_atomic_t raw, touched;
static gboolean quietens; /* the terminal knows sequences */

/* A terminal that was stopped, by Ctrl-S or by whoever watches it, takes nothing: to wait until it
 * has, as TCSADRAIN does, would be to wait for ever. */
static void
quieten(void)
{
  struct pollfd room = {.fd = STDOUT_FILENO, .events = POLLOUT};

  if (poll(&room, 1, 0) == 1 && (room.revents & POLLOUT) != 0)
    (void)!write(STDOUT_FILENO, QUIETEN, strlen(QUIETEN));
}

/* Also of signal handlers. */
static void
restore(void)
{
  if (!raw)
    return;
  raw = 0;
  if (touched && quietens)
    quieten();
  tcsetattr(STDIN_FILENO, TCSANOW, &saved);
}

static void
make_raw(void)
{
  struct termios mode = saved;

  cfmakeraw(&mode);
  raw = 1;
  tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

static void
on_deadly(int number)
{
  restore();
  signal(number, SIG_DFL);
  raise(number);
}

/* What the program was started to ignore, as by nohup, it goes on ignoring. */
static void
catch_deadly(int number)
{
  struct sigaction action = {.sa_handler = on_deadly}, old;

  sigaction(number, &action, &old);
  if (old.sa_handler == SIG_IGN)
    sigaction(number, &old, NULL);
}

static void on_stop(int number);

static void
catch_stop(void)
{
  struct sigaction action = {.sa_handler = on_stop, .sa_flags = SA_RESTART};

  sigaction(SIGTSTP, &action, NULL);
}

/* Stops like any other program, and goes on where it was. */
static void
on_stop(int number)
{
  int error = errno;
  sigset_t stop;

  restore();
  signal(SIGTSTP, SIG_DFL);
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);
  catch_stop();
  make_raw();
  errno = error;
}

gboolean
raw_terminal_enter(void)
{
  const char *term = g_getenv("TERM");

  if (tcgetattr(STDIN_FILENO, &saved) != 0)
    return FALSE;
  quietens = isatty(STDOUT_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
  for (gsize i = 0; i < G_N_ELEMENTS(deadly); i++)
    catch_deadly(deadly[i]);
  catch_stop();
  make_raw();
  return TRUE;
}

void
raw_terminal_leave(void)
{
  restore();
}

void
raw_terminal_touch(void)
{
  touched = 1;
}
