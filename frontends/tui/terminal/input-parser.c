// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/input-parser.h"

#include "terminal/input-decode.h"
#include "terminal/input-paste.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

/* A person does not type a key and the next this fast; a terminal sends both at once. */
#define ESCAPE_MS 25
/* What is cut off by more than a bad line. */
#define SEQUENCE_MS 1000
#define PASTE_MS 3000
#define MAX_STRING (64 * 1024)
#define MAX_NUMBER 10000000

typedef enum {
  GROUND,
  ESCAPE,
  CSI,
  SS3,
  LINUX_KEY, /* CSI [ */
  STRING,
  STRING_ESCAPE,
  PASTE,
} State;

struct _InputParser {
  InputHooks hooks;
  gpointer user_data;
  InputDecoder decoder;
  State state;
  char opener;  /* of the sequence: what follows ESC */
  gboolean alt; /* ESC came before the character that is under way */
  Sequence sequence;
  gboolean any;    /* the sequence has more than its opener */
  GString *string; /* of a STRING */
  InputPaste paste;
  char utf8[4];
  guint n_utf8;
};

InputParser *
input_parser_new(const InputHooks *hooks, gpointer user_data)
{
  InputParser *self = g_new0(InputParser, 1);

  self->hooks = *hooks;
  self->user_data = user_data;
  self->decoder.erase = 0x7f;
  self->string = g_string_new(NULL);
  input_paste_init(&self->paste, hooks->event, user_data);
  return self;
}

void
input_parser_free(InputParser *self)
{
  g_string_free(self->string, TRUE);
  input_paste_clear(&self->paste);
  g_free(self);
}

void
input_parser_set_erase(InputParser *self, char erase)
{
  self->decoder.erase = erase == 0x08 ? 0x08 : 0x7f;
}

void
input_parser_set_exact(InputParser *self, gboolean exact)
{
  self->decoder.exact = exact;
}

void
input_parser_set_cell(InputParser *self, double width, double height)
{
  self->decoder.cell_width = width;
  self->decoder.cell_height = height;
}

static void
emit(InputParser *self, const Event *event)
{
  self->hooks.event(event, self->user_data);
}

static void
emit_key(InputParser *self, guint keysym, Modifiers modifiers)
{
  Event event = {.kind = EVENT_KEY, .key = {.keysym = keysym, .modifiers = modifiers}};

  if (keysym != 0)
    emit(self, &event);
}

/* A character, or a control character for the key that makes it. */
static void
emit_character(InputParser *self, gunichar character)
{
  Modifiers modifiers = self->alt ? MODIFIER_ALT : 0;
  guint keysym = input_decode_character(&self->decoder, character, &modifiers);

  self->alt = FALSE;
  emit_key(self, keysym, modifiers);
}

static void
begin(InputParser *self, State state, char opener)
{
  self->state = state;
  self->opener = opener;
  self->any = FALSE;
  self->sequence = (Sequence){0};
  g_string_truncate(self->string, 0);
}

static void
take_ground(InputParser *self, guint8 byte)
{
  gunichar character;

  if (byte == 0x1b) {
    self->n_utf8 = 0;
    begin(self, ESCAPE, 0);
    return;
  }
  if (byte < 0x80) {
    self->n_utf8 = 0;
    emit_character(self, byte);
    return;
  }
  self->utf8[self->n_utf8++] = (char)byte;
  character = g_utf8_get_char_validated(self->utf8, self->n_utf8);
  if (character == (gunichar)-2 && self->n_utf8 < sizeof self->utf8)
    return;
  if (character == (gunichar)-1 || character == (gunichar)-2) {
    gboolean alone = self->n_utf8 == 1;

    self->n_utf8 = 0;
    if (!alone && byte >= 0xc0) /* the last one may begin a character */
      take_ground(self, byte);
    return;
  }
  self->n_utf8 = 0;
  emit_character(self, character);
}

static void
take_escape(InputParser *self, guint8 byte)
{
  switch (byte) {
  case 0x1b: /* the key, and something else after it */
    emit_key(self, XKB_KEY_Escape, 0);
    break;
  case '[':
    begin(self, CSI, '[');
    break;
  case 'O':
    begin(self, SS3, 'O');
    break;
  case 'P':
  case ']':
  case '_':
  case 'X':
  case '^':
    begin(self, STRING, (char)byte);
    break;
  default:
    self->alt = TRUE;
    self->state = GROUND;
    take_ground(self, byte);
    break;
  }
}

/* A complete control sequence. */
static void
dispatch_csi(InputParser *self)
{
  Event event;
  Reply reply;

  self->state = GROUND;
  if (input_decode_is_paste(&self->sequence)) {
    self->state = PASTE;
    input_paste_begin(&self->paste);
  } else if (input_decode_event(&self->decoder, &self->sequence, &event)) {
    emit(self, &event);
  } else if (input_decode_reply(&self->sequence, &reply)) {
    self->hooks.reply(&reply, self->user_data);
  }
}

/* A byte that no sequence has inside: the sequence was none. */
static void
abandon(InputParser *self, guint8 byte)
{
  self->state = GROUND;
  if (byte != 0x18 && byte != 0x1a)
    take_ground(self, byte);
}

