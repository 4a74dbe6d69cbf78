// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/screenshot.h"

#include "shared/png.h"

typedef struct {
  GBytes *pixels;
  int width;
  int height;
  int stride;
  char *path;
} Job;

static void
job_free(gpointer data)
{
  Job *job = data;

  g_bytes_unref(job->pixels);
  g_free(job->path);
  g_free(job);
}

static void
run(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = png_picture_encode(g_bytes_get_data(job->pixels, NULL), job->width,
                                             job->height, job->stride, &error);

  if (png != NULL && png_picture_write(job->path, png, &error))
    g_task_return_pointer(task, g_strdup(job->path), g_free);
  else
    g_task_return_error(task, g_steal_pointer(&error));
}

/* In the pictures folder, named after the guest and the moment. (transfer full) */
static char *
make_path(const char *name)
{
  const char *pictures = g_get_user_special_dir(G_USER_DIRECTORY_PICTURES);
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  g_autofree char *time = g_date_time_format(now, "%Y-%m-%d %H-%M-%S");
  g_autofree char *safe = g_strdup(name);
  const char *directory = g_get_home_dir();

  if (pictures != NULL && g_file_test(pictures, G_FILE_TEST_IS_DIR))
    directory = pictures;
  g_strdelimit(safe, "/\\", '-');
  if (*safe == '.')
    *safe = '_';
  for (int n = 1;; n++) {
    g_autofree char *number = n > 1 ? g_strdup_printf(" (%d)", n) : g_strdup("");
    g_autofree char *file = g_strdup_printf("%.80s %s%s.png", safe, time, number);
    g_autofree char *path = g_build_filename(directory, file, NULL);

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
      return g_steal_pointer(&path);
  }
}

/**
 * screenshot_save_async:
 * @display: a display with a picture
 * @name: of the guest, fit for a person's screen
 * @callback: called when it is saved
 * @user_data: for @callback
 *
 * Saves what the guest shows now. Packing it happens in a thread.
 */
void
screenshot_save_async(OrielDisplay *display,
                      const char *name,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(display);
  g_autoptr(GTask) task = g_task_new(NULL, NULL, callback, user_data);
  Job *job = g_new0(Job, 1);

  g_task_set_source_tag(task, screenshot_save_async);
  job->pixels = oriel_framebuffer_dup_bytes(framebuffer);
  job->width = oriel_framebuffer_get_width(framebuffer);
  job->height = oriel_framebuffer_get_height(framebuffer);
  job->stride = oriel_framebuffer_get_stride(framebuffer);
  job->path = make_path(name);
  g_task_set_task_data(task, job, job_free);
  g_task_run_in_thread(task, run);
}

/**
 * screenshot_save_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): where it is
 */
char *
screenshot_save_finish(GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_async_result_is_tagged(result, screenshot_save_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}
