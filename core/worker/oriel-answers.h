// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Whether the server answers: its machine may acknowledge what is sent while the program stands
 * still. Nothing is looked at unless something was sent that a server answers.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A server that has sent nothing for so long after it was asked does not answer, in seconds. */
#define ORIEL_ANSWERS_SILENCE 8

typedef struct {
  /* How many bytes have come from the server. */
  guint64 (*count)(gpointer owner);
  /* (nullable) Has the server send something, since it need not have been asked by what was sent.
   */
  void (*ask)(gpointer owner);
  void (*changed)(gboolean answering, gpointer owner);
} OrielAnswersEvents;

/* All zero but the first two = nothing is expected. */
typedef struct {
  const OrielAnswersEvents *events;
  gpointer owner;
  guint timer;     /* 0 = nothing is expected */
  guint64 before;  /* count() when that was sent which is not answered */
  gint64 since;    /* monotonic time of that, in microseconds */
  gboolean asked;  /* ask() was called since */
  gboolean silent; /* as it was told last */
} OrielAnswers;

/* Something was sent. */
void oriel_answers_expect(OrielAnswers *self);
/* Stops. Idempotent. */
void oriel_answers_forget(OrielAnswers *self);

G_END_DECLS
