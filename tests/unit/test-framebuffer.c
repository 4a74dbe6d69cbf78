// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/memfd.h>
#include <sys/mman.h>
#include <unistd.h>

#define ROUNDS 1000

static int
count_fds(void)
{
  g_autoptr(GDir) dir = g_dir_open("/proc/self/fd", 0, NULL);
  int n = 0;

  while (g_dir_read_name(dir) != NULL)
    n++;
  return n;
}

/* A memory file of @size bytes with @seals; flags are memfd_create's. */
static int
memory_file(guint flags, goffset size, int seals)
{
  int fd = memfd_create("test", flags | MFD_CLOEXEC);

  g_assert_cmpint(fd, >=, 0);
  g_assert_no_errno(ftruncate(fd, size));
  if (seals != 0)
    g_assert_no_errno(fcntl(fd, F_ADD_SEALS, seals));
  return fd;
}

static void
assert_refused(int fd, int width, int height, int stride)
{
  g_autoptr(GError) error = NULL;
  int before = count_fds();

  g_assert_null(oriel_framebuffer_new_from_fd(fd, width, height, stride, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_cmpint(count_fds(), ==, before);
}

static void
test_new(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielFramebuffer) fb = oriel_framebuffer_new(101, 7, &error);
  const guint8 *pixels;
  int seals;

  g_assert_no_error(error);
  g_assert_cmpint(oriel_framebuffer_get_width(fb), ==, 101);
  g_assert_cmpint(oriel_framebuffer_get_height(fb), ==, 7);
  g_assert_cmpint(oriel_framebuffer_get_stride(fb), ==, 448);
  pixels = oriel_framebuffer_peek_pixels(fb);
  g_assert_true(pixels == oriel_framebuffer_peek_writable(fb));
  for (gsize i = 0; i < 448 * 7; i++)
    g_assert_cmpuint(pixels[i], ==, i % 4 == 3 ? 0xff : 0);

  seals = fcntl(oriel_framebuffer_get_fd(fb), F_GET_SEALS);
  g_assert_cmpint(seals, ==, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
  g_assert_cmpint(ftruncate(oriel_framebuffer_get_fd(fb), 1), <, 0);
  g_assert_cmpint(fcntl(oriel_framebuffer_get_fd(fb), F_GETFD) & FD_CLOEXEC, !=, 0);
}

static void
test_sizes(void)
{
  static const struct {
    int width, height;
    gboolean fits;
  } sizes[] = {
      {1, 1, TRUE},          {16384, 4096, TRUE},   {4096, 16384, TRUE},
      {8192, 8192, TRUE},    {8192, 8193, FALSE},   {16384, 4097, FALSE},
      {16385, 1, FALSE},     {1, 16385, FALSE},     {0, 1, FALSE},
      {1, 0, FALSE},         {0, 0, FALSE},         {-1, 1, FALSE},
      {1, G_MININT, FALSE},  {65535, 65535, FALSE}, {G_MAXINT, G_MAXINT, FALSE},
      {65536, 65536, FALSE}, {1 << 30, 4, FALSE},   {-16384, -4096, FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GError) error = NULL;
    gboolean fits = oriel_framebuffer_check_size(sizes[i].width, sizes[i].height, &error);

    g_assert_cmpint(fits, ==, sizes[i].fits);
    if (!fits) {
      g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
      g_assert_null(oriel_framebuffer_new(sizes[i].width, sizes[i].height, NULL));
    }
  }
}

static void
test_share(void)
{
  g_autoptr(OrielFramebuffer) writer = oriel_framebuffer_new(16, 2, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielFramebuffer) reader = oriel_framebuffer_new_from_fd(
      oriel_framebuffer_get_fd(writer), 16, 2, oriel_framebuffer_get_stride(writer), &error);
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;

  g_assert_no_error(error);
  g_assert_null(oriel_framebuffer_peek_writable(reader));
  g_assert_cmpint(oriel_framebuffer_get_fd(reader), !=, oriel_framebuffer_get_fd(writer));
  before = oriel_framebuffer_dup_bytes(reader);
  oriel_framebuffer_peek_writable(writer)[65] = 0x5a;
  g_assert_cmphex(oriel_framebuffer_peek_pixels(reader)[65], ==, 0x5a);
  after = oriel_framebuffer_dup_bytes(reader);
  g_assert_cmpuint(g_bytes_get_size(after), ==, 128);
  g_assert_cmpint(g_bytes_compare(before, after), !=, 0);

  /* A reader outlives the writer. */
  g_clear_pointer(&writer, oriel_framebuffer_unref);
  g_assert_cmphex(oriel_framebuffer_peek_pixels(reader)[65], ==, 0x5a);
}

static void
test_hostile_shape(void)
{
  int fd = memory_file(MFD_ALLOW_SEALING, 64 * 1024, F_SEAL_SHRINK);

  assert_refused(fd, 0, 16, 64);
  assert_refused(fd, 16, -16, 64);
  assert_refused(fd, 16385, 1, 65540);
  assert_refused(fd, 16, 16, 0);
  assert_refused(fd, 16, 16, -64);
  assert_refused(fd, 16, 16, 60);
  assert_refused(fd, 16, 16, 66);
  assert_refused(fd, 16, 16, G_MAXINT);
  assert_refused(fd, 16, 16, G_MAXINT - 3);
  assert_refused(fd, 16, 16, 65540);
  assert_refused(fd, 16, 1025, 64);
  assert_refused(fd, 16384, 4096, 65536);
  close(fd);
}

static void
test_hostile_file(void)
{
  int fd = memory_file(MFD_ALLOW_SEALING, 4096, 0);
  int pipes[2];

  assert_refused(fd, 16, 16, 64); /* not sealed */
  g_assert_no_errno(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_WRITE));
  assert_refused(fd, 16, 16, 64); /* sealed, but not against shrinking */
  close(fd);

  fd = memory_file(0, 4096, 0);
  assert_refused(fd, 16, 16, 64); /* can not be sealed */
  close(fd);

  fd = memory_file(MFD_ALLOW_SEALING, 1023, F_SEAL_SHRINK | F_SEAL_GROW);
  assert_refused(fd, 16, 16, 64); /* one byte short */
  close(fd);

  fd = memory_file(MFD_ALLOW_SEALING, 0, F_SEAL_SHRINK | F_SEAL_GROW);
  assert_refused(fd, 16, 16, 64); /* empty */
  close(fd);

  g_assert_no_errno(pipe2(pipes, O_CLOEXEC));
  assert_refused(pipes[0], 16, 16, 64);
  close(pipes[0]);
  close(pipes[1]);
}

static void
test_hostile_kind(void)
{
  static const char *const paths[] = {"/", "/dev/zero", "/dev/null", "/proc/self/mem",
                                      "/proc/self/exe"};
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  int fd;

  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    fd = g_open(paths[i], O_RDONLY | O_CLOEXEC, 0);
    g_assert_cmpint(fd, >=, 0);
    assert_refused(fd, 1, 1, 4);
    close(fd);
  }

  fd = g_file_open_tmp("oriel-XXXXXX", &path, &error); /* shrinks under the reader */
  g_assert_no_error(error);
  g_assert_no_errno(ftruncate(fd, 4096));
  assert_refused(fd, 16, 16, 64);
  close(fd);
  g_unlink(path);

  g_assert_null(oriel_framebuffer_new_from_fd(-1, 16, 16, 64, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED);
}

static void
test_huge_pages(void)
{
  int fd = memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_HUGETLB);

  if (fd < 0 || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) < 0) {
    g_test_skip("no huge pages here");
    return;
  }
  assert_refused(fd, 1, 1, 4);
  close(fd);
}

