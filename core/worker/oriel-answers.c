// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-answers.h"

/* Milliseconds until the first look, which most answers take far less than, and between others. */
#define FIRST 3000
#define NEXT 1000

static gboolean on_look(gpointer user_data);

static void
tell(OrielAnswers *self, gboolean silent)
{
  if (self->silent == silent)
    return;
  self->silent = silent;
  self->events->changed(!silent, self->owner);
}

static gboolean
on_first_look(gpointer user_data)
{
  OrielAnswers *self = user_data;

  if (self->events->count(self->owner) == self->before) {
    self->timer = g_timeout_add(NEXT, on_look, self);
    if (self->events->ask != NULL)
      self->events->ask(self->owner);
  } else {
    self->timer = 0;
  }
  return G_SOURCE_REMOVE;
}

static gboolean
on_look(gpointer user_data)
{
  OrielAnswers *self = user_data;

  if (self->events->count(self->owner) != self->before) {
    self->timer = 0;
    tell(self, FALSE);
    return G_SOURCE_REMOVE;
  }
  if (g_get_monotonic_time() - self->since >= ORIEL_ANSWERS_SILENCE * G_TIME_SPAN_SECOND)
    tell(self, TRUE);
  return G_SOURCE_CONTINUE;
}

void
oriel_answers_expect(OrielAnswers *self)
{
  if (self->timer != 0)
    return;
  self->before = self->events->count(self->owner);
  self->since = g_get_monotonic_time();
  self->timer = g_timeout_add(FIRST, on_first_look, self);
}

void
oriel_answers_forget(OrielAnswers *self)
{
  g_clear_handle_id(&self->timer, g_source_remove);
}
