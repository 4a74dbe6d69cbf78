// SPDX-License-Identifier: LGPL-2.1-or-later
/* The socket that takes input, with a process made up here at its other end. */
#include "oriel-inputs.h"

#include <sys/socket.h>
#include <unistd.h>

/* More than any socket takes. */
#define MANY 5000

typedef struct {
  OrielInputs *inputs;
  int process; /* the other end */
  guint done, answered, broken;
} Fixture;

static void
on_answered(gpointer owner, guint n)
{
  Fixture *f = owner;

  f->answered += n;
  f->broken += n == 0;
}

static void
on_done(gpointer user_data)
{
  ((Fixture *)user_data)->done++;
}

static void
setup(Fixture *f, gconstpointer data)
{
  int pair[2];

  g_assert_no_errno(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair));
  f->process = pair[1];
  f->inputs = oriel_inputs_new(pair[0], NULL, on_answered, f);
}

static void
teardown(Fixture *f, gconstpointer data)
{
  g_clear_pointer(&f->inputs, oriel_inputs_free);
  if (f->process >= 0)
    close(f->process);
  while (g_main_context_iteration(NULL, FALSE))
    continue;
}

static void
press(Fixture *f, guint qnum)
{
  const OrielWireInput input = {.kind = ORIEL_WIRE_KEY, .qnum = qnum, .pressed = TRUE};

  oriel_inputs_send(f->inputs, &input, on_done, f);
}

static void
answer(Fixture *f, guint32 heard)
{
  guint answered = f->answered, broken = f->broken;

  g_assert_cmpint(send(f->process, &heard, sizeof heard, 0), ==, sizeof heard);
  while (f->answered == answered && f->broken == broken)
    g_main_context_iteration(NULL, TRUE);
}

/* A process that is paused gets all of it when it goes on, in order. */
static void
test_paused(Fixture *f, gconstpointer data)
{
  OrielWireInput input;
  guint n = 0;

  for (guint i = 0; i < MANY; i++)
    press(f, i);
  while (n < MANY) {
    if (recv(f->process, &input, sizeof input, MSG_DONTWAIT) == sizeof input)
      g_assert_cmpuint(input.qnum, ==, n++);
    else
      g_main_context_iteration(NULL, TRUE);
  }
  g_assert_cmpuint(f->done, ==, 0);
  answer(f, MANY - 1);
  g_assert_cmpuint(f->done, ==, MANY - 1);
  answer(f, 1);
  g_assert_cmpuint(f->done, ==, MANY);
  g_assert_cmpuint(f->broken, ==, 0);
}

static void
test_lies(Fixture *f, gconstpointer data)
{
  press(f, 1);
  answer(f, 0);
  answer(f, 2);
  answer(f, G_MAXUINT32);
  g_assert_cmpuint(f->broken, ==, 3);
  g_assert_cmpuint(f->done, ==, 0);
}

/* Nobody waits for an answer for ever. */
static void
test_gone(Fixture *f, gconstpointer data)
{
  press(f, 1);
  close(f->process);
  f->process = -1;
  press(f, 2);
  g_assert_cmpuint(f->done, ==, 0);
  g_clear_pointer(&f->inputs, oriel_inputs_free);
  g_assert_cmpuint(f->done, ==, 2);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, setup, function, teardown)

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("/inputs/paused", test_paused);
  ADD("/inputs/lies", test_lies);
  ADD("/inputs/gone", test_gone);
  return g_test_run();
}
