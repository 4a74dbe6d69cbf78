// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The program oriel-ssh, run under three names (see oriel-ssh.c, which makes the directory):
 *
 *   oriel-ssh DIRECTORY SSH [ARGUMENT]...  runs ssh as a master until standard input ends, and says
 *                                          READY when DIRECTORY has its control socket
 *   DIRECTORY/ssh [ARGUMENT]...            ssh over that master, for programs that run ssh
 *   DIRECTORY/askpass PROMPT               asks whoever listens on the socket DIRECTORY/ask
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "oriel-ssh-folder.h"
#include "oriel-ssh-names.h"

#define MAX_ANSWER 4096

static int
fail(const char *doing)
{
  fprintf(stderr, "oriel-ssh: %s: %s\n", doing, strerror(errno));
  return 255; /* as ssh's own failures */
}

/* The master */

static gboolean
is_there(const char *directory)
{
  g_autofree char *path = g_build_filename(directory, ORIEL_SSH_CONTROL, NULL);

  return access(path, F_OK) == 0;
}

/* Until ssh ends, or the standard input does: then ssh is ended. */
static int
watch(const char *directory, pid_t pid, int events, int ended)
{
  char buffer[4096];
  gboolean told = FALSE;
  int status = 0;

  for (;;) {
    struct pollfd polled[] = {
        {.fd = events, .events = POLLIN}, {.fd = STDIN_FILENO}, {.fd = ended, .events = POLLIN}};

    if (!told && is_there(directory)) {
      told = TRUE;
      if (write(STDOUT_FILENO, ORIEL_SSH_READY "\n", strlen(ORIEL_SSH_READY "\n")) < 0)
        break;
    }
    if (poll(polled, G_N_ELEMENTS(polled), -1) < 0 && errno != EINTR)
      break;
    if (polled[0].revents != 0 && read(events, buffer, sizeof buffer) < 0 && errno != EINTR)
      break;
    if (polled[1].revents != 0 || polled[2].revents != 0)
      break;
  }
  kill(pid, SIGTERM);
  if (waitpid(pid, &status, 0) < 0)
    return fail("waiting for ssh");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

static int
run_master(const char *directory, char **command)
{
  int events = inotify_init1(IN_CLOEXEC), ended, status;
  pid_t pid, parent = getpid();
  sigset_t children, before;

  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigprocmask(SIG_BLOCK, &children, &before);
  ended = signalfd(-1, &children, SFD_CLOEXEC);
  if (ended < 0 || events < 0 || inotify_add_watch(events, directory, IN_CREATE | IN_MOVED_TO) < 0)
    return fail("watching");
  /* Ctrl-C of the terminal is for the program, and ssh is not to read what is typed there. */
  setsid();
  pid = fork();
  if (pid < 0)
    return fail("starting ssh");
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
      _exit(255);
    sigprocmask(SIG_SETMASK, &before, NULL);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    execvp(command[0], command);
    _exit(fail(command[0]));
  }
  status = watch(directory, pid, events, ended);
  oriel_ssh_folder_remove(directory); /* the program may have been killed */
  return status;
}

/* In place of ssh */

/* A master that is gone is not replaced: that would ask the person again, behind the program's
 * back. */
static int
run_client(const char *directory, char **arguments)
{
  g_autofree char *control = g_build_filename(directory, ORIEL_SSH_CONTROL, NULL);
  g_autoptr(GPtrArray) command = g_ptr_array_new();

  for (const char *const *word = (const char *const[]){"ssh", "-S", control, "-oControlMaster=no",
                                                       "-oProxyCommand=false", NULL};
       *word != NULL; word++)
    g_ptr_array_add(command, (char *)*word);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add(command, *arguments);
  g_ptr_array_add(command, NULL);
  execvp("ssh", (char **)command->pdata);
  return fail("ssh");
}

/* The asker */

static gboolean
send_all(int fd, const char *text)
{
  size_t left = strlen(text);

  while (left > 0) {
    ssize_t n = send(fd, text, left, MSG_NOSIGNAL);

    if (n <= 0)
      return FALSE;
    text += n;
    left -= (size_t)n;
  }
  return TRUE;
}

/* Nothing at all = refused. */
static int
print_answer(int fd)
{
  char answer[MAX_ANSWER];
  ssize_t n, length = 0;

  while (length < MAX_ANSWER - 1 && (n = recv(fd, answer + length, MAX_ANSWER - 1 - length, 0)) > 0)
    length += n;
  if (length == 0)
    return 1;
  if (fwrite(answer, 1, (size_t)length, stdout) != (size_t)length || fflush(stdout) != 0)
    return 1;
  explicit_bzero(answer, sizeof answer);
  return 0;
}

static int
run_askpass(const char *directory, const char *prompt)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const char *kind = getenv("SSH_ASKPASS_PROMPT");
  g_autofree char *path = g_build_filename(directory, ORIEL_SSH_ASK, NULL);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (kind != NULL && strcmp(kind, "none") == 0)
    return 0; /* a notice, such as "touch your key": ssh waits for no answer */
  g_strlcpy(address.sun_path, path, sizeof address.sun_path);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
    return fail("asking");
  if (!send_all(fd, prompt) || shutdown(fd, SHUT_WR) != 0)
    return fail("asking");
  return print_answer(fd);
}

int
main(int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename(argv[0]);
  g_autofree char *directory = g_path_get_dirname(argv[0]);

  if (strcmp(name, ORIEL_SSH_CLIENT) == 0)
    return run_client(directory, argv + 1);
  if (strcmp(name, ORIEL_SSH_ASKPASS) == 0 && argc == 2)
    return run_askpass(directory, argv[1]);
  if (argc < 3) {
    fprintf(stderr, "oriel-ssh: a part of Oriel's, of no use by itself\n");
    return 255;
  }
  return run_master(argv[1], argv + 2);
}
