// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen.h"

#include <sys/mman.h>
#include <unistd.h>

#include "checksum.h"

/* The one slot of memory is all of our address space, so that addresses are plain pointers. */
#define SLOT_BITS 1
#define GENERATION_BITS 1
#define SLOT_GROUP 0
#define SURFACE_PRIMARY 0
#define N_SURFACES 2
#define MAX_SIDE 8192
#define FORMAT_XRGB8888 0x34325258      /* "XR24", as the kernel names formats of cards */
#define VIDEO_MEMORY (64 * 1024 * 1024) /* bytes; the server only derives cache sizes of it */

typedef struct {
  int width, height; /* 0 = there is none */
  guint format;
} Surface;

struct _Screen {
  QXLInstance qxl;                /* first, so that the server's pointer to it is one to us */
  GAsyncQueue *drawing, *cursors; /* of ScreenCommand, for the worker thread */
  guint8 *memory;                 /* (owned) (nullable) the surface, which the worker draws on */
  int stride;
  Surface surfaces[N_SURFACES];
  guint drawn_on; /* index of one of them */
  guint32 unique;
  int idle_looks;     /* atomic */
  int worker;         /* atomic; its thread, 0 = not known yet */
  gboolean has_heads; /* they were set since the surface was made */
};

/* Held while stalled: workers stop at their next look for a command. */
static GMutex stall;

static void (*monitors_func)(const VDAgentMonitorsConfig *config);

static Screen *
screen_of(QXLInstance *qxl)
{
  return (Screen *)qxl;
}

/* Called in the worker thread. */

static int
take(GAsyncQueue *queue, QXLCommandExt *ext)
{
  ScreenCommand *command = NULL;

  g_mutex_lock(&stall);
  command = g_async_queue_try_pop(queue);
  g_mutex_unlock(&stall);
  if (command != NULL)
    *ext = command->ext;
  return command != NULL;
}

static int
get_command(QXLInstance *qxl, QXLCommandExt *ext)
{
  Screen *self = screen_of(qxl);
  int found = take(self->drawing, ext);

  if (!found && g_atomic_int_get(&self->worker) == 0)
    g_atomic_int_set(&self->worker, gettid());
  if (!found)
    g_atomic_int_inc(&self->idle_looks);
  return found;
}

static int
get_cursor_command(QXLInstance *qxl, QXLCommandExt *ext)
{
  return take(screen_of(qxl)->cursors, ext);
}

/* TRUE: whoever queues the next command wakes the worker. */
static int
wants_drawing_wakeup(QXLInstance *qxl)
{
  return g_async_queue_length(screen_of(qxl)->drawing) <= 0;
}

static int
wants_cursor_wakeup(QXLInstance *qxl)
{
  return g_async_queue_length(screen_of(qxl)->cursors) <= 0;
}

static void
free_command(gpointer data)
{
  ScreenCommand *command = data;

  g_free(command->pixels);
  g_free(command);
}

static void
release(QXLInstance *qxl, QXLReleaseInfoExt info)
{
  free_command((gpointer)(guintptr)info.info->id);
}

static void
on_async_complete(QXLInstance *qxl, uint64_t cookie)
{
  g_free((gpointer)(guintptr)cookie);
}

static int
flush_resources(QXLInstance *qxl)
{
  return 0; /* nothing is kept back */
}

/* Called in ours. */

static void
attach_worker(QXLInstance *qxl)
{
  QXLDevMemSlot slot = {.slot_group_id = SLOT_GROUP, .virt_end = ~(guintptr)0};

  spice_qxl_add_memslot(qxl, &slot);
}

static void
get_init_info(QXLInstance *qxl, QXLDevInitInfo *info)
{
  *info = (QXLDevInitInfo){
      .num_memslots_groups = 1,
      .num_memslots = 1,
      .memslot_gen_bits = GENERATION_BITS,
      .memslot_id_bits = SLOT_BITS,
      .qxl_ram_size = VIDEO_MEMORY,
      .n_surfaces = N_SURFACES,
  };
}

static void
set_compression_level(QXLInstance *qxl, int level)
{
  /* Meant for drivers that compress themselves. */
}

/* Asked first with NULL whether it would. Every card gets all of the wish: the first one is enough.
 */
static int
take_monitors(QXLInstance *qxl, VDAgentMonitorsConfig *config)
{
  if (monitors_func != NULL && config != NULL && qxl->id == 0)
    monitors_func(config);
  return monitors_func != NULL;
}

