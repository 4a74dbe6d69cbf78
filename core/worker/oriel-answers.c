// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-answers.h"

/* Milliseconds until the first look, which most answers take far less than, and between others. */
#define FIRST 3000
#define NEXT 1000

static void
tell(OrielAnswers *self, gboolean silent)
{
  if (self->silent == silent)
    return;
  self->silent = silent;
  oriel_backend_answering(self->backend, !silent);
}

static void
ask(OrielAnswers *self)
{
  if (!self->asked && self->ways->ask != NULL)
    self->ways->ask(self->backend);
  self->asked = TRUE;
}

static gboolean
on_look(gpointer user_data)
{
  OrielAnswers *self = user_data;
  gint64 waited = (g_get_monotonic_time() - self->since) / G_TIME_SPAN_MILLISECOND;

  self->timer = 0;
  if (self->ways->count(self->backend) != self->before) {
    tell(self, FALSE);
  } else if (waited < FIRST) {
    self->timer = g_timeout_add((guint)(FIRST - waited), on_look, self);
  } else {
    self->timer = g_timeout_add(NEXT, on_look, self);
    ask(self);
    if (waited >= ORIEL_ANSWERS_SILENCE * 1000)
      tell(self, TRUE);
  }
  return G_SOURCE_REMOVE;
}

void
oriel_answers_expect(OrielAnswers *self)
{
  guint64 count = self->ways->count(self->backend);

  if (self->timer != 0 && count == self->before)
    return;
  /* What was sent before is answered; what is sent now has to be. */
  self->before = count;
  self->since = g_get_monotonic_time();
  self->asked = FALSE;
  if (self->timer == 0)
    self->timer = g_timeout_add(FIRST, on_look, self);
}

void
oriel_answers_forget(OrielAnswers *self)
{
  g_clear_handle_id(&self->timer, g_source_remove);
}
