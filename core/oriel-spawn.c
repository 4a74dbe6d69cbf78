// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spawn.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "oriel.h"
#include "wire/oriel-inputs.h"
#include "wire/oriel-updates.h"
#include "wire/oriel-wire.h"

/* What a session process may know of the environment, which is full of other programs' secrets:
 * its language, where its libraries are, and what debuggers, sanitizers and allocators are told. */
static gboolean
is_passed_on(const char *name)
{
  static const char *const names[] = {"HOME",       "LANG",
                                      "LANGUAGE",   "TZ",
                                      "G_DEBUG",    "G_MESSAGES_DEBUG",
                                      "G_SLICE",    "LD_LIBRARY_PATH",
                                      "LD_PRELOAD", "GDK_PIXBUF_MODULE_FILE",
                                      NULL};
  static const char *const prefixes[] = {"LC_",   "ORIEL_", "GNUTLS_", "MALLOC_",
                                         "ASAN_", "LSAN_",  "UBSAN_",  NULL};

  if (g_strv_contains(names, name))
    return TRUE;
  for (const char *const *prefix = prefixes; *prefix != NULL; prefix++)
    if (g_str_has_prefix(name, *prefix))
      return TRUE;
  return FALSE;
}

/* (transfer full) */
static GStrv
make_environment(void)
{
  g_auto(GStrv) names = g_listenv();
  GStrv environment = NULL;

  for (char **name = names; *name != NULL; name++)
    if (is_passed_on(*name))
      environment = g_environ_setenv(environment, *name, g_getenv(*name), TRUE);
  if (g_log_get_debug_enabled())
    environment = g_environ_setenv(environment, "G_MESSAGES_DEBUG", "all", FALSE);
  return environment != NULL ? environment : g_new0(char *, 1);
}

/* Inheriting descriptors, all of which the process closes first thing, spares forking: the larger
 * the viewer, the longer that takes. A process that a server has taken over must not write to the
 * person's terminal: its messages are kept where they go to a log, or where they were asked for. */
static GSubprocessFlags
get_flags(void)
{
  gboolean shown =
      isatty(STDERR_FILENO) && g_getenv("G_MESSAGES_DEBUG") == NULL && !g_log_get_debug_enabled();

  return G_SUBPROCESS_FLAGS_INHERIT_FDS | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
         (shown ? G_SUBPROCESS_FLAGS_STDERR_SILENCE : G_SUBPROCESS_FLAGS_NONE);
}

/* As oriel_worker_main() reads them. (transfer full) */
static GStrv
make_arguments(const char *program, const OrielSpawnPaths *paths)
{
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new();

  g_strv_builder_add(arguments, program);
  if (paths->file != NULL)
    g_strv_builder_add_many(arguments, ORIEL_WIRE_FILE, paths->file, NULL);
  if (paths->folder != NULL)
    g_strv_builder_add_many(arguments,
                            paths->writable ? ORIEL_WIRE_WRITABLE_FOLDER : ORIEL_WIRE_FOLDER,
                            paths->folder, NULL);
  if (paths->usb)
    g_strv_builder_add_many(arguments, ORIEL_WIRE_USB, "on", NULL);
  if (paths->certificates != NULL)
    g_strv_builder_add_many(arguments, ORIEL_WIRE_CERTIFICATES, paths->certificates, NULL);
  if (paths->certificates != NULL && paths->database != NULL)
    g_strv_builder_add_many(arguments, ORIEL_WIRE_DATABASE, paths->database, NULL);
  if (paths->encodings != NULL)
    g_strv_builder_add_many(arguments, ORIEL_WIRE_ENCODINGS, paths->encodings, NULL);
  return g_strv_builder_end(arguments);
}

/* A socket: one end is @fd of the process, the other end is @end. */
static gboolean
make_pair(GSubprocessLauncher *launcher, int type, int fd, int *end, GError **error)
{
  int pair[2];

  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, pair) != 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED,
                "cannot make a socket for the session process: %s", g_strerror(errno));
    return FALSE;
  }
  g_subprocess_launcher_take_fd(launcher, pair[1], fd);
  *end = pair[0];
  return TRUE;
}

static gboolean
make_ends(GSubprocessLauncher *launcher, OrielSpawnEnds *ends, GError **error)
{
  return make_pair(launcher, SOCK_STREAM, ORIEL_WIRE_FD, &ends->calls, error) &&
         make_pair(launcher, SOCK_SEQPACKET, ORIEL_WIRE_UPDATES_FD, &ends->updates, error) &&
         make_pair(launcher, SOCK_SEQPACKET, ORIEL_WIRE_INPUTS_FD, &ends->inputs, error);
}

void
oriel_spawn_ends_close(OrielSpawnEnds *ends)
{
  int *fds[] = {&ends->calls, &ends->updates, &ends->inputs};

  for (guint i = 0; i < G_N_ELEMENTS(fds); i++) {
    if (*fds[i] >= 0)
      close(*fds[i]);
    *fds[i] = -1;
  }
}

GSubprocess *
oriel_spawn(const char *program, const OrielSpawnPaths *paths, OrielSpawnEnds *ends, GError **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(get_flags());
  g_auto(GStrv) environment = make_environment();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) spawn_error = NULL;
  g_auto(GStrv) argv = make_arguments(program, paths);

  *ends = (OrielSpawnEnds){-1, -1, -1};
  if (!make_ends(launcher, ends, error)) {
    oriel_spawn_ends_close(ends);
    return NULL;
  }
  g_subprocess_launcher_set_environ(launcher, environment);
  process = g_subprocess_launcher_spawnv(launcher, (const char *const *)argv, &spawn_error);
  if (process == NULL) {
    oriel_spawn_ends_close(ends);
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED,
                "cannot start the session process %s: %s. Is Oriel installed completely?", program,
                spawn_error->message);
  }
  return g_steal_pointer(&process);
}
