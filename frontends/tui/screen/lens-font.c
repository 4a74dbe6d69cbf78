// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/lens-font.h"

#include <string.h>

#include "screen/lens-glyphs.h"

#define N_SLOTS 4096 /* a power of two, several times the letters */
#define CORNER (G_GUINT64_CONSTANT(1) << 63)

struct _LensFont {
  int n_words;
  int n_glyphs;
  const guint8 *glyphs;   /* the table, of glyphs of either size */
  gsize glyph_size;       /* bytes */
  gsize rows_offset;      /* bytes; the character comes first */
  guint16 slots[N_SLOTS]; /* 1 + the glyph's index; 0 = free */
};

static gunichar
get_character(const LensFont *self, int index)
{
  guint16 character;

  memcpy(&character, self->glyphs + (gsize)index * self->glyph_size, sizeof character);
  return character;
}

static const guint64 *
get_rows(const LensFont *self, int index)
{
  return (const guint64 *)(const void *)(self->glyphs + (gsize)index * self->glyph_size +
                                         self->rows_offset);
}

static gboolean
is_inverted(const guint64 *rows)
{
  return (rows[0] & CORNER) != 0;
}

/* Whether @bits are the glyph's, or all of them are not where its corner is set. */
static gboolean
is_glyph(const LensFont *self, int index, const LensBits *bits)
{
  const guint64 *rows = get_rows(self, index);
  guint64 flip = is_inverted(rows) ? G_MAXUINT64 : 0;

  for (int i = 0; i < self->n_words; i++)
    if ((rows[i] ^ flip) != bits->words[i])
      return FALSE;
  return TRUE;
}

static guint
hash(const LensFont *self, const LensBits *bits)
{
  guint64 sum = 0;

  for (int i = 0; i < self->n_words; i++)
    sum = (sum ^ bits->words[i]) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
  return (guint)(sum >> 52) & (N_SLOTS - 1);
}

static void
insert(LensFont *self, int index)
{
  const guint64 *rows = get_rows(self, index);
  guint64 flip = is_inverted(rows) ? G_MAXUINT64 : 0;
  LensBits bits = {0};
  guint slot;

  for (int i = 0; i < self->n_words; i++)
    bits.words[i] = rows[i] ^ flip;
  for (slot = hash(self, &bits); self->slots[slot] != 0; slot = (slot + 1) % N_SLOTS)
    if (is_glyph(self, self->slots[slot] - 1, &bits))
      return;
  self->slots[slot] = (guint16)(index + 1);
}

/* Letters whose corner is empty come first: of "•" and "◘", which are the same in swapped colours,
 * the plain one is meant. */
static LensFont *
make_font(int n_words, const void *glyphs, int n_glyphs, gsize glyph_size, gsize rows_offset)
{
  LensFont *self = g_new0(LensFont, 1);

  self->n_words = n_words;
  self->n_glyphs = n_glyphs;
  self->glyphs = glyphs;
  self->glyph_size = glyph_size;
  self->rows_offset = rows_offset;
  for (int inverted = 0; inverted < 2; inverted++)
    for (int i = 0; i < n_glyphs; i++)
      if (is_inverted(get_rows(self, i)) == inverted)
        insert(self, i);
  return self;
}

const LensFont *
lens_font_get_small(void)
{
  static LensFont *font;

  if (g_once_init_enter(&font))
    g_once_init_leave(&font, make_font(2, lens_glyphs, (int)lens_n_glyphs, sizeof(LensGlyph),
                                       G_STRUCT_OFFSET(LensGlyph, rows)));
  return font;
}

const LensFont *
lens_font_get_large(void)
{
  static LensFont *font;

  if (g_once_init_enter(&font))
    g_once_init_leave(&font,
                      make_font(8, lens_large_glyphs, (int)lens_large_n_glyphs,
                                sizeof(LensLargeGlyph), G_STRUCT_OFFSET(LensLargeGlyph, rows)));
  return font;
}

LensMatch
lens_font_find(const LensFont *self, const LensBits *bits)
{
  for (guint slot = hash(self, bits); self->slots[slot] != 0; slot = (slot + 1) % N_SLOTS) {
    int index = self->slots[slot] - 1;

    if (is_glyph(self, index, bits))
      return (LensMatch){get_character(self, index), is_inverted(get_rows(self, index))};
  }
  return (LensMatch){0};
}

gunichar
lens_font_find_masked(const LensFont *self,
                      const LensBits *bits,
                      const LensBits *mask,
                      gunichar likely)
{
  gunichar found = 0;
  gboolean several = FALSE;

  for (int i = 0; i < self->n_glyphs; i++) {
    const guint64 *rows = get_rows(self, i);
    guint64 differing = 0;

    for (int word = 0; word < self->n_words; word++)
      differing |= (rows[word] ^ bits->words[word]) & ~mask->words[word];
    if (differing != 0)
      continue;
    if (get_character(self, i) == likely)
      return likely;
    several |= found != 0 && found != get_character(self, i);
    found = get_character(self, i);
  }
  return several ? 0 : found;
}
