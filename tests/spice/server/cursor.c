// SPDX-License-Identifier: LGPL-2.1-or-later
#include "cursor.h"

typedef struct {
  ScreenCommand command;
  QXLCursorCmd cursor_command;
  QXLCursor cursor; /* its data follow */
} Setting;

static Setting *
new_setting(guint8 type, gsize size)
{
  Setting *self = g_malloc0(sizeof *self + size);

  self->cursor_command.release_info.id = (guintptr)self;
  self->cursor_command.type = type;
  return self;
}

static void
push(Screen *screen, Setting *setting)
{
  screen_push(screen, &setting->command, QXL_CMD_CURSOR, &setting->cursor_command);
}

static Setting *
new_shape(Screen *screen, guint16 type, int width, int height, int hot_x, int hot_y, gsize size)
{
  Setting *self = new_setting(QXL_CURSOR_SET, size);

  self->cursor_command.u.set.visible = TRUE;
  self->cursor_command.u.set.shape = (guintptr)&self->cursor;
  self->cursor.header.unique = screen_next_unique(screen);
  self->cursor.header.type = type;
  self->cursor.header.width = (guint16)width;
  self->cursor.header.height = (guint16)height;
  self->cursor.header.hot_spot_x = (guint16)hot_x;
  self->cursor.header.hot_spot_y = (guint16)hot_y;
  self->cursor.data_size = (guint32)size;
  self->cursor.chunk.data_size = (guint32)size;
  return self;
}

void
cursor_set_block(Screen *screen, int width, int height, int hot_x, int hot_y, guint32 colour)
{
  gsize n = (gsize)width * (gsize)height;
  Setting *self =
      new_shape(screen, SPICE_CURSOR_TYPE_ALPHA, width, height, hot_x, hot_y, n * sizeof colour);

  for (gsize i = 0; i < n; i++)
    memcpy(self->cursor.chunk.data + i * sizeof colour, &colour, sizeof colour);
  push(screen, self);
}

/* An AND mask, then a XOR mask: 0 0 black, 0 1 white, 1 0 transparent, 1 1 inverts. */
void
cursor_set_mono(Screen *screen, int width, int height, int hot_x, int hot_y)
{
  gsize stride = (gsize)(width + 7) / 8;
  gsize size = stride * (gsize)height;
  Setting *self = new_shape(screen, SPICE_CURSOR_TYPE_MONO, width, height, hot_x, hot_y, 2 * size);
  guint8 *and_mask = self->cursor.chunk.data, *xor_mask = and_mask + size;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      gsize at = (gsize)y * stride + (gsize)x / 8;
      guint8 bit = (guint8)(0x80 >> x % 8);
      gboolean lower = y >= height / 2, last = y >= height * 3 / 4;

      if (lower)
        and_mask[at] |= bit;
      if (lower ? !last : x < width / 2)
        xor_mask[at] |= bit;
    }
  push(screen, self);
}

void
cursor_hide(Screen *screen)
{
  push(screen, new_setting(QXL_CURSOR_HIDE, 0));
}

void
cursor_move(Screen *screen, int x, int y)
{
  Setting *self = new_setting(QXL_CURSOR_MOVE, 0);

  self->cursor_command.u.position.x = (gint16)x;
  self->cursor_command.u.position.y = (gint16)y;
  push(screen, self);
}
