// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-last-words.h"

#include <stdlib.h>
#include <string.h>

/* Who is to be spoken for; NULL once the last word was said. Any thread. */
static OrielBackend *speaker;

/* The words of a message that begins with its place in a library, as "../x.c:1:f: words".
 * (transfer full) */
static char *
read_words(const char *message)
{
  const char *place = strstr(message, ".c:");
  const char *words = NULL;

  if (place != NULL && g_ascii_isdigit(place[3]) &&
      strcspn(message, " ") > (gsize)(place - message))
    words = strstr(place, ": ");
  return g_strchomp(g_strdup(words != NULL ? words + 2 : message));
}

static void
say(OrielError code, const char *message)
{
  OrielBackend *backend = g_atomic_pointer_exchange(&speaker, NULL);
  g_autoptr(GError) error = NULL;

  if (backend == NULL)
    return;
  error = g_error_new_literal(ORIEL_ERROR, (int)code, message);
  oriel_backend_closed(backend, error);
}

/* @message: (nullable) what the library logged */
static void
give_up(const char *message)
{
  g_autofree char *words = message != NULL ? read_words(message) : NULL;
  g_autofree char *text = g_strdup_printf("the library gave up on what the server sent%s%s",
                                          words != NULL ? ": " : "", words != NULL ? words : "");

  say(ORIEL_ERROR_PROTOCOL, text);
}

static void
on_exit_called(void)
{
  give_up(NULL);
}

/* Whether the process ends when this was logged. */
static gboolean
is_the_end(GLogLevelFlags level, const char *domain, const char *message)
{
  OrielBackend *backend = g_atomic_pointer_get(&speaker);
  OrielBackendClass *klass = backend != NULL ? ORIEL_BACKEND_GET_CLASS(backend) : NULL;
  gboolean fatal = (level & G_LOG_LEVEL_ERROR) != 0;

  if (klass != NULL && klass->logged != NULL)
    fatal |= klass->logged(backend, level, domain, message);
  return fatal;
}

/* What libraries complain of, the viewer tells in words of its own; whoever looks for a fault asks
 * for more. */
static gboolean
is_told(GLogLevelFlags level)
{
  return (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0 ||
         g_getenv("G_MESSAGES_DEBUG") != NULL;
}

static GLogWriterOutput
writer(GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const char *domain = NULL, *message = NULL;

  for (gsize i = 0; i < n_fields; i++) {
    if (g_str_equal(fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
    else if (g_str_equal(fields[i].key, "MESSAGE"))
      message = fields[i].value;
  }
  if (message != NULL && is_the_end(level, domain != NULL ? domain : "", message))
    give_up(message);
  if (!is_told(level))
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default(level, fields, n_fields, user_data); /* which may end the process */
}

void
oriel_last_words_prepare(OrielBackend *backend)
{
  speaker = backend;
  g_log_set_writer_func(writer, NULL, NULL);
  atexit(on_exit_called);
}

void
oriel_last_words_say_stuck(void)
{
  say(ORIEL_ERROR_TIMED_OUT, "the session is stuck on what the server sent, and was ended");
}

void
oriel_last_words_forget(void)
{
  g_atomic_pointer_set(&speaker, NULL);
}
