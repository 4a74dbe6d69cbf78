// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A session process that has turned against its viewer: once confined, it tries what its URI names,
 * test://?try=NAME, and ends the session with "allowed" or "denied" and the reason. Started in
 * place of the test-pattern backend.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "oriel-worker.h"

#define ORIEL_TYPE_PRISONER (oriel_prisoner_get_type())
G_DECLARE_FINAL_TYPE(OrielPrisoner, oriel_prisoner, ORIEL, PRISONER, OrielBackend)

struct _OrielPrisoner {
  OrielBackend parent_instance;
};

G_DEFINE_FINAL_TYPE(OrielPrisoner, oriel_prisoner, ORIEL_TYPE_BACKEND)

/* Attempts: TRUE when it worked; FALSE with errno set. */

static gboolean
opens(const char *path, int flags)
{
  return open(path, flags | O_CLOEXEC, 0600) >= 0;
}

static gboolean
try_read_passwd(void)
{
  return opens("/etc/passwd", O_RDONLY);
}

static gboolean
try_read_home(void)
{
  return opens(g_get_home_dir(), O_RDONLY | O_DIRECTORY);
}

static gboolean
try_write_tmp(void)
{
  g_autofree char *path = g_strdup_printf("/tmp/oriel-prisoner-%d", (int)getpid());

  if (!opens(path, O_WRONLY | O_CREAT))
    return FALSE;
  unlink(path);
  return TRUE;
}

static gboolean
try_unlink(void)
{
  return unlink("/tmp/oriel-prisoner") == 0 || errno == ENOENT;
}

static gboolean
try_mkdir(void)
{
  return mkdir("/tmp/oriel-prisoner", 0700) == 0 || errno == EEXIST;
}

static gboolean
try_chmod(void)
{
  return chmod("/tmp", 01777) == 0;
}

static gboolean
try_rename(void)
{
  return rename("/tmp/oriel-prisoner-a", "/tmp/oriel-prisoner-b") == 0 || errno == ENOENT;
}

static gboolean
try_parent_memory(void)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/mem", (int)getppid());
  return opens(path, O_RDONLY);
}

static gboolean
try_parent_environment(void)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/environ", (int)getppid());
  return opens(path, O_RDONLY);
}

static gboolean
try_own_memory(void)
{
  return opens("/proc/self/mem", O_RDWR);
}

static gboolean
try_connect(void)
{
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);

  return fd >= 0 &&
         (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 || errno == ECONNREFUSED);
}

