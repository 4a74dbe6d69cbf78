// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The bytes of a terminal mean the same however they are cut. The first byte tells what was asked
 * of the terminal, the second where to cut.
 */
#include "fuzz.h"

#include "terminal/input-parser.h"
#include "terminal/probe.h"

typedef struct {
  GString *log;
  Probe probe;
} Ear;

static void
on_event(const Event *event, gpointer user_data)
{
  Ear *ear = user_data;

  switch (event->kind) {
  case EVENT_KEY:
    g_string_append_printf(ear->log, "key %x %x %d %d %d\n", event->key.keysym,
                           event->key.base_keysym, (int)event->key.modifiers, (int)event->key.phase,
                           event->key.exact);
    break;
  case EVENT_MOUSE:
    g_string_append_printf(ear->log, "mouse %d %d %d %d %d %d\n", (int)event->mouse.action,
                           event->mouse.button, event->mouse.column, event->mouse.row,
                           event->mouse.x, event->mouse.y);
    break;
  case EVENT_PASTE:
    g_assert_true(g_utf8_validate(event->paste.text, (gssize)event->paste.length, NULL));
    g_string_append_len(ear->log, event->paste.text, (gssize)event->paste.length);
    if (event->paste.last)
      g_string_append(ear->log, "\npasted\n");
    break;
  case EVENT_FOCUS:
    g_string_append_printf(ear->log, "focus %d\n", event->focused);
    break;
  }
}

static void
on_reply(const Reply *reply, gpointer user_data)
{
  Ear *ear = user_data;

  g_string_append_printf(ear->log, "reply %d %d %d %d %u %s\n", (int)reply->kind, reply->prefix,
                         reply->intermediate, reply->final, reply->n_parameters,
                         reply->text != NULL ? reply->text : "");
  probe_take(&ear->probe, reply);
}

/* What is heard of the bytes in blocks of @block. (transfer full) */
static char *
hear(const guint8 *bytes, gsize size, guint8 asked, gsize block)
{
  static const InputHooks hooks = {on_event, on_reply};
  const ProbeEnvironment environment = {.term = "xterm-256color", .utf8 = TRUE};
  Ear ear = {.log = g_string_new(NULL)};
  InputParser *parser = input_parser_new(&hooks, &ear);

  probe_init(&ear.probe, &environment);
  input_parser_set_exact(parser, (asked & 1) != 0);
  if (asked & 2)
    input_parser_set_cell(parser, 9, 18);
  if (asked & 4)
    input_parser_set_erase(parser, '\b');
  for (gsize at = 0; at < size; at += block)
    input_parser_feed(parser, (const char *)bytes + at, MIN(block, size - at));
  input_parser_time_out(parser);
  input_parser_free(parser);
  return g_string_free(ear.log, FALSE);
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
  g_autofree char *whole = NULL, *cut = NULL;

  if (size < 3)
    return 0;
  whole = hear(bytes + 2, size - 2, bytes[0], size);
  cut = hear(bytes + 2, size - 2, bytes[0], bytes[1] % 16 + 1);
  g_assert_cmpstr(cut, ==, whole);
  return 0;
}
