// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/thumbnail-picture.h"

#include "shared/picture.h"
#include "shared/scaler.h"

typedef struct {
  GBytes *file;
  int width;
  int height;
} Order;

static void
order_free(gpointer data)
{
  Order *order = data;

  g_bytes_unref(order->file);
  g_free(order);
}

/* What @framebuffer becomes within @width times @height; nothing is made larger. */
static GdkTexture *
shrink(OrielFramebuffer *framebuffer, int width, int height)
{
  ScalerSource source = {
      .pixels = oriel_framebuffer_peek_pixels(framebuffer),
      .width = oriel_framebuffer_get_width(framebuffer),
      .height = oriel_framebuffer_get_height(framebuffer),
      .stride = oriel_framebuffer_get_stride(framebuffer),
  };
  double scale = MIN(1, MIN(width / (double)source.width, height / (double)source.height));
  int w = MAX(1, (int)(source.width * scale)), h = MAX(1, (int)(source.height * scale));
  gsize size = (gsize)w * (gsize)h * 4;
  guint8 *pixels = g_malloc(size);
  g_autoptr(GBytes) bytes = g_bytes_new_take(pixels, size);

  scaler_draw(&source, w, h, &(OrielRect){0, 0, w, h}, pixels, w * 4);
  return gdk_memory_texture_new(w, h, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, (gsize)w * 4);
}

static void
run(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  g_autoptr(OrielFramebuffer) framebuffer = picture_read(order->file, &error);

  if (framebuffer == NULL)
    g_task_return_error(task, error);
  else
    g_task_return_pointer(task, shrink(framebuffer, order->width, order->height), g_object_unref);
}

void
thumbnail_picture_async(GBytes *file,
                        int width,
                        int height,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  Order *order = g_new0(Order, 1);

  g_task_set_source_tag(task, thumbnail_picture_async);
  order->file = g_bytes_ref(file);
  order->width = width;
  order->height = height;
  g_task_set_task_data(task, order, order_free);
  g_task_run_in_thread(task, run);
}

GdkTexture *
thumbnail_picture_finish(GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_async_result_is_tagged(result, thumbnail_picture_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}
