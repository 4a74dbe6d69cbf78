// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-content.h"

struct _GuestContent {
  GdkContentProvider parent_instance;

  OrielClipboard *guest; /* (owned) */
  OrielSelection selection;
  GdkContentFormats *formats; /* (owned) */
};

G_DEFINE_FINAL_TYPE(GuestContent, guest_content, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
guest_content_ref_formats(GdkContentProvider *provider)
{
  return gdk_content_formats_ref(GUEST_CONTENT(provider)->formats);
}

static void
on_written(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish(G_OUTPUT_STREAM(source), result, NULL, &error))
    g_task_return_boolean(task, TRUE);
  else
    g_task_return_error(task, error);
}

static void
on_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GBytes) data = oriel_clipboard_read_finish(ORIEL_CLIPBOARD(source), result, &error);
  GOutputStream *stream = g_object_get_data(G_OBJECT(task), "stream");

  if (data == NULL) {
    g_task_return_error(task, error);
    return;
  }
  g_task_set_task_data(task, g_bytes_ref(data), (GDestroyNotify)g_bytes_unref);
  g_output_stream_write_all_async(stream, g_bytes_get_data(data, NULL), g_bytes_get_size(data),
                                  g_task_get_priority(task), g_task_get_cancellable(task),
                                  on_written, g_object_ref(task));
}

static void
guest_content_write_mime_type_async(GdkContentProvider *provider,
                                    const char *type,
                                    GOutputStream *stream,
                                    int priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GuestContent *self = GUEST_CONTENT(provider);
  g_autoptr(GTask) task = g_task_new(self, cancellable, callback, user_data);

  g_task_set_source_tag(task, guest_content_write_mime_type_async);
  g_task_set_priority(task, priority);
  g_object_set_data_full(G_OBJECT(task), "stream", g_object_ref(stream), g_object_unref);
  oriel_clipboard_read_async(self->guest, self->selection, type, cancellable, on_read,
                             g_steal_pointer(&task));
}

static gboolean
guest_content_write_mime_type_finish(GdkContentProvider *provider,
                                     GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_boolean(G_TASK(result), error);
}

static void
guest_content_finalize(GObject *object)
{
  GuestContent *self = GUEST_CONTENT(object);

  g_object_unref(self->guest);
  gdk_content_formats_unref(self->formats);
  G_OBJECT_CLASS(guest_content_parent_class)->finalize(object);
}

static void
guest_content_class_init(GuestContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS(klass);

  G_OBJECT_CLASS(klass)->finalize = guest_content_finalize;
  provider_class->ref_formats = guest_content_ref_formats;
  provider_class->write_mime_type_async = guest_content_write_mime_type_async;
  provider_class->write_mime_type_finish = guest_content_write_mime_type_finish;
}

static void
guest_content_init(GuestContent *self)
{
}

/* The guest chose the names: texts and pictures pass, whatever else it makes up does not. */
static gboolean
passes(const char *type)
{
  return g_str_equal(type, ORIEL_CLIPBOARD_TEXT) || g_str_has_prefix(type, "image/");
}

/**
 * guest_content_new:
 * @guest: a guest's clipboard
 * @selection: which of its selections
 *
 * Returns: (transfer full) (nullable): what was copied there; %NULL = nothing that is of use
 */
GdkContentProvider *
guest_content_new(OrielClipboard *guest, OrielSelection selection)
{
  const char *const *types = oriel_clipboard_get_guest_types(guest, selection);
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new();
  g_autoptr(GdkContentFormats) formats = NULL;
  gsize n_formats;
  GuestContent *self;

  for (; types != NULL && *types != NULL; types++)
    if (passes(*types))
      gdk_content_formats_builder_add_mime_type(builder, *types);
  formats = gdk_content_formats_builder_free_to_formats(builder);
  gdk_content_formats_get_mime_types(formats, &n_formats);
  if (n_formats == 0)
    return NULL;
  self = g_object_new(GUEST_TYPE_CONTENT, NULL);
  self->guest = g_object_ref(guest);
  self->selection = selection;
  self->formats = g_steal_pointer(&formats);
  return GDK_CONTENT_PROVIDER(self);
}
