// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Whether the server answers: its machine may acknowledge what is sent while the program stands
 * still. Nothing is looked at unless something was sent that a server answers.
 */
#pragma once

#include "impl/oriel-backend.h"

G_BEGIN_DECLS

/* A server that has sent nothing for so long after it was asked does not answer, in seconds. */
#define ORIEL_ANSWERS_SILENCE 8

typedef struct {
  /* How many bytes have come from the server. */
  guint64 (*count)(OrielBackend *backend);
  /* (nullable) Has the server send something: what was sent need not be answered by itself. */
  void (*ask)(OrielBackend *backend);
} OrielAnswersWays;

/* All zero but the first two = nothing is expected. */
typedef struct {
  const OrielAnswersWays *ways;
  OrielBackend *backend; /* whose viewer is told */
  guint timer;           /* 0 = nothing is expected */
  guint64 before;        /* count() when that was sent which is not answered */
  gint64 since;          /* monotonic time of that, in microseconds */
  gboolean asked;        /* ask() was called since */
  gboolean silent;       /* as it was told last */
} OrielAnswers;

/* Something was sent. */
void oriel_answers_expect(OrielAnswers *self);
/* Stops. Idempotent. */
void oriel_answers_forget(OrielAnswers *self);

G_END_DECLS
