// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/modes.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A terminal that takes nothing for this long is left with what it got. */
#define PATIENCE_MS 500

static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};

/* Written by the main thread while raw is 0. */
static struct {
  int fd;
  struct termios found;
  char restore[MODES_MAX_RESTORE];
  gsize length;
  volatile sig_atomic_t raw;
} modes;

static guint8 crash_stack[16 * 1024];

gboolean
modes_enter(int fd, GError **error)
{
  struct termios raw;

  if (!modes.raw && tcgetattr(fd, &modes.found) != 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot read the terminal's modes: %s",
                g_strerror(errno));
    return FALSE;
  }
  raw = modes.found;
  cfmakeraw(&raw);
  if (tcsetattr(fd, TCSADRAIN, &raw) != 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot set the terminal's modes: %s",
                g_strerror(errno));
    return FALSE;
  }
  modes.fd = fd;
  modes.raw = 1;
  return TRUE;
}

void
modes_set_restore(const char *bytes, gsize length)
{
  g_return_if_fail(length <= sizeof modes.restore);

  memcpy(modes.restore, bytes, length);
  modes.length = length;
}

/* The descriptor does not block, and a signal handler has no main loop. */
static void
write_restore(void)
{
  gsize sent = 0;

  while (sent < modes.length) {
    gssize n = write(modes.fd, modes.restore + sent, modes.length - sent);
    struct pollfd wait = {.fd = modes.fd, .events = POLLOUT};

    if (n >= 0)
      sent += (gsize)n;
    else if (errno != EINTR && (errno != EAGAIN || poll(&wait, 1, PATIENCE_MS) <= 0))
      return;
  }
}

void
modes_restore(void)
{
  if (!modes.raw)
    return;
  write_restore();
  tcsetattr(modes.fd, TCSANOW, &modes.found);
  modes.raw = 0;
}

/* The handler is reset by SA_RESETHAND: raised again, the signal ends the program as it would
 * have. */
static void
on_crash(int number)
{
  modes_restore();
  raise(number);
}

void
modes_catch_crashes(void)
{
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  struct sigaction action = {.sa_handler = on_crash,
                             .sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)};

  sigaltstack(&stack, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(crashes); i++)
    sigaction(crashes[i], &action, NULL);
}

char
modes_get_erase(void)
{
  return (char)modes.found.c_cc[VERASE];
}