static const QXLInterface interface = {
    .base.type = SPICE_INTERFACE_QXL,
    .base.description = "test card",
    .base.major_version = SPICE_INTERFACE_QXL_MAJOR,
    .base.minor_version = SPICE_INTERFACE_QXL_MINOR,
    .attached_worker = attach_worker,
    .set_compression_level = set_compression_level,
    .get_init_info = get_init_info,
    .get_command = get_command,
    .req_cmd_notification = wants_drawing_wakeup,
    .get_cursor_command = get_cursor_command,
    .req_cursor_notification = wants_cursor_wakeup,
    .release_resource = release,
    .flush_resources = flush_resources,
    .async_complete = on_async_complete,
    .client_monitors_config = take_monitors,
};

Screen *
screen_new(SpiceServer *server, int id, guint max_heads)
{
  Screen *self = g_new0(Screen, 1);
  g_autofree char *address = g_strdup_printf("pci/0000/%02x.0", id + 2);

  self->qxl.base.sif = &interface.base;
  self->qxl.id = id;
  self->drawing = g_async_queue_new_full(free_command);
  self->cursors = g_async_queue_new_full(free_command);
  spice_server_add_interface(server, &self->qxl.base);
  spice_qxl_set_device_info(&self->qxl, address, 0, max_heads);
  return self;
}

void
screen_free(Screen *self)
{
  g_async_queue_unref(self->drawing);
  g_async_queue_unref(self->cursors);
  g_free(self->memory);
  g_free(self);
}

static int
bytes_per_pixel(guint format)
{
  switch (format) {
  case SPICE_SURFACE_FMT_8_A:
    return 1;
  case SPICE_SURFACE_FMT_16_555:
  case SPICE_SURFACE_FMT_16_565:
    return 2;
  case SPICE_SURFACE_FMT_32_xRGB:
  case SPICE_SURFACE_FMT_32_ARGB:
    return 4;
  default:
    return 0;
  }
}

void
screen_destroy(Screen *self)
{
  if (self->memory == NULL)
    return;
  spice_qxl_destroy_primary_surface(&self->qxl, SURFACE_PRIMARY);
  if (self->has_heads)
    spice_qxl_driver_unload(&self->qxl);
  self->has_heads = FALSE;
  g_clear_pointer(&self->memory, g_free);
  self->surfaces[SURFACE_PRIMARY] = (Surface){0};
}

/* Bytes of a row; 0 = there can be no such surface. */
static int
get_stride(const Surface *surface)
{
  if (surface->width < 1 || surface->width > MAX_SIDE || surface->height < 1 ||
      surface->height > MAX_SIDE)
    return 0;
  return (surface->width * bytes_per_pixel(surface->format) + 3) & ~3;
}

gboolean
screen_create(Screen *self, int width, int height, guint format)
{
  const Surface shown = {width, height, format};
  QXLDevSurfaceCreate surface = {0};

  if (get_stride(&shown) == 0)
    return FALSE;
  screen_destroy(self);
  self->surfaces[SURFACE_PRIMARY] = shown;
  self->drawn_on = SURFACE_PRIMARY;
  self->stride = get_stride(&shown);
  self->memory = g_malloc0((gsize)self->stride * (gsize)height);
  surface.width = (guint)width;
  surface.height = (guint)height;
  surface.stride = self->stride;
  surface.format = format;
  surface.mouse_mode = TRUE; /* tablets are of use here */
  surface.type = QXL_SURF_TYPE_PRIMARY;
  surface.mem = (guintptr)self->memory;
  surface.group_id = SLOT_GROUP;
  spice_qxl_create_primary_surface(&self->qxl, SURFACE_PRIMARY, &surface);
  return TRUE;
}

typedef struct {
  ScreenCommand command;
  QXLSurfaceCmd surface;
} SurfaceCommand;

/* Its memory (nullable) lasts until the surface is gone. */
static void
push_aside(Screen *self, QXLSurfaceCmdType type, const QXLSurface *surface)
{
  SurfaceCommand *command = g_new0(SurfaceCommand, 1);

  command->surface.release_info.id = (guintptr)command;
  command->surface.surface_id = SCREEN_ASIDE;
  command->surface.type = (guint8)type;
  if (surface != NULL) {
    command->surface.u.surface_create = *surface;
    command->command.pixels = (gpointer)(guintptr)surface->data;
  }
  screen_push(self, &command->command, QXL_CMD_SURFACE, &command->surface);
}

gboolean
screen_create_aside(Screen *self, int width, int height, guint format)
{
  const Surface aside = {width, height, format};
  QXLSurface surface = {.format = format, .width = (guint)width, .height = (guint)height};

  surface.stride = get_stride(&aside);
  if (surface.stride == 0)
    return FALSE;
  surface.data = (guintptr)g_malloc0((gsize)surface.stride * surface.height);
  if (self->surfaces[SCREEN_ASIDE].width > 0)
    push_aside(self, QXL_SURFACE_CMD_DESTROY, NULL);
  push_aside(self, QXL_SURFACE_CMD_CREATE, &surface);
  self->surfaces[SCREEN_ASIDE] = aside;
  return TRUE;
}

