// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-confine.h"

#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sockios.h>
#include <linux/usbdevice_fs.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Room for two of the largest framebuffers at a change of mode, and for a decoder's tables. */
#define MAX_ADDRESS_SPACE ((rlim_t)1536 * 1024 * 1024)
#define MAX_FILES 64
#define MAX_SHARED_FILES 1024 /* of a session that shares a folder */
/* The pixels of the largest framebuffer, and the padding of its rows. */
#define MAX_FRAMEBUFFER                                                                            \
  ((rlim_t)ORIEL_FRAMEBUFFER_MAX_PIXELS * 4 + (rlim_t)ORIEL_FRAMEBUFFER_MAX_SIDE * 64)

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1

/* The sanitizer asks for this name. It looks for leaks by tracing the process, which a confined
 * one does not allow; and it bounds memory, in MiB, where the limit below cannot. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
  return "detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=1024";
}
#else
#define SANITIZED 0
#endif

/* Why the folder is not open: an errno; ENOSYS = no Landlock. 0 = it is. */
static int folder_error = ENOSYS;

static void
limit(int resource, rlim_t value)
{
  struct rlimit limits = {value, value};

  if (setrlimit(resource, &limits) != 0)
    g_debug("cannot limit resource %d: %s", resource, g_strerror(errno));
}

static void
limit_resources(const OrielOpenings *openings)
{
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, openings->folder != NULL ? MAX_SHARED_FILES : MAX_FILES);
  if (!openings->writable) /* else the guest's files may have any size */
    limit(RLIMIT_FSIZE, MAX_FRAMEBUFFER);
  if (!SANITIZED) /* whose shadow memory is larger than any limit */
    limit(RLIMIT_AS, MAX_ADDRESS_SPACE);
}

/* Every right over files that the kernel of this Landlock version knows. */
static guint64
rights_of_version(long version)
{
  guint64 rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

#if defined(LANDLOCK_ACCESS_FS_REFER)
  if (version >= 2)
    rights |= LANDLOCK_ACCESS_FS_REFER;
#endif
#if defined(LANDLOCK_ACCESS_FS_TRUNCATE)
  if (version >= 3)
    rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
  return rights;
}

static void
allow_reading(int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = {
      .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
      .parent_fd = open(path, O_PATH | O_CLOEXEC),
  };

  if (rule.parent_fd < 0)
    return;
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    g_debug("cannot open %s to the session: %s", path, g_strerror(errno));
  close(rule.parent_fd);
}

/* Not links, devices and sockets, which lead elsewhere. */
static guint64
rights_of_folder(gboolean writable, guint64 known)
{
  guint64 rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

  if (writable)
    rights |= LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
              LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
              LANDLOCK_ACCESS_FS_REMOVE_DIR;
#if defined(LANDLOCK_ACCESS_FS_REFER)
  if (writable)
    rights |= LANDLOCK_ACCESS_FS_REFER;
#endif
#if defined(LANDLOCK_ACCESS_FS_TRUNCATE)
  if (writable)
    rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
  return rights & known;
}

static void
open_folder(int ruleset, const OrielOpenings *openings, guint64 known)
{
  struct landlock_path_beneath_attr rule = {
      .allowed_access = rights_of_folder(openings->writable, known),
      .parent_fd = open(openings->folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
  };

  if (rule.parent_fd < 0 ||
      syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    folder_error = errno;
  else
    folder_error = 0;
  if (rule.parent_fd >= 0)
    close(rule.parent_fd);
}

gboolean
oriel_confine_opened_folder(GError **error)
{
  if (folder_error == 0)
    return TRUE;
  if (folder_error == ENOSYS)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "no folder can be shared: this kernel has no Landlock, which keeps the "
                        "guest to that folder");
  else
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "the folder cannot be shared: %s",
                g_strerror(folder_error));
  return FALSE;
}

static void
confine_with_landlock(const OrielConfinement *confinement, const OrielOpenings *openings)
{
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  struct landlock_ruleset_attr attributes = {.handled_access_fs = rights_of_version(version)};
  int ruleset;

  if (version < 1) {
    g_debug("this kernel has no Landlock: the session can read what its user can");
    return;
  }
  ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (ruleset < 0) {
    g_debug("cannot use Landlock: %s", g_strerror(errno));
    return;
  }
  for (const char *const *path = confinement->read_paths; path != NULL && *path != NULL; path++)
    allow_reading(ruleset, *path);
  if (openings->file != NULL)
    allow_reading(ruleset, openings->file);
  if (openings->database != NULL)
    allow_reading(ruleset, openings->database);
  if (openings->folder != NULL)
    open_folder(ruleset, openings, attributes.handled_access_fs);
  if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) {
    g_debug("cannot use Landlock: %s", g_strerror(errno));
    folder_error = ENOSYS;
  }
  close(ruleset);
}

void
oriel_confine_files(const OrielConfinement *confinement, const OrielOpenings *openings)
{
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  limit_resources(openings);
  confine_with_landlock(confinement, openings);
}

/* What decoding needs: memory, time, threads, and the descriptors it already has. */
static const int allowed_calls[] = {
    /* memory */
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(memfd_create),
    SCMP_SYS(ftruncate),
    SCMP_SYS(membarrier),
    /* descriptors */
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(close),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(lseek),
    SCMP_SYS(getdents64),
    SCMP_SYS(fadvise64),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(eventfd2),
    SCMP_SYS(pipe2),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait),
    /* sockets that are open */
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvfrom),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),
    SCMP_SYS(shutdown),
    /* threads, signals, time */
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    /* what libraries ask about themselves */
    SCMP_SYS(getrandom),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getcwd),
    SCMP_SYS(getrusage),
    SCMP_SYS(umask),
};

