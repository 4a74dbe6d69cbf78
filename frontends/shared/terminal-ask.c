// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/terminal-ask.h"

#include "shared/secret.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Signals that end the program, and so would leave the terminal without its echo. */
static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static volatile sig_atomic_t caught;

static void
on_signal(int number)
{
  caught = number;
}

/* Turns the echo of the terminal @fd off; @saved is what it was. */
static gboolean
hide_typing(int fd, struct termios *saved)
{
  struct termios hidden;

  if (tcgetattr(fd, saved) != 0)
    return FALSE;
  hidden = *saved;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  return tcsetattr(fd, TCSAFLUSH, &hidden) == 0;
}

static char *
ask(int fd, const char *prompt)
{
  return write(fd, prompt, strlen(prompt)) >= 0 ? secret_read_fd(fd, NULL) : NULL;
}

/* Asks when nothing that is typed can be seen any more; a deadly signal acts when the terminal is
 * as it was. */
static char *
ask_hidden(int fd, const char *prompt)
{
  struct sigaction note = {.sa_handler = on_signal}, old[G_N_ELEMENTS(deadly)];
  struct termios saved;
  char *secret = NULL;

  caught = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(deadly); i++)
    sigaction(deadly[i], &note, &old[i]);
  if (hide_typing(fd, &saved)) {
    secret = ask(fd, prompt);
    tcsetattr(fd, TCSAFLUSH, &saved);
    (void)!write(fd, "\n", 1);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(deadly); i++)
    sigaction(deadly[i], &old[i], NULL);
  if (caught != 0)
    raise(caught);
  return secret;
}

char *
terminal_ask(const char *prompt, gboolean echo, GError **error)
{
  g_autofree char *line = g_strdup_printf("%s: ", prompt);
  char *secret;
  int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

  if (fd < 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_AUTH,
                "no terminal to ask on, and the server wants: %s", prompt);
    return NULL;
  }
  secret = echo ? ask(fd, line) : ask_hidden(fd, line);
  close(fd);
  if (secret == NULL || *secret == '\0') {
    g_clear_pointer(&secret, secret_free);
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_AUTH, "no answer was given to: %s", prompt);
  }
  return secret;
}
