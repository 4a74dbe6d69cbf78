// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Pixels by kitty's graphics protocol: one image, whose first frame is edited where the guest's
 * screen changes. A terminal on this host reads them from shared memory, others get them
 * compressed.
 *
 * The image lies over the cells where it is: whoever writes there takes it off first.
 * Below them, where the protocol has room for it too, kitty 0.26 tints cells in reverse.
 */
#include "screen/encoders.h"
#include "screen/pixels.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

/* The most bytes of base64 in one command. */
#define MAX_CHUNK 4096

/* What the terminal is to have read of shared memory by the time so many others follow. */
#define MAX_SHARED 64

typedef struct {
  Encoder base;
  gboolean shared;
  guint image;    /* its number, which other programs in the terminal do not have */
  PixelSize size; /* of what is shown */
  gboolean shown;
  guint n_shared;  /* memories made so far */
  GQueue memories; /* names (owned) of those that the terminal may not have removed yet */
} Kitty;

static int
kitty_rate(const TerminalAbilities *abilities)
{
  return !abilities->kitty_graphics ? 0 : abilities->kitty_shared ? 90 : 80;
}

static Encoder *
kitty_new(const TerminalAbilities *abilities)
{
  Kitty *self = g_new0(Kitty, 1);

  self->base.class = &encode_kitty;
  self->shared = abilities->kitty_shared;
  self->image = (guint)getpid() % 0xffffff + 1;
  g_queue_init(&self->memories);
  return &self->base;
}

/* The terminal has removed them already, unless it has not read them. */
static void
drop_memories(Kitty *self, guint n_kept)
{
  while (g_queue_get_length(&self->memories) > n_kept) {
    g_autofree char *name = g_queue_pop_head(&self->memories);

    shm_unlink(name);
  }
}

static void
kitty_free(Encoder *encoder)
{
  Kitty *self = (Kitty *)encoder;

  drop_memories(self, 0);
  g_free(self);
}

