// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/output-filter.h"

#include <string.h>

#define MAX_PARAMETERS 15 /* libvterm has room for 16 */
#define MAX_VALUE 9999    /* of a parameter: larger than any screen */
#define MAX_REPEAT 1000   /* of REP: a row of the widest screen */
#define MAX_MARKS 2       /* combining characters on one cell */
#define REPLACEMENT 0xfffd

/* In the form after which libvterm looks whether the cursor is still inside of the screen. */
#define KEEP_CURSOR "\033[?1048h"
#define RESTORE_CURSOR "\033[?1048l"

enum {
  GROUND,
  ESCAPE,       /* after ESC */
  INTERMEDIATE, /* after ESC and an intermediate byte */
  SEQUENCE,     /* after CSI */
  SKIPPED,      /* a sequence that is dropped, until its final byte */
  STRING,       /* OSC, DCS, SOS, PM, APC: dropped */
};

/* Sequences of the emulator that are let through: leader or 0, intermediate or 0, final bytes. */
static const struct {
  char leader;
  char intermediate;
  const char *finals;
} known[] = {
    {0, 0, "@ABCDEFGHIJKLMPSTXZ`abcdefghjklmnrsu"},
    {'?', 0, "JKhln"},
    {'>', 0, "c"},
    {0, '!', "p"},
    {0, '"', "q"},
    {0, '\'', "}~"},
    {'?', '$', "p"},
};

/* C0 controls that the emulator knows; the rest says nothing to a screen. */
static gboolean
is_useful_control(guint8 byte)
{
  return byte >= 0x07 && byte <= 0x0f;
}

static void
put_character(OutputFilter *self, gunichar character, GString *out)
{
  GUnicodeType type = g_unichar_type(character);

  switch (type) {
  case G_UNICODE_CONTROL: /* among them C1 */
  case G_UNICODE_FORMAT:  /* among them what reverses the direction of text */
  case G_UNICODE_SURROGATE:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return;
  default:
    break;
  }
  if (g_unichar_iszerowidth(character)) {
    if (self->last == 0 || self->n_marks >= MAX_MARKS)
      return;
    self->n_marks++;
  } else {
    self->n_marks = 0;
    self->last = character;
  }
  g_string_append_unichar(out, character);
}

/* The unfinished character will not be finished. */
static void
break_character(OutputFilter *self, GString *out)
{
  if (self->n_bytes > 0)
    put_character(self, REPLACEMENT, out);
  self->n_bytes = 0;
}

/* A byte from 0x80 on. */
static void
feed_high(OutputFilter *self, guint8 byte, GString *out)
{
  gunichar character;

  if (byte >= 0xc0) {
    break_character(self, out);
    if (byte < 0xc2 || byte > 0xf4) { /* begins no character */
      put_character(self, REPLACEMENT, out);
      return;
    }
    self->n_wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  } else if (self->n_bytes == 0) {
    put_character(self, REPLACEMENT, out);
    return;
  }
  self->character[self->n_bytes++] = byte;
  if (self->n_bytes < self->n_wanted)
    return;
  character = g_utf8_get_char_validated((const char *)self->character, self->n_wanted);
  self->n_bytes = 0;
  put_character(self, (gint32)character < 0 ? REPLACEMENT : character, out);
}

/* Writes the parameters of the sequence, each of a size that fits; FALSE = there are too many. */
static gboolean
write_parameters(const char *parameters, gsize length, GString *out)
{
  guint n = 1, value = 0;
  gboolean digits = FALSE;

  for (gsize i = 0; i <= length; i++) {
    char c = i < length ? parameters[i] : '\0';

    if (g_ascii_isdigit(c)) {
      value = MIN(value * 10 + (guint)(c - '0'), MAX_VALUE);
      digits = TRUE;
      continue;
    }
    if (digits)
      g_string_append_printf(out, "%u", value);
    if (c != '\0' && (g_string_append_c(out, c), ++n > MAX_PARAMETERS))
      return FALSE;
    value = 0;
    digits = FALSE;
  }
  return TRUE;
}

static gboolean
is_known(char leader, char intermediate, char final)
{
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (known[i].leader == leader && known[i].intermediate == intermediate)
      return strchr(known[i].finals, final) != NULL;
  return FALSE;
}

/* REP: libvterm would never come to an end when nothing was written before, and write behind the
 * end of the row. */
static void
repeat(OutputFilter *self, const char *parameters, GString *out)
{
  guint64 count = g_ascii_strtoull(parameters, NULL, 10);

  if (self->last == 0)
    return;
  for (guint64 i = CLAMP(count, 1, MAX_REPEAT); i > 0; i--)
    g_string_append_unichar(out, self->last);
}

/* Modes one by one: libvterm takes the first of several alone. */
static void
write_modes(char leader, const char *parameters, char final, GString *out)
{
  g_auto(GStrv) modes = g_strsplit(parameters, ";", MAX_PARAMETERS + 1);

  for (guint i = 0; modes[i] != NULL && i < MAX_PARAMETERS; i++) {
    guint64 mode = g_ascii_strtoull(modes[i], NULL, 10);

    if (mode > 0 && mode <= MAX_VALUE)
      g_string_append_printf(out, "\033[%s%u%c", leader != 0 ? "?" : "", (guint)mode, final);
  }
}