gboolean
screen_draw_on(Screen *self, guint surface)
{
  if (self->surfaces[surface].width == 0)
    return FALSE;
  self->drawn_on = surface;
  return TRUE;
}

guint
screen_get_drawn_on(Screen *self)
{
  return self->drawn_on;
}

int
screen_get_width(Screen *self)
{
  return self->surfaces[self->drawn_on].width;
}

int
screen_get_height(Screen *self)
{
  return self->surfaces[self->drawn_on].height;
}

guint
screen_get_format(Screen *self)
{
  return self->surfaces[self->drawn_on].format;
}

static gboolean
holds(const Surface *surface, int x, int y, int width, int height)
{
  return x >= 0 && y >= 0 && width > 0 && height > 0 && width <= surface->width - x &&
         height <= surface->height - y;
}

gboolean
screen_holds(Screen *self, int x, int y, int width, int height)
{
  return holds(&self->surfaces[self->drawn_on], x, y, width, height);
}

gboolean
screen_holds_aside(Screen *self, int x, int y, int width, int height)
{
  return self->drawn_on != SCREEN_ASIDE &&
         holds(&self->surfaces[SCREEN_ASIDE], x, y, width, height);
}

guint32
screen_next_unique(Screen *self)
{
  return ++self->unique;
}

void
screen_push(Screen *self, ScreenCommand *command, guint type, gpointer data)
{
  command->ext.cmd.type = type;
  command->ext.cmd.data = (guintptr)data;
  command->ext.group_id = SLOT_GROUP;
  if (type != QXL_CMD_CURSOR)
    screen_restart_looks(self);
  g_async_queue_push(type == QXL_CMD_CURSOR ? self->cursors : self->drawing, command);
  spice_qxl_wakeup(&self->qxl);
}

guint
screen_get_idle_looks(Screen *self)
{
  return (guint)g_atomic_int_get(&self->idle_looks);
}

void
screen_restart_looks(Screen *self)
{
  g_atomic_int_set(&self->idle_looks, 0);
}

pid_t
screen_get_worker(Screen *self)
{
  return g_atomic_int_get(&self->worker);
}

void
screen_wake(Screen *self)
{
  spice_qxl_wakeup(&self->qxl);
}

gboolean
screen_show_on_card(Screen *self, int width, int height)
{
  const Surface shown = {width, height, SPICE_SURFACE_FMT_32_xRGB};
  int stride = get_stride(&shown);
  int memory = stride > 0 ? memfd_create("card", MFD_CLOEXEC) : -1;

  if (memory < 0)
    return FALSE;
  spice_qxl_gl_scanout(&self->qxl, memory, (guint)width, (guint)height, (guint)stride,
                       FORMAT_XRGB8888, FALSE);
  return TRUE;
}

void
screen_set_heads(Screen *self, const GArray *heads)
{
  gsize size = heads->len * sizeof(QXLHead);
  QXLMonitorsConfig *config = g_malloc0(sizeof *config + size);

  config->count = (guint16)heads->len;
  config->max_allowed = (guint16)heads->len;
  memcpy(config->heads, heads->data, size);
  self->has_heads = TRUE;
  spice_qxl_monitors_config_async(&self->qxl, (guintptr)config, SLOT_GROUP, (guintptr)config);
}

void
screens_set_monitors_func(void (*func)(const VDAgentMonitorsConfig *config))
{
  monitors_func = func;
}

guint32
screen_checksum(Screen *self)
{
  const Surface *shown = &self->surfaces[SURFACE_PRIMARY];
  QXLRect all = {.right = shown->width, .bottom = shown->height};
  int bytes = bytes_per_pixel(shown->format);
  guint32 sum = CHECKSUM_START;

  if (self->memory == NULL)
    return 0;
  spice_qxl_update_area(&self->qxl, SURFACE_PRIMARY, &all, NULL, 0, TRUE);
  /* The fourth byte of a pixel means nothing. */
  for (int y = 0; y < shown->height; y++)
    for (int x = 0; x < shown->width; x++)
      sum = checksum_add(sum, self->memory + y * self->stride + x * bytes, (gsize)MIN(bytes, 3));
  return sum;
}

void
screens_set_stalled(gboolean stalled)
{
  if (stalled)
    g_mutex_lock(&stall);
  else
    g_mutex_unlock(&stall);
}