/* Puts @pixels into new shared memory; its name, or NULL when there is none to be had. */
static const char *
share(Kitty *self, const guint8 *pixels, gsize length)
{
  g_autofree char *name = g_strdup_printf("/oriel-tui-%d-%u", getpid(), self->n_shared++);
  int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  void *memory = MAP_FAILED;

  if (fd < 0)
    return NULL;
  /* Reserved, since writing to memory that is not there would end the program. */
  if (posix_fallocate(fd, 0, (off_t)length) == 0)
    memory = mmap(NULL, length, PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (memory == MAP_FAILED) {
    shm_unlink(name);
    return NULL;
  }
  memcpy(memory, pixels, length);
  munmap(memory, length);
  g_queue_push_tail(&self->memories, g_steal_pointer(&name));
  drop_memories(self, MAX_SHARED);
  return g_queue_peek_tail(&self->memories);
}

static char *
compress_base64(const guint8 *pixels, gsize length)
{
  uLongf compressed_length = compressBound(length);
  g_autofree guint8 *compressed = g_malloc(compressed_length);

  compress2(compressed, &compressed_length, pixels, length, Z_BEST_SPEED);
  return g_base64_encode(compressed, compressed_length);
}

/* A command whose data take several. */
static void
append_chunks(GString *bytes, const char *keys, const char *data)
{
  gsize left = strlen(data), length = MIN(left, MAX_CHUNK);

  g_string_append_printf(bytes, "\033_G%s,m=%d;", keys, left > length);
  g_string_append_len(bytes, data, (gssize)length);
  g_string_append(bytes, "\033\\");
  for (data += length, left -= length; left > 0; data += length, left -= length) {
    length = MIN(left, MAX_CHUNK);
    g_string_append_printf(bytes, "\033_Gm=%d;", left > length);
    g_string_append_len(bytes, data, (gssize)length);
    g_string_append(bytes, "\033\\");
  }
}

static gboolean
append_shared(Kitty *self, GString *bytes, const char *keys, const guint8 *pixels, gsize length)
{
  const char *name = self->shared ? share(self, pixels, length) : NULL;
  g_autofree char *data = NULL;

  if (name == NULL)
    return FALSE;
  data = g_base64_encode((const guchar *)name, strlen(name));
  g_string_append_printf(bytes, "\033_G%s,t=s;%s\033\\", keys, data);
  return TRUE;
}

static void
send_all(Kitty *self, const OrielFramebuffer *framebuffer, Cells *cells, GString *bytes)
{
  const OrielRect *target = &self->size.placement.target;
  OrielRect all = {0, 0, self->size.width, self->size.height};
  g_autofree guint8 *pixels = pixels_new_rgb(&self->size, framebuffer, &all);
  gsize length = (gsize)all.width * (gsize)all.height * 3;
  g_autofree char *keys =
      g_strdup_printf("a=T,q=2,i=%u,p=1,c=%d,r=%d,C=1,f=24,s=%d,v=%d", self->image, target->width,
                      target->height, all.width, all.height);

  cells_fill(cells, target->x, target->y, target->width, target->height,
             &(Cell){' ', CELL_DEFAULT, CELL_DEFAULT, CELL_FOREIGN});
  g_string_append_printf(bytes, "\0337\033[%d;%dH", target->y + 1, target->x + 1);
  if (!append_shared(self, bytes, keys, pixels, length)) {
    g_autofree char *data = compress_base64(pixels, length);
    g_autofree char *compressed_keys = g_strconcat(keys, ",o=z", NULL);

    append_chunks(bytes, compressed_keys, data);
  }
  g_string_append(bytes, "\0338");
  self->shown = TRUE;
}

static void
send_part(Kitty *self, const OrielFramebuffer *framebuffer, const OrielRect *part, GString *bytes);

/* Compressed edits are halved until each fits one chunk: some versions of kitty leave the old
 * pixels where one comes in several. */
static void
send_halves(Kitty *self, const OrielFramebuffer *framebuffer, const OrielRect *part, GString *bytes)
{
  OrielRect first = *part, second = *part;

  if (part->height > 1) {
    first.height /= 2;
    second.y += first.height;
    second.height -= first.height;
  } else {
    first.width /= 2;
    second.x += first.width;
    second.width -= first.width;
  }
  send_part(self, framebuffer, &first, bytes);
  send_part(self, framebuffer, &second, bytes);
}

static void
send_part(Kitty *self, const OrielFramebuffer *framebuffer, const OrielRect *part, GString *bytes)
{
  g_autofree guint8 *pixels = pixels_new_rgb(&self->size, framebuffer, part);
  gsize length = (gsize)part->width * (gsize)part->height * 3;
  g_autofree char *keys = g_strdup_printf("a=f,q=2,i=%u,r=1,x=%d,y=%d,s=%d,v=%d,X=1,f=24",
                                          self->image, part->x, part->y, part->width, part->height);
  g_autofree char *data = NULL;

  if (append_shared(self, bytes, keys, pixels, length))
    return;
  data = compress_base64(pixels, length);
  if (strlen(data) > MAX_CHUNK && part->width * part->height > 1)
    send_halves(self, framebuffer, part, bytes);
  else
    g_string_append_printf(bytes, "\033_G%s,o=z;%s\033\\", keys, data);
}

static void
kitty_encode(Encoder *encoder,
             const OrielFramebuffer *framebuffer,
             const OrielRegion *damage,
             const Placement *placement,
             Cells *cells,
             GString *bytes)
{
  Kitty *self = (Kitty *)encoder;

  if (!placement_is_inside(placement, framebuffer))
    return;
  /* Much damage is a new picture: shorter, and it makes good whatever was lost before. */
  if (damage == NULL || !self->shown || !placement_is_same(placement, &self->size.placement) ||
      oriel_region_get_area(damage) >
          (gsize)placement->source.width * (gsize)placement->source.height / 2) {
    self->size = pixels_get_size(placement, FALSE);
    send_all(self, framebuffer, cells, bytes);
    return;
  }
  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect, part;

    oriel_region_get_rect(damage, i, &rect);
    if (pixels_map(&self->size, &rect, &part))
      send_part(self, framebuffer, &part, bytes);
  }
}

static void
kitty_clear(Encoder *encoder, GString *bytes)
{
  Kitty *self = (Kitty *)encoder;

  if (self->shown)
    g_string_append_printf(bytes, "\033_Ga=d,d=I,q=2,i=%u\033\\", self->image);
  self->shown = FALSE;
}

const EncoderClass encode_kitty = {
    .name = "kitty",
    .rate = kitty_rate,
    .new = kitty_new,
    .free = kitty_free,
    .encode = kitty_encode,
    .clear = kitty_clear,
};