/* The sequence is complete. */
static void
finish_sequence(OutputFilter *self, char final, GString *out)
{
  char *parameters = self->sequence, intermediate = 0, leader = 0;
  gsize length = self->length, start = out->len;

  parameters[length] = '\0';
  if (length > 0 && strchr("<=>?", parameters[0]) != NULL) {
    leader = *parameters++;
    length--;
  }
  if (length > 0 && parameters[length - 1] >= ' ' && parameters[length - 1] <= '/')
    intermediate = parameters[--length];
  if (!is_known(leader, intermediate, final) || strspn(parameters, "0123456789;:") < length)
    return;
  parameters[length] = '\0';
  if (final == 'b') {
    repeat(self, parameters, out);
  } else if (intermediate == 0 && (final == 'h' || final == 'l')) {
    write_modes(leader, parameters, final, out);
  } else if ((final == 's' || final == 'u') && leader == 0) {
    /* Of consoles: keep and restore the cursor. To libvterm the first one means margins. */
    if (length == 0)
      g_string_append(out, final == 's' ? KEEP_CURSOR : RESTORE_CURSOR);
  } else {
    g_string_append(out, "\033[");
    if (leader != 0)
      g_string_append_c(out, leader);
    if (!write_parameters(parameters, length, out)) {
      g_string_truncate(out, start);
      return;
    }
    if (intermediate != 0)
      g_string_append_c(out, intermediate);
    g_string_append_c(out, final);
  }
}

/* The byte after ESC. */
static void
feed_escape(OutputFilter *self, guint8 byte, GString *out)
{
  self->state = GROUND;
  if (byte >= ' ' && byte <= '/') {
    self->intermediate = (char)byte;
    self->state = INTERMEDIATE;
  } else if (byte == '[') {
    self->length = 0;
    self->state = SEQUENCE;
  } else if (strchr("]PX^_k", byte) != NULL) { /* k: a title, to screen and tmux */
    self->line_ends = byte == ']' || byte == 'k';
    self->state = STRING;
  } else if (byte == '7' || byte == '8') {
    g_string_append(out, byte == '7' ? KEEP_CURSOR : RESTORE_CURSOR);
  } else if (strchr("=>DEHMc", byte) != NULL) {
    g_string_append_c(out, '\033');
    g_string_append_c(out, (char)byte);
  }
}

/* The byte after ESC and an intermediate byte: character sets, and the screen of E. */
static void
feed_intermediate(OutputFilter *self, guint8 byte, GString *out)
{
  gboolean charset = strchr("()*+", self->intermediate) != NULL && strchr("0AB", byte) != NULL;

  if (byte >= ' ' && byte <= '/') {
    self->intermediate = ' '; /* none is known that has two */
    return;
  }
  self->state = GROUND;
  if (charset || (self->intermediate == '#' && byte == '8')) {
    g_string_append_c(out, '\033');
    g_string_append_c(out, self->intermediate);
    g_string_append_c(out, (char)byte);
  }
}

static void
feed_sequence(OutputFilter *self, guint8 byte, GString *out)
{
  if (byte >= '@') {
    if (self->state == SEQUENCE)
      finish_sequence(self, (char)byte, out);
    self->state = GROUND;
  } else if (self->length + 1 < sizeof self->sequence) {
    self->sequence[self->length++] = (char)byte;
  } else {
    self->state = SKIPPED;
  }
}

static void
feed_control(OutputFilter *self, guint8 byte, GString *out)
{
  if (byte == 0x1b) {
    self->state = ESCAPE;
  } else if (byte == 0x18 || byte == 0x1a) { /* CAN and SUB */
    self->state = GROUND;
  } else if (self->state == STRING) {
    if (byte == '\a' || (self->line_ends && byte == '\n'))
      self->state = GROUND;
  } else if (is_useful_control(byte)) {
    g_string_append_c(out, (char)byte);
  }
}

void
output_filter_feed(OutputFilter *self, const char *bytes, gsize length, GString *out)
{
  for (gsize i = 0; i < length; i++) {
    guint8 byte = (guint8)bytes[i];

    if (byte < 0x80)
      break_character(self, out);
    if (byte < ' ') {
      feed_control(self, byte, out);
    } else if (byte == 0x7f) {
      continue;
    } else if (self->state == STRING) {
      continue;
    } else if (byte >= 0x80) {
      self->state = GROUND;
      feed_high(self, byte, out);
    } else if (self->state == GROUND) {
      put_character(self, byte, out);
    } else if (self->state == ESCAPE) {
      feed_escape(self, byte, out);
    } else if (self->state == INTERMEDIATE) {
      feed_intermediate(self, byte, out);
    } else {
      feed_sequence(self, byte, out);
    }
  }
}
