// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/find.h"

static gboolean
is_at(const Lens *lens, int column, int row, const gunichar *letters, int n)
{
  for (int i = 0; i < n; i++)
    if (g_unichar_tolower(lens_at(lens, column + i, row)->character) != letters[i])
      return FALSE;
  return TRUE;
}

static void
find_in_row(const Lens *lens, int row, const gunichar *letters, int n, GArray *hits)
{
  int columns = lens_get_grid(lens).columns;

  for (int column = 0; column + n <= columns; column++) {
    FindHit hit = {column, row, n};

    if (!is_at(lens, column, row, letters, n))
      continue;
    g_array_append_val(hits, hit);
    column += n - 1;
  }
}

GArray *
find_words(const Lens *lens, const char *words)
{
  GArray *hits = g_array_new(FALSE, FALSE, sizeof(FindHit));
  glong n;
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast(words, -1, &n);

  for (glong i = 0; i < n; i++)
    letters[i] = g_unichar_tolower(letters[i]);
  for (int row = 0; n > 0 && n <= lens_get_grid(lens).columns && row < lens_get_grid(lens).rows;
       row++)
    find_in_row(lens, row, letters, (int)n, hits);
  return hits;
}

gboolean
find_place(const FindHit *hit, const LensGrid *grid, const Placement *shown, int *x, int *y)
{
  int column = hit->column - shown->source.x / grid->cell_width;
  int row = hit->row - shown->source.y / grid->cell_height;

  *x = shown->target.x + column;
  *y = shown->target.y + row;
  return column >= 0 && column + hit->length <= shown->target.width && row >= 0 &&
         row < shown->target.height;
}
