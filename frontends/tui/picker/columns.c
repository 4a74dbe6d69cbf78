// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/columns.h"

#include "picker/model-order.h"

#include <string.h>

#define MIN_NAME 12
#define USUAL_NAME 32 /* a longer one takes no column from others */
#define MAX_HOST 24
#define VITAL 6 /* from this importance on, a column goes only for MIN_NAME */
#define GAP 2
#define N_BLOCKS 3 /* samples that are shown */

static const struct {
  const char *word;
  const char *title;
  int width;
  int importance; /* the lowest goes first */
  gboolean right;
} columns[N_COLUMNS] = {
    [COLUMN_NAME] = {"name", "NAME", 0, 9, FALSE},
    [COLUMN_STATE] = {"state", "STATE", 9, 8, FALSE},
    [COLUMN_HOST] = {"host", "HOST", 14, 4, FALSE}, /* and as wide as they are */
    [COLUMN_VCPUS] = {"vcpus", "VCPU", 4, 2, TRUE},
    [COLUMN_MEMORY] = {"memory", "MEM", 5, 5, TRUE},
    [COLUMN_CPU] = {"cpu", "CPU", 8, 6, FALSE},
    [COLUMN_DISPLAY] = {"display", "DISPLAY", 12, 3, FALSE},
};

static int
importance_of(int column, const ColumnNeeds *needs)
{
  return column == COLUMN_HOST && needs->tree ? 0 : columns[column].importance;
}

/* Which of the columns that are still shown matters least, or -1 when the name alone is left. */
static int
least_important(guint shown, const ColumnNeeds *needs)
{
  int least = -1;

  for (int i = COLUMN_NAME + 1; i < N_COLUMNS; i++)
    if ((shown & 1u << i) && (least < 0 || importance_of(i, needs) < importance_of(least, needs)))
      least = i;
  return least;
}

static int
width_of(int column, const ColumnNeeds *needs)
{
  if (column == COLUMN_HOST && needs->host > 0)
    return CLAMP(needs->host, (int)strlen(columns[column].title) + 2, MAX_HOST);
  return columns[column].width;
}

/* Of all but the name. */
static int
width_of_all(guint shown, const ColumnNeeds *needs)
{
  int width = 0;

  for (int i = COLUMN_NAME + 1; i < N_COLUMNS; i++)
    if (shown & 1u << i)
      width += width_of(i, needs) + GAP;
  return width;
}

/* The columns that leave room for the name. */
static guint
choose(int width, guint shown, const ColumnNeeds *needs)
{
  int usual = CLAMP(needs->name, MIN_NAME, USUAL_NAME), least;

  while ((least = least_important(shown, needs)) >= 0) {
    int name = importance_of(least, needs) < VITAL ? usual : MIN_NAME;

    if (width_of_all(shown, needs) + name <= width)
      break;
    shown &= ~(1u << least);
  }
  return shown;
}

Columns
columns_place(int width, guint wanted, const ColumnNeeds *needs)
{
  Columns self = {.width = width};
  guint shown = choose(width, wanted | 1u << COLUMN_NAME, needs);
  int x;

  self.places[COLUMN_NAME].width = MAX(width - width_of_all(shown, needs), 0);
  x = self.places[COLUMN_NAME].width;
  for (int i = COLUMN_NAME + 1; i < N_COLUMNS; i++) {
    if (!(shown & 1u << i))
      continue;
    self.places[i] = (ColumnPlace){.x = x + GAP, .width = width_of(i, needs)};
    x += GAP + self.places[i].width;
  }
  return self;
}

int
columns_at(const Columns *self, int x)
{
  for (int i = 0; i < N_COLUMNS; i++)
    if (self->places[i].width > 0 && x >= self->places[i].x &&
        x < self->places[i].x + self->places[i].width)
      return i;
  return -1;
}

const char *
column_get_word(Column column)
{
  return columns[column].word;
}

int
column_find(const char *word)
{
  for (int i = 0; i < N_COLUMNS; i++)
    if (strcmp(columns[i].word, word) == 0)
      return i;
  return -1;
}

