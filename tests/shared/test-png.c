// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/png.h"

#include <glib/gstdio.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#define WIDTH 3
#define HEIGHT 2
#define STRIDE 16

/* Blue, green, red, filler; one pixel of padding a row, which must not be seen. */
static const guint8 pixels[STRIDE * HEIGHT] = {
    1,  2,  3,  0xff, 4,  5,  6,  0xff, 7,  8,  9,  0xff, 99, 99, 99, 99, //
    10, 20, 30, 0xff, 40, 50, 60, 0xff, 70, 80, 90, 0xff, 99, 99, 99, 99,
};

static void
assert_picture(gconstpointer data, gsize size)
{
  static const guint8 expected[] = {3, 2, 1, 6, 5, 4, 9, 8, 7, 30, 20, 10, 60, 50, 40, 90, 80, 70};
  png_image image = {.version = PNG_IMAGE_VERSION};
  guint8 rgb[WIDTH * HEIGHT * 3];

  g_assert_true(png_image_begin_read_from_memory(&image, data, size));
  g_assert_cmpuint(image.width, ==, WIDTH);
  g_assert_cmpuint(image.height, ==, HEIGHT);
  g_assert_cmpuint(image.format & PNG_FORMAT_FLAG_ALPHA, ==, 0);
  image.format = PNG_FORMAT_RGB;
  g_assert_true(png_image_finish_read(&image, NULL, rgb, 0, NULL));
  g_assert_cmpmem(rgb, sizeof(rgb), expected, sizeof(expected));
}

static void
assert_file(const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_file_get_contents(path, &data, &size, &error);
  g_assert_no_error(error);
  assert_picture(data, size);
}

typedef struct {
  char *dir;
  GBytes *png;
} Fixture;

static void
set_up(Fixture *f, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  f->dir = g_dir_make_tmp("oriel-png-XXXXXX", &error);
  g_assert_no_error(error);
  f->png = png_picture_encode(pixels, WIDTH, HEIGHT, STRIDE, &error);
  g_assert_no_error(error);
}

static void
tear_down(Fixture *f, gconstpointer unused)
{
  g_autoptr(GDir) dir = g_dir_open(f->dir, 0, NULL);

  for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(f->dir, name, NULL);
    g_unlink(path);
  }
  g_rmdir(f->dir);
  g_free(f->dir);
  g_bytes_unref(f->png);
}

static void
test_encode(Fixture *f, gconstpointer unused)
{
  assert_picture(g_bytes_get_data(f->png, NULL), g_bytes_get_size(f->png));
}

static void
test_write(Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename(f->dir, "a.png", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;

  g_assert_true(png_picture_write(path, f->png, &error));
  g_assert_true(png_picture_write(path, f->png, &error));
  g_assert_no_error(error);
  assert_file(path);

  /* Nothing is left beside it. */
  dir = g_dir_open(f->dir, 0, NULL);
  g_assert_cmpstr(g_dir_read_name(dir), ==, "a.png");
  g_assert_null(g_dir_read_name(dir));
}

static void
test_write_through_link(Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename(f->dir, "real.png", NULL);
  g_autofree char *link = g_build_filename(f->dir, "link.png", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true(g_file_set_contents(path, "old", -1, NULL));
  g_assert_cmpint(symlink("real.png", link), ==, 0);
  g_assert_true(png_picture_write(link, f->png, &error));
  g_assert_no_error(error);
  g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
  assert_file(path);
}

static void
test_write_to_device(Fixture *f, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  g_assert_true(png_picture_write("/dev/null", f->png, &error));
  g_assert_no_error(error);
  g_assert_false(g_file_test("/dev/null", G_FILE_TEST_IS_REGULAR));
}

static void
test_write_fails(Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename(f->dir, "absent", "a.png", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false(png_picture_write(path, f->png, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED);
  g_assert_nonnull(strstr(error->message, "absent"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add("/png/encode", Fixture, NULL, set_up, test_encode, tear_down);
  g_test_add("/png/write", Fixture, NULL, set_up, test_write, tear_down);
  g_test_add("/png/link", Fixture, NULL, set_up, test_write_through_link, tear_down);
  g_test_add("/png/device", Fixture, NULL, set_up, test_write_to_device, tear_down);
  g_test_add("/png/fails", Fixture, NULL, set_up, test_write_fails, tear_down);
  return g_test_run();
}
