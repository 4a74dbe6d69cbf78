// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/status.h"

#define MAX_PARTS 10

typedef struct {
  char *text;
  int weight; /* the lightest goes first */
} Part;

typedef struct {
  Part parts[MAX_PARTS];
  guint n;
} Parts;

int
status_get_width(const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar character = g_utf8_get_char(p);

    width += g_unichar_iszerowidth(character) ? 0 : g_unichar_iswide(character) ? 2 : 1;
  }
  return width;
}

static void
add(Parts *self, int weight, char *text)
{
  if (text != NULL && *text != '\0')
    self->parts[self->n++] = (Part){text, weight};
  else
    g_free(text);
}

static char *
describe_guest(const Status *status)
{
  if (status->protocol == NULL)
    return NULL;
  if (status->n_displays < 2)
    return g_strdup(status->protocol);
  return g_strdup_printf("%s %u/%u", status->protocol, status->display, status->n_displays);
}

static char *
describe_size(const Status *status, gboolean unicode)
{
  g_autofree char *zoom = g_strdup_printf("%d%%", status->zoom);

  if (status->guest_width == 0)
    return NULL;
  return g_strdup_printf("%dx%d%s%dx%d %s", status->guest_width, status->guest_height,
                         unicode ? "\342\206\222" : ">", status->columns, status->rows,
                         status->fit ? "fit" : zoom);
}

static char *
describe_figures(const Status *status)
{
  if (status->guest_width == 0)
    return NULL;
  return g_strdup_printf("%.0f fps %.0f kB/s %.0f ms", status->rate, status->bandwidth / 1000,
                         (double)status->round_trip / 1000);
}

static char *
describe_input(const Status *status)
{
  if (status->keyboard == NULL)
    return NULL;
  return g_strdup_printf("kbd:%s ptr:%s", status->keyboard, status->pointer);
}

static void
gather(Parts *parts, const Status *status, gboolean unicode)
{
  add(parts, 100, g_strdup(status->name));
  if (status->note != NULL) {
    add(parts, 110, g_strdup(status->note));
  } else {
    add(parts, 30, describe_guest(status));
    add(parts, 50, describe_size(status, unicode));
    add(parts, 60, g_strdup(status->encoder));
    add(parts, 40, describe_figures(status));
    add(parts, 20, describe_input(status));
  }
  add(parts, 85, g_strdup(status->sticky));
  add(parts, 70, status->guest_width > 0 ? g_strdup(status->read_only ? "RO" : "RW") : NULL);
  add(parts, 80, status->leader != NULL ? g_strdup_printf("%s menu", status->leader) : NULL);
}

static char *
join(const Parts *parts, gboolean unicode)
{
  GString *line = g_string_new(" ");

  for (guint i = 0; i < parts->n; i++) {
    if (i > 0)
      g_string_append(line, unicode ? " \342\226\217" : " | ");
    g_string_append(line, parts->parts[i].text);
  }
  return g_string_free(line, FALSE);
}

static void
drop_lightest(Parts *parts)
{
  guint lightest = 0;

  for (guint i = 1; i < parts->n; i++)
    if (parts->parts[i].weight < parts->parts[lightest].weight)
      lightest = i;
  g_free(parts->parts[lightest].text);
  parts->n--;
  for (guint i = lightest; i < parts->n; i++)
    parts->parts[i] = parts->parts[i + 1];
}

char *
status_format(const Status *self, int columns, gboolean unicode)
{
  Parts parts = {0};
  char *line;

  gather(&parts, self, unicode);
  line = join(&parts, unicode);
  while (status_get_width(line) > columns && parts.n > 1) {
    drop_lightest(&parts);
    g_free(line);
    line = join(&parts, unicode);
  }
  for (guint i = 0; i < parts.n; i++)
    g_free(parts.parts[i].text);
  return line;
}