/* What serving a folder takes, for reading. */
static const int folder_calls[] = {
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
};

/* And for writing: what of it is allowed where, is Landlock's to decide. */
static const int writing_calls[] = {
    SCMP_SYS(mkdir),     SCMP_SYS(mkdirat),         SCMP_SYS(rename),    SCMP_SYS(renameat),
    SCMP_SYS(renameat2), SCMP_SYS(unlink),          SCMP_SYS(unlinkat),  SCMP_SYS(rmdir),
    SCMP_SYS(fsync),     SCMP_SYS(fdatasync),       SCMP_SYS(fallocate), SCMP_SYS(pwrite64),
    SCMP_SYS(sendfile),  SCMP_SYS(copy_file_range),
};

/* Not F_SETOWN, which lets the kernel send any signal to any process of the user. */
static const scmp_datum_t allowed_fcntls[] = {F_GETFD, F_SETFD,         F_GETFL,     F_SETFL,
                                              F_DUPFD, F_DUPFD_CLOEXEC, F_ADD_SEALS, F_GET_SEALS};

/* SQLite locks the database of certificates before it reads a key. */
static const scmp_datum_t smartcard_fcntls[] = {F_SETLK, F_GETLK};

/* How much a socket has queued, whether it blocks, and whether a descriptor is a terminal. */
static const scmp_datum_t allowed_ioctls[] = {FIONREAD, SIOCOUTQ, FIONBIO, TCGETS};

/* What usbredir does to a device whose descriptor it has. The kernel knows them of such descriptors
 * alone, and none of them opens another one. */
static const scmp_datum_t usb_ioctls[] = {
    USBDEVFS_CONTROL,
    USBDEVFS_SETINTERFACE,
    USBDEVFS_SETCONFIGURATION,
    USBDEVFS_GETDRIVER,
    USBDEVFS_SUBMITURB,
    USBDEVFS_DISCARDURB,
    USBDEVFS_REAPURBNDELAY,
    USBDEVFS_CLAIMINTERFACE,
    USBDEVFS_RELEASEINTERFACE,
    USBDEVFS_CONNECTINFO,
    USBDEVFS_IOCTL,
    USBDEVFS_RESET,
    USBDEVFS_CLEAR_HALT,
    USBDEVFS_GET_CAPABILITIES,
    USBDEVFS_DISCONNECT_CLAIM,
    USBDEVFS_ALLOC_STREAMS,
    USBDEVFS_FREE_STREAMS,
    USBDEVFS_GET_SPEED,
};

/* What a decoder never does by mistake. */
static const int fatal_calls[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(chroot),
    SCMP_SYS(pivot_root),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(keyctl),
};

static int
allow_all(scmp_filter_ctx filter)
{
  int failed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS(allowed_calls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0);
  for (gsize i = 0; i < G_N_ELEMENTS(fatal_calls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, fatal_calls[i], 0);
  return failed;
}

/* Landlock decides what can be opened; without a folder that is writable, for reading alone. */
static int
allow_opening(scmp_filter_ctx filter, const OrielOpenings *openings)
{
  const guint64 writing = openings->writable ? 0 : O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  int failed = 0;

  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                             SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0));
  for (gsize i = 0; openings->folder != NULL && i < G_N_ELEMENTS(folder_calls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, folder_calls[i], 0);
  for (gsize i = 0; openings->writable && i < G_N_ELEMENTS(writing_calls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, writing_calls[i], 0);
  return failed;
}

/* Calls that are harmless with some arguments only. */
static int
allow_some(scmp_filter_ctx filter, const OrielOpenings *openings)
{
  int failed = 0;

  /* Memory is never executable that was not from the start. */
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  /* Threads, but no processes; glibc falls back to clone() when clone3() does not exist. */
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                             SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  /* Pairs that threads wake each other up by, which lead nowhere else. */
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socketpair), 1,
                             SCMP_A0(SCMP_CMP_EQ, AF_UNIX));
  /* abort() signals a thread of its own process. */
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                             SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
  /* GLib gives the threads of a pool the scheduling of their maker, which they have anyway: it is
   * told yes and nothing is done. */
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sched_getattr), 0);
  failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(0), SCMP_SYS(sched_setattr), 0);
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                             SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  failed |=
      seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0));
  /* Not TIOCSTI, which types into the terminal that the process may have inherited. */
  for (gsize i = 0; i < G_N_ELEMENTS(allowed_ioctls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                               SCMP_A1(SCMP_CMP_EQ, allowed_ioctls[i]));
  for (gsize i = 0; openings->usb && i < G_N_ELEMENTS(usb_ioctls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                               SCMP_A1(SCMP_CMP_EQ, usb_ioctls[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(allowed_fcntls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                               SCMP_A1(SCMP_CMP_EQ, allowed_fcntls[i]));
  for (gsize i = 0; openings->certificates != NULL && i < G_N_ELEMENTS(smartcard_fcntls); i++)
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                               SCMP_A1(SCMP_CMP_EQ, smartcard_fcntls[i]));
  return failed;
}

gboolean
oriel_confine_calls(const OrielOpenings *openings, GError **error)
{
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  int failed = filter == NULL;

  if (filter != NULL) {
    failed |= seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    /* Calls of another ABI have other numbers; the default would end one thread alone. */
    failed |= seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    failed |= allow_all(filter);
    failed |= allow_opening(filter, openings);
    failed |= allow_some(filter, openings);
    if (!failed)
      failed = seccomp_load(filter);
    seccomp_release(filter);
  }
  if (failed)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_FAILED,
                        "cannot confine the session process: the seccomp filter was refused");
  return !failed;
}