static void
test_write_only(void)
{
  g_autoptr(OrielFramebuffer) writer = oriel_framebuffer_new(16, 16, NULL);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", oriel_framebuffer_get_fd(writer));
  g_autoptr(GError) error = NULL;
  int fd = g_open(path, O_WRONLY | O_CLOEXEC, 0);
  int before = count_fds();

  g_assert_cmpint(fd, >=, 0);
  g_assert_null(oriel_framebuffer_new_from_fd(fd, 16, 16, 64, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED);
  g_assert_cmpint(count_fds(), ==, before);
  close(fd);
}

static void
test_read_only_file(void)
{
  g_autoptr(OrielFramebuffer) writer = oriel_framebuffer_new(16, 16, NULL);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", oriel_framebuffer_get_fd(writer));
  g_autoptr(OrielFramebuffer) reader = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint(fd, >=, 0);
  reader = oriel_framebuffer_new_from_fd(fd, 16, 16, 64, &error);
  g_assert_no_error(error);
  close(fd);
  g_assert_cmphex(oriel_framebuffer_peek_pixels(reader)[3], ==, 0xff);
}

static void
test_no_leaks(void)
{
  int before = count_fds();

  for (int i = 0; i < ROUNDS; i++) {
    g_autoptr(OrielFramebuffer) writer = oriel_framebuffer_new(64, 64, NULL);
    g_autoptr(OrielFramebuffer) reader =
        oriel_framebuffer_new_from_fd(oriel_framebuffer_get_fd(writer), 64, 64, 256, NULL);
    g_autoptr(OrielFramebuffer) again = oriel_framebuffer_ref(reader);

    g_assert_nonnull(again);
  }
  g_assert_cmpint(count_fds(), ==, before);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/framebuffer/new", test_new);
  g_test_add_func("/framebuffer/sizes", test_sizes);
  g_test_add_func("/framebuffer/share", test_share);
  g_test_add_func("/framebuffer/hostile-shape", test_hostile_shape);
  g_test_add_func("/framebuffer/hostile-file", test_hostile_file);
  g_test_add_func("/framebuffer/hostile-kind", test_hostile_kind);
  g_test_add_func("/framebuffer/huge-pages", test_huge_pages);
  g_test_add_func("/framebuffer/write-only", test_write_only);
  g_test_add_func("/framebuffer/read-only-file", test_read_only_file);
  g_test_add_func("/framebuffer/no-leaks", test_no_leaks);
  return g_test_run();
}
