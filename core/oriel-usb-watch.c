// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The kernel makes and removes a node in /dev/bus/usb for each device, and udev changes who may use
 * it: GIO tells of both. What the device is stands in sysfs, which is read again, in a thread.
 */
#include "oriel-usb-watch.h"

#include <gio/gio.h>

/* From the last change to reading, in ms: the kernel makes the node before it has asked the device
 * for its interfaces, which tell what it is. */
#define SETTLE 300

struct _OrielUsbWatch {
  OrielUsbWatchFunc changed; /* NULL = it is freed, and a thread is still reading */
  gpointer data;
  GHashTable *monitors; /* (owned) (element-type char* GFileMonitor), by the path of a folder */
  GSource *timer;       /* (owned) (nullable) */
  gboolean reading;
  gboolean again; /* something has changed since */
};

static void read_plugs(OrielUsbWatch *self);

static void
destroy(OrielUsbWatch *self)
{
  g_hash_table_unref(self->monitors);
  g_free(self);
}

static gboolean
on_settled(gpointer data)
{
  OrielUsbWatch *self = data;

  g_clear_pointer(&self->timer, g_source_unref);
  read_plugs(self);
  return G_SOURCE_REMOVE;
}

static void
on_event(
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, OrielUsbWatch *self)
{
  if (self->timer != NULL) {
    g_source_destroy(self->timer);
    g_source_unref(self->timer);
  }
  self->timer = g_timeout_source_new(SETTLE);
  g_source_set_callback(self->timer, on_settled, self, NULL);
  g_source_attach(self->timer, g_main_context_get_thread_default());
}

/* A folder that is not there is not watched, which would take looking for it now and then. */
static void
watch_folder(OrielUsbWatch *self, const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path(path);
  GFileMonitor *monitor;

  if (g_hash_table_contains(self->monitors, path) || !g_file_test(path, G_FILE_TEST_IS_DIR))
    return;
  monitor = g_file_monitor_directory(file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (monitor == NULL)
    return;
  g_signal_connect(monitor, "changed", G_CALLBACK(on_event), self);
  g_hash_table_insert(self->monitors, g_strdup(path), monitor);
}

/* The folder of all buses, and that of each. */
static void
watch_folders(OrielUsbWatch *self)
{
  g_autofree char *folder = g_build_filename(oriel_usb_plug_get_root(), "/dev/bus/usb", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;

  watch_folder(self, folder);
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *bus = g_build_filename(folder, name, NULL);
    watch_folder(self, bus);
  }
}

static void
on_read(GObject *source, GAsyncResult *result, gpointer data)
{
  OrielUsbWatch *self = data;
  g_autoptr(GPtrArray) plugs = g_task_propagate_pointer(G_TASK(result), NULL);

  self->reading = FALSE;
  if (self->changed == NULL) {
    destroy(self);
  } else if (self->again) {
    read_plugs(self);
  } else {
    self->changed(g_steal_pointer(&plugs), self->data);
  }
}

static void
read_in_thread(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer(task, oriel_usb_plug_list(oriel_usb_plug_get_root()),
                        (GDestroyNotify)g_ptr_array_unref);
}

static void
read_plugs(OrielUsbWatch *self)
{
  g_autoptr(GTask) task = NULL;

  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  watch_folders(self);
  task = g_task_new(NULL, NULL, on_read, self);
  g_task_run_in_thread(task, read_in_thread);
}

OrielUsbWatch *
oriel_usb_watch_new(OrielUsbWatchFunc changed, gpointer data)
{
  OrielUsbWatch *self = g_new0(OrielUsbWatch, 1);

  self->changed = changed;
  self->data = data;
  self->monitors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
  read_plugs(self);
  return self;
}

void
oriel_usb_watch_free(OrielUsbWatch *self)
{
  GHashTableIter iter;
  gpointer monitor;

  g_hash_table_iter_init(&iter, self->monitors);
  while (g_hash_table_iter_next(&iter, NULL, &monitor)) {
    g_signal_handlers_disconnect_by_data(monitor, self);
    g_file_monitor_cancel(monitor);
  }
  if (self->timer != NULL) {
    g_source_destroy(self->timer);
    g_clear_pointer(&self->timer, g_source_unref);
  }
  self->changed = NULL;
  if (!self->reading)
    destroy(self);
}