static void
take_parameter(Sequence *sequence, guint8 byte)
{
  guint *number = &sequence->fields[sequence->n_fields][sequence->part];

  if (byte == ';') {
    sequence->n_fields = MIN(sequence->n_fields + 1, SEQUENCE_MAX_FIELDS - 1);
    sequence->part = 0;
    memset(sequence->fields[sequence->n_fields], 0, sizeof sequence->fields[0]);
  } else if (byte == ':') {
    sequence->part = MIN(sequence->part + 1, SEQUENCE_MAX_PARTS - 1);
    sequence->fields[sequence->n_fields][sequence->part] = 0;
  } else {
    *number = MIN(*number * 10 + (byte - '0'), MAX_NUMBER);
  }
}

static void
take_csi(InputParser *self, guint8 byte)
{
  Sequence *sequence = &self->sequence;

  if (byte < 0x20 || byte > 0x7e) {
    abandon(self, byte);
    return;
  }
  if (byte >= '<' && byte <= '?' && !self->any) {
    sequence->prefix = (char)byte;
  } else if (byte >= '0' && byte <= ';') {
    take_parameter(sequence, byte);
  } else if (byte < 0x30) {
    sequence->intermediate = (char)byte;
  } else if (byte == '[' && !self->any) {
    self->state = LINUX_KEY;
  } else if (byte >= '@') {
    sequence->final = (char)byte;
    dispatch_csi(self);
    return;
  }
  self->any = TRUE;
}

static void
take_ss3(InputParser *self, guint8 byte)
{
  Modifiers modifiers = 0;
  guint keysym;

  if (byte >= '0' && byte <= '9') { /* modifiers, of some old terminals */
    take_parameter(&self->sequence, byte);
    self->any = TRUE;
    return;
  }
  if (byte < 0x21 || byte > 0x7e) {
    abandon(self, byte);
    return;
  }
  self->state = GROUND;
  modifiers = input_decode_modifiers(self->sequence.fields[0][0]);
  keysym = input_keys_from_ss3((char)byte, &modifiers);
  if (keysym == 0 && !self->any) { /* Alt+O, and a key after it */
    emit_key(self, 'O', MODIFIER_ALT);
    take_ground(self, byte);
    return;
  }
  emit_key(self, keysym, modifiers);
}

static void
take_linux_key(InputParser *self, guint8 byte)
{
  self->state = GROUND;
  if (byte >= 'A' && byte <= 'E')
    emit_key(self, XKB_KEY_F1 + (byte - 'A'), 0);
}

static void
dispatch_string(InputParser *self)
{
  Reply reply = {.kind = REPLY_DCS, .text = self->string->str, .length = self->string->len};

  self->state = GROUND;
  if (self->opener == ']')
    reply.kind = REPLY_OSC;
  else if (self->opener == '_')
    reply.kind = REPLY_APC;
  if (self->opener != 'X' && self->opener != '^')
    self->hooks.reply(&reply, self->user_data);
}

static void
take_string(InputParser *self, guint8 byte)
{
  self->any = TRUE;
  if (self->state == STRING_ESCAPE) {
    if (byte == '\\') {
      dispatch_string(self);
      return;
    }
    begin(self, ESCAPE, 0); /* cut off by another sequence */
    take_escape(self, byte);
  } else if (byte == 0x1b) {
    self->state = STRING_ESCAPE;
  } else if (byte == 0x07 && self->opener == ']') {
    dispatch_string(self);
  } else if (byte == 0x18 || byte == 0x1a) {
    self->state = GROUND;
  } else if (self->string->len < MAX_STRING) {
    g_string_append_c(self->string, (char)byte);
  }
}

static void
take(InputParser *self, guint8 byte)
{
  switch (self->state) {
  case GROUND:
    take_ground(self, byte);
    break;
  case ESCAPE:
    take_escape(self, byte);
    break;
  case CSI:
    take_csi(self, byte);
    break;
  case SS3:
    take_ss3(self, byte);
    break;
  case LINUX_KEY:
    take_linux_key(self, byte);
    break;
  case STRING:
  case STRING_ESCAPE:
    take_string(self, byte);
    break;
  case PASTE:
    if (input_paste_take(&self->paste, (char)byte))
      self->state = GROUND;
    break;
  }
}

void
input_parser_feed(InputParser *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    take(self, (guint8)bytes[i]);
  if (self->state == PASTE)
    input_paste_flush(&self->paste);
}

int
input_parser_get_timeout(const InputParser *self)
{
  switch (self->state) {
  case GROUND:
    return -1;
  case PASTE:
    return PASTE_MS;
  case ESCAPE:
    return ESCAPE_MS;
  case CSI:
  case SS3:
  case LINUX_KEY:
  case STRING:
  case STRING_ESCAPE:
  default:
    return self->any ? SEQUENCE_MS : ESCAPE_MS;
  }
}

void
input_parser_time_out(InputParser *self)
{
  State state = self->state;

  self->state = GROUND;
  if (state == PASTE)
    input_paste_end(&self->paste);
  else if (state == ESCAPE)
    emit_key(self, XKB_KEY_Escape, 0);
  else if (state != GROUND && !self->any)
    emit_key(self, oriel_keymap_keysym_from_unicode((guchar)self->opener), MODIFIER_ALT);
}