static gboolean
try_datagram(void)
{
  return socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static gboolean
try_unix_socket(void)
{
  return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
try_execve(void)
{
  char *const argv[] = {(char *)"true", NULL};
  char *const environment[] = {NULL};
  return execve("/bin/true", argv, environment) == 0;
}

static gboolean
try_fork(void)
{
  pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, 0);

  if (pid == 0)
    _exit(0);
  return pid > 0;
}

static gboolean
try_ptrace_parent(void)
{
  return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0;
}

/* Signal 0 does nothing but ask whether a signal may be sent. */
static gboolean
try_kill_parent(void)
{
  return kill(getppid(), 0) == 0;
}

/* The kernel would send it when the other end of the socket is written to. */
static gboolean
try_signal_by_descriptor(void)
{
  return fcntl(3, F_SETOWN, getppid()) == 0;
}

/* The same numbers mean other calls there. */
static gboolean
try_other_abi(void)
{
#if defined(__x86_64__)
  return syscall(0x40000000 | SYS_getpid) >= 0;
#else
  errno = ENOSYS;
  return FALSE;
#endif
}

static gboolean
try_read_parent(void)
{
  char byte = 0;
  struct iovec local = {&byte, 1}, remote = {(void *)(guintptr)0x10000, 1};

  return process_vm_readv(getppid(), &local, 1, &remote, 1, 0) >= 0 || errno == EFAULT;
}

static gboolean
try_parent_descriptor(void)
{
  int pidfd = (int)syscall(SYS_pidfd_open, getppid(), 0);
  return pidfd >= 0 && syscall(SYS_pidfd_getfd, pidfd, 0, 0) >= 0;
}

static gboolean
try_eight_gigabytes(void)
{
#if defined(__SANITIZE_ADDRESS__)
  errno = ENOMEM; /* the limit does not go with the sanitizer's own memory, and is not set */
  return FALSE;
#else
  return mmap(NULL, (gsize)8 << 30, PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED;
#endif
}

static gboolean
try_executable_memory(void)
{
  return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
         MAP_FAILED;
}

static gboolean
try_make_executable(void)
{
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
try_many_descriptors(void)
{
  for (int i = 0; i < 4096; i++)
    if (dup(STDERR_FILENO) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
try_raise_limit(void)
{
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  return setrlimit(RLIMIT_CORE, &limit) == 0;
}

static gboolean
try_dump_core(void)
{
  return prctl(PR_SET_DUMPABLE, 1) == 0;
}

static gboolean
try_type_into_terminal(void)
{
  char key = 'x';
  return ioctl(STDERR_FILENO, TIOCSTI, &key) == 0 || errno == ENOTTY;
}

/* It has no device, so that it is the filter that refuses or not. */
static gboolean
try_usb(void)
{
  return ioctl(STDERR_FILENO, USBDEVFS_RESET) == 0 || errno == ENOTTY;
}

static gboolean
try_lock(void)
{
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

  return fcntl(memfd_create("lock", MFD_CLOEXEC), F_SETLK, &lock) == 0;
}

static gboolean
try_mount(void)
{
  return mount("none", "/tmp", "tmpfs", 0, NULL) == 0;
}

static gboolean
try_unshare(void)
{
  return syscall(SYS_unshare, 0x10000000 /* CLONE_NEWUSER */) == 0;
}

static gboolean
try_io_uring(void)
{
  guint8 parameters[120] = {0};
  return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static gboolean
try_setuid(void)
{
  return setuid(getuid()) == 0;
}

static const struct {
  const char *name;
  gboolean (*run)(void);
} attempts[] = {
    {"read-passwd", try_read_passwd},
    {"read-home", try_read_home},
    {"write-tmp", try_write_tmp},
    {"unlink", try_unlink},
    {"mkdir", try_mkdir},
    {"chmod", try_chmod},
    {"rename", try_rename},
    {"parent-memory", try_parent_memory},
    {"parent-environment", try_parent_environment},
    {"own-memory", try_own_memory},
    {"connect", try_connect},
    {"datagram", try_datagram},
    {"unix-socket", try_unix_socket},
    {"execve", try_execve},
    {"fork", try_fork},
    {"ptrace-parent", try_ptrace_parent},
    {"kill-parent", try_kill_parent},
    {"signal-by-descriptor", try_signal_by_descriptor},
    {"other-abi", try_other_abi},
    {"read-parent", try_read_parent},
    {"parent-descriptor", try_parent_descriptor},
    {"eight-gigabytes", try_eight_gigabytes},
    {"executable-memory", try_executable_memory},
    {"make-executable", try_make_executable},
    {"many-descriptors", try_many_descriptors},
    {"raise-limit", try_raise_limit},
    {"dump-core", try_dump_core},
    {"type-into-terminal", try_type_into_terminal},
    {"usb", try_usb},
    {"lock", try_lock},
    {"mount", try_mount},
    {"unshare", try_unshare},
    {"io-uring", try_io_uring},
    {"setuid", try_setuid},
};

static void
oriel_prisoner_open(OrielBackend *backend, const OrielBackendOpen *how)
{
  const char *name = strstr(how->uri, "try=");
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(attempts); i++) {
    if (!g_str_equal(name + strlen("try="), attempts[i].name))
      continue;
    errno = 0;
    error = attempts[i].run()
                ? g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, "allowed")
                : g_error_new(ORIEL_ERROR, ORIEL_ERROR_FAILED, "denied: %s", g_strerror(errno));
  }
  if (error == NULL)
    error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, "no such attempt");
  oriel_backend_closed(backend, error);
}

static void
oriel_prisoner_close(OrielBackend *backend)
{
  oriel_backend_closed(backend, NULL);
}

static void
oriel_prisoner_class_init(OrielPrisonerClass *klass)
{
  ORIEL_BACKEND_CLASS(klass)->open = oriel_prisoner_open;
  ORIEL_BACKEND_CLASS(klass)->close = oriel_prisoner_close;
}

static void
oriel_prisoner_init(OrielPrisoner *self)
{
}

int
main(int argc, char **argv)
{
  static const OrielConfinement confinement = {0};

  if (argc == 2 && g_str_equal(argv[1], "--list")) {
    for (gsize i = 0; i < G_N_ELEMENTS(attempts); i++)
      g_print("%s\n", attempts[i].name);
    return 0;
  }
  return oriel_worker_main(argc, argv, oriel_prisoner_get_type, &confinement);
}
