// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/terminal-ask.h"

#include "shared/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Signals that end the program, and so would leave the terminal without its echo. */
static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static volatile sig_atomic_t caught;

/* The terminal that is asked on, and what it was; of signal handlers too. */
static int asked = -1;
static const char *question;
static struct termios found, hidden;

static void
on_signal(int number)
{
  caught = number;
}

static void on_stop(int number);

/* What the program was started to ignore, it goes on ignoring. */
static void
catch_signal(int number, const struct sigaction *action, struct sigaction *old)
{
  sigaction(number, action, old);
  if (old->sa_handler == SIG_IGN)
    sigaction(number, old, NULL);
}

static void
catch_stop(struct sigaction *old)
{
  const struct sigaction action = {.sa_handler = on_stop, .sa_flags = SA_RESTART};

  catch_signal(SIGTSTP, &action, old);
}

/* Stops like any other program, with the terminal as it was, and hides what is typed again when it
 * goes on. */
static void
on_stop(int number)
{
  int error = errno;
  struct sigaction old;
  sigset_t stop;

  tcsetattr(asked, TCSANOW, &found);
  signal(SIGTSTP, SIG_DFL);
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);
  catch_stop(&old);
  tcsetattr(asked, TCSAFLUSH, &hidden);
  (void)!write(asked, question, strlen(question));
  errno = error;
}

/* Turns the echo of the terminal @fd off. */
static gboolean
hide_typing(int fd, const char *prompt)
{
  if (tcgetattr(fd, &found) != 0)
    return FALSE;
  asked = fd;
  question = prompt;
  hidden = found;
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
  struct sigaction note = {.sa_handler = on_signal}, old[G_N_ELEMENTS(deadly)], old_stop;
  char *secret = NULL;

  caught = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(deadly); i++)
    catch_signal(deadly[i], &note, &old[i]);
  if (hide_typing(fd, prompt)) {
    catch_stop(&old_stop);
    secret = ask(fd, prompt);
    sigaction(SIGTSTP, &old_stop, NULL);
    tcsetattr(fd, TCSAFLUSH, &found);
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
