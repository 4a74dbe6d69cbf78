// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lies about clipboards. */
#include "liar.h"

#include <string.h>

#include "oriel.h"

GVariant *liar_copied;

static void
has_clipboard(guint selections)
{
  liar_call("HasClipboard", g_variant_new("(u)", selections));
}

static void
grab(guint selection, guint serial, const char *const *types)
{
  liar_call("ClipboardGrabbed", g_variant_new("(uu^as)", selection, serial, types));
}

static void
clipboard_absent(void)
{
  const char *const types[] = {ORIEL_CLIPBOARD_TEXT, NULL};

  has_clipboard(0);
  grab(0, 0, types);
  grab(1, G_MAXUINT, types);
  liar_call("ClipboardRead", g_variant_new("(us)", 0, ORIEL_CLIPBOARD_TEXT));
}

static void
clipboard_selections(void)
{
  has_clipboard(G_MAXUINT);
  has_clipboard(4);
}

static void
clipboard_selection(void)
{
  const char *const types[] = {ORIEL_CLIPBOARD_TEXT, NULL};

  has_clipboard(3);
  grab(2, 0, types);
}

static void
clipboard_many_types(void)
{
  const char *types[100] = {NULL};

  for (guint i = 0; i < G_N_ELEMENTS(types) - 1; i++)
    types[i] = ORIEL_CLIPBOARD_TEXT;
  has_clipboard(3);
  grab(0, 0, types);
}

static void
clipboard_nasty_type(void)
{
  const char *const types[] = {"text/\033[2J", NULL};

  has_clipboard(3);
  grab(0, 0, types);
}

static void
clipboard_long_type(void)
{
  g_autofree char *name = g_strnfill(1 << 20, 't');
  g_autofree char *type = g_strconcat("text/", name, NULL);
  const char *const types[] = {type, NULL};

  has_clipboard(3);
  grab(0, 0, types);
}

/* Of what was never offered. */
static void
clipboard_theft(void)
{
  has_clipboard(3);
  for (guint i = 0; i < 100; i++)
    liar_call("ClipboardRead", g_variant_new("(us)", i % 4, i % 3 == 0 ? "" : "text/plain"));
}

/* The viewer reads what it is told of, and gets @answer. */
static void
answer(GVariant *value)
{
  const char *const types[] = {ORIEL_CLIPBOARD_TEXT, NULL};

  liar_copied = g_variant_ref_sink(value);
  has_clipboard(3);
  grab(0, 0, types);
}

static void
answer_bytes(gsize size, guint8 byte)
{
  g_autofree guint8 *bytes = g_malloc(size);

  memset(bytes, byte, size);
  answer(g_variant_new("(@ay)", g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, bytes, size, 1)));
}

static void
clipboard_not_utf8(void)
{
  answer_bytes(100, 0xff);
}

static void
clipboard_zeros(void)
{
  answer_bytes(100, 0);
}

static void
clipboard_other_answer(void)
{
  answer(g_variant_new("(su)", "not bytes", 1));
}

static void
clipboard_large(void)
{
  answer_bytes(ORIEL_CLIPBOARD_MAX_TEXT + 1, 'c');
}

static void
clipboard_enormous(void)
{
  answer_bytes(40 << 20, 'c');
}

/* A large answer is for that question alone. */
static void
clipboard_large_answers(void)
{
  g_autoptr(GDBusMessage) message = g_dbus_message_new();
  g_autofree char *text = g_strnfill(1 << 20, 'c');

  g_dbus_message_set_message_type(message, G_DBUS_MESSAGE_TYPE_METHOD_RETURN);
  g_dbus_message_set_reply_serial(message, 1);
  g_dbus_message_set_body(message, g_variant_new("(s)", text));
  g_dbus_connection_send_message(liar_connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL,
                                 NULL);
}

const Lie liar_clipboard_lies[] = {
    {"clipboard-absent", "survives", clipboard_absent},
    {"clipboard-selections", "survives", clipboard_selections},
    {"clipboard-selection", "protocol", clipboard_selection},
    {"clipboard-many-types", "protocol", clipboard_many_types},
    {"clipboard-nasty-type", "protocol", clipboard_nasty_type},
    {"clipboard-long-type", "protocol", clipboard_long_type},
    {"clipboard-theft", "survives", clipboard_theft},
    {"clipboard-not-utf8", "survives", clipboard_not_utf8},
    {"clipboard-zeros", "survives", clipboard_zeros},
    {"clipboard-other-answer", "survives", clipboard_other_answer},
    {"clipboard-large", "survives", clipboard_large},
    {"clipboard-enormous", "protocol", clipboard_enormous},
    {"clipboard-large-answers", "protocol", clipboard_large_answers},
    {NULL},
};
