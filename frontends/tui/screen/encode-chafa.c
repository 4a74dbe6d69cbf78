// SPDX-License-Identifier: LGPL-2.1-or-later
/* Symbols of chafa, all the time: the best where colours are few, or none. */
#include "screen/encoders.h"
#include "screen/symbols.h"

typedef struct {
  Encoder base;
  Symbols *symbols; /* (owned) */
} ChafaEncoder;

static int
chafa_rate(const TerminalAbilities *abilities)
{
  return abilities->colors <= TERMINAL_COLORS_16 ? 35 : 5;
}

static Encoder *
chafa_new(const TerminalAbilities *abilities)
{
  ChafaEncoder *self = g_new0(ChafaEncoder, 1);

  self->base.class = &encode_chafa;
  self->symbols = symbols_new(abilities);
  return &self->base;
}

static void
chafa_free(Encoder *encoder)
{
  ChafaEncoder *self = (ChafaEncoder *)encoder;

  symbols_free(self->symbols);
  g_free(self);
}

static void
chafa_encode(Encoder *encoder,
             const OrielFramebuffer *framebuffer,
             const OrielRegion *damage,
             const Placement *placement,
             Cells *cells,
             GString *bytes)
{
  ChafaEncoder *self = (ChafaEncoder *)encoder;
  OrielRect parts[ORIEL_REGION_MAX_RECTS];
  guint n_parts;

  if (!placement_is_inside(placement, framebuffer))
    return;
  n_parts = placement_list_cells(placement, damage, parts);
  for (guint i = 0; i < n_parts; i++)
    symbols_draw(self->symbols, framebuffer, placement, &parts[i], cells);
}

const EncoderClass encode_chafa = {
    .name = "chafa",
    .rate = chafa_rate,
    .new = chafa_new,
    .free = chafa_free,
    .encode = chafa_encode,
};
