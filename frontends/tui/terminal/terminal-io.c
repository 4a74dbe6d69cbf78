// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/terminal-io.h"

#include "terminal/input-parser.h"
#include "terminal/probe.h"
#include "terminal/sequences.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_SIDE 4096
#define LEAVE_PATIENCE_MS 500

static int held_errors = -1; /* what standard error was */

int
terminal_io_open(GError **error)
{
  const char *term = g_getenv("TERM");
  const char *name = ttyname(STDIN_FILENO);
  int fd;

  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "standard %s is no terminal, and oriel-tui needs one",
                isatty(STDIN_FILENO) ? "output" : "input");
    return -1;
  }
  if (!probe_is_usable(term)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "a terminal of the type '%s' (TERM) cannot show a screen",
                term != NULL ? term : "");
    return -1;
  }
  fd = open(name != NULL ? name : "/dev/tty", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot open the terminal %s: %s",
                name != NULL ? name : "/dev/tty", g_strerror(errno));
  return fd;
}

TerminalSize
terminal_io_get_size(int fd, double *cell_width, double *cell_height)
{
  TerminalSize size = {.columns = 80, .rows = 24};
  struct winsize window = {0};

  *cell_width = *cell_height = 0;
  if (ioctl(fd, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0)
    return size;
  size.columns = MIN(window.ws_col, MAX_SIDE);
  size.rows = MIN(window.ws_row, MAX_SIDE);
  *cell_width = (double)window.ws_xpixel / window.ws_col;
  *cell_height = (double)window.ws_ypixel / window.ws_row;
  size.cell_width = (int)*cell_width;
  size.cell_height = (int)*cell_height;
  return size;
}

char *
terminal_io_share(void)
{
  g_autofree char *name = g_strdup_printf("/oriel-probe-%d", (int)getpid());
  int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);

  if (fd < 0)
    return NULL;
  if (ftruncate(fd, 3) != 0) {
    close(fd);
    shm_unlink(name);
    return NULL;
  }
  close(fd);
  return g_steal_pointer(&name);
}

void
terminal_io_unshare(char **name)
{
  if (*name != NULL)
    shm_unlink(*name);
  g_clear_pointer(name, g_free);
}

void
terminal_io_hold_errors(void)
{
  int held;

  if (held_errors >= 0 || !isatty(STDERR_FILENO))
    return;
  held = memfd_create("oriel-errors", MFD_CLOEXEC);
  if (held < 0)
    return;
  held_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  dup2(held, STDERR_FILENO);
  close(held);
}

void
terminal_io_release_errors(void)
{
  int held;
  char bytes[4096];
  gssize n;

  if (held_errors < 0)
    return;
  held = dup(STDERR_FILENO);
  dup2(held_errors, STDERR_FILENO);
  close(held_errors);
  held_errors = -1;
  if (held < 0 || lseek(held, 0, SEEK_SET) != 0)
    return;
  while ((n = read(held, bytes, sizeof bytes)) > 0)
    if (write(STDERR_FILENO, bytes, (gsize)n) != n)
      break;
  close(held);
}

static void
count_status(const Reply *reply, gpointer user_data)
{
  guint *due = user_data;

  if (reply->kind == REPLY_CSI && reply->prefix == 0 && reply->final == 'n' && *due > 0)
    (*due)--;
}

static void
drop_event(const Event *event, gpointer user_data)
{
}

void
terminal_io_await_silence(int fd, const TerminalAbilities *abilities, guint due)
{
  InputHooks hooks = {drop_event, count_status};
  InputParser *parser;
  g_autoptr(GString) bytes = g_string_new(NULL);
  gint64 end = g_get_monotonic_time() + LEAVE_PATIENCE_MS * 1000;
  struct pollfd wait = {.fd = fd, .events = POLLIN};

  if (!abilities->status_report)
    return;
  due++; /* for what is asked now */
  sequences_quieten(abilities, bytes);
  g_string_append(bytes, SEQUENCE_STATUS);
  if (write(fd, bytes->str, bytes->len) != (gssize)bytes->len)
    return;
  parser = input_parser_new(&hooks, &due);
  while (due > 0) {
    int left = (int)((end - g_get_monotonic_time()) / 1000);
    char buffer[4096];
    gssize n;

    if (left <= 0 || poll(&wait, 1, left) <= 0)
      break;
    n = read(fd, buffer, sizeof buffer);
    if (n <= 0)
      break;
    input_parser_feed(parser, buffer, (gsize)n);
  }
  input_parser_free(parser);
}