const char *
column_get_title(Column column)
{
  return columns[column].title;
}

gboolean
column_is_right_aligned(Column column)
{
  return columns[column].right;
}

const char *
column_get_glyph(OrielGuestState state, gboolean ascii)
{
  switch (state) {
  case ORIEL_GUEST_RUNNING:
    return ascii ? ">" : "●";
  case ORIEL_GUEST_BLOCKED:
    return ascii ? "~" : "◐";
  case ORIEL_GUEST_PAUSED:
    return ascii ? "=" : "‖";
  case ORIEL_GUEST_SHUTTING_DOWN:
    return ascii ? "v" : "▼";
  case ORIEL_GUEST_OFF:
    return ascii ? "-" : "○";
  case ORIEL_GUEST_CRASHED:
    return "!";
  case ORIEL_GUEST_SLEEPING:
    return "z";
  default:
    return "?";
  }
}

const char *
column_get_state_word(OrielGuestState state)
{
  switch (state) {
  case ORIEL_GUEST_SHUTTING_DOWN:
    return "ending";
  default:
    return oriel_guest_state_to_string(state);
  }
}

char *
column_format_memory(guint64 kib)
{
  static const char units[] = "KMGTPE";
  double value = (double)kib;
  int unit = 0;

  while (value >= 1024 && units[unit + 1] != '\0') {
    value /= 1024;
    unit++;
  }
  if (value < 99.95)
    return g_strdup_printf("%.1f%c", value, units[unit]);
  return g_strdup_printf("%.0f%c", value, units[unit]);
}

char *
column_format_samples(const guint8 *samples, int n, gboolean ascii)
{
  static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static const char letters[] = "_.,-=*#@";
  GString *text = g_string_new(NULL);

  for (int i = MODEL_SAMPLES - n; i < MODEL_SAMPLES; i++) {
    int level = MIN(samples[i], 100) * 7 / 100;

    if (samples[i] == 255)
      g_string_append_c(text, ' ');
    else if (ascii)
      g_string_append_c(text, letters[level]);
    else
      g_string_append(text, blocks[level]);
  }
  return g_string_free(text, FALSE);
}

static char *
format_cpu(const GuestRow *row, gboolean ascii)
{
  double share = oriel_guest_get_cpu_share(row->guest);
  g_autofree char *samples = NULL;

  if (share < 0)
    return g_strdup(row->running && row->samples == NULL ? "" : "  -");
  if (row->samples == NULL)
    return g_strdup_printf("%3.0f%%", share * 100);
  samples = column_format_samples(row->samples, N_BLOCKS, ascii);
  return g_strdup_printf("%3.0f%% %s", share * 100, samples);
}

static char *
format_displays(const GuestRow *row)
{
  char *text;

  if (!oriel_guest_has_details(row->guest))
    return g_strdup(row->details_failed ? "?" : "");
  text = order_describe_displays(row->guest);
  if (*text != '\0')
    return text;
  g_free(text);
  return g_strdup("-");
}

char *
column_format(const GuestRow *row, Column column, gboolean ascii)
{
  OrielGuestState state = oriel_guest_get_state(row->guest);
  guint64 memory;

  switch (column) {
  case COLUMN_STATE:
    return g_strdup_printf("%s %s", column_get_glyph(state, ascii), column_get_state_word(state));
  case COLUMN_HOST:
    return g_strdup(model_get_host_label(row->host));
  case COLUMN_VCPUS:
    return oriel_guest_get_vcpus(row->guest) > 0
               ? g_strdup_printf("%u", oriel_guest_get_vcpus(row->guest))
               : g_strdup("");
  case COLUMN_MEMORY:
    memory = oriel_guest_get_memory(row->guest);
    return memory > 0 ? column_format_memory(memory) : g_strdup("");
  case COLUMN_CPU:
    return format_cpu(row, ascii);
  case COLUMN_DISPLAY:
    return format_displays(row);
  default:
    return g_strdup(oriel_guest_get_name(row->guest));
  }
}
