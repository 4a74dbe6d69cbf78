// SPDX-License-Identifier: LGPL-2.1-or-later
/* Input on its way to the session process, with a process made up here. */
#include "oriel-input.h"

#include <stdio.h>

#define SEED 20240817
#define FUZZ_ROUNDS 100
#define FUZZ_EVENTS 200

typedef struct {
  void (*done)(gpointer user_data);
  gpointer user_data;
} Answer;

struct _OrielLink {
  GString *sent;   /* what the process got, one call after the other */
  GArray *answers; /* (element-type Answer) that it owes */
  gboolean gone;
};

/* Stands in for core/oriel-link.c. */
void
oriel_link_input(OrielLink *self,
                 OrielWireInput *input,
                 void (*done)(gpointer user_data),
                 gpointer user_data)
{
  Answer answer = {done, user_data};

  if (self->gone) {
    if (done != NULL)
      done(user_data);
    return;
  }
  if (input->kind == ORIEL_WIRE_KEY)
    g_string_append_printf(self->sent, "%c%x/%x ", input->pressed ? '+' : '-', input->qnum,
                           input->keysym);
  else
    g_string_append_printf(self->sent, "%s%d,%d:%x ", input->kind == ORIEL_WIRE_MOTION ? "~" : "@",
                           input->x, input->y, input->buttons);
  g_assert_cmpuint(input->display, ==, 3);
  if (done != NULL)
    g_array_append_val(self->answers, answer);
}

typedef struct {
  OrielLink link;
  OrielInput *input;
} Fixture;

static void
setup(Fixture *f, gconstpointer data)
{
  f->link.sent = g_string_new(NULL);
  f->link.answers = g_array_new(FALSE, FALSE, sizeof(Answer));
  f->input = oriel_input_new(&f->link, 3);
}

/* The process answers the oldest call. */
static void
answer(Fixture *f)
{
  Answer oldest = g_array_index(f->link.answers, Answer, 0);

  g_array_remove_index(f->link.answers, 0);
  oldest.done(oldest.user_data);
}

static void
answer_all(Fixture *f)
{
  while (f->link.answers->len > 0)
    answer(f);
}

static void
teardown(Fixture *f, gconstpointer data)
{
  g_clear_pointer(&f->input, oriel_input_free);
  answer_all(f);
  g_string_free(f->link.sent, TRUE);
  g_array_unref(f->link.answers);
}

static void
assert_sent(Fixture *f, const char *expected)
{
  g_assert_cmpstr(f->link.sent->str, ==, expected);
  g_string_truncate(f->link.sent, 0);
}

static void
test_keys(Fixture *f, gconstpointer data)
{
  oriel_input_key(f->input, 0x1e, 'a', TRUE);
  oriel_input_key(f->input, 0x1e, 'A', TRUE); /* repeats while held, now with shift */
  oriel_input_key(f->input, 0x1e, 'A', FALSE);
  assert_sent(f, "+1e/61 +1e/61 -1e/61 ");
  oriel_input_key(f->input, 0x1e, 'a', FALSE); /* is not held */
  assert_sent(f, "");
  /* Keys that no table knows are told apart by what they type. */
  oriel_input_key(f->input, 0, 0x1004e16, TRUE);
  oriel_input_key(f->input, 0, 0x1004e17, TRUE);
  oriel_input_key(f->input, 0, 0x1004e16, FALSE);
  assert_sent(f, "+0/1004e16 +0/1004e17 -0/1004e16 ");
}

static void
test_release_all(Fixture *f, gconstpointer data)
{
  oriel_input_key(f->input, 0x1d, 0xffe3, TRUE);
  oriel_input_key(f->input, 0x38, 0xffe9, TRUE);
  oriel_input_move(f->input, 5, 6);
  oriel_input_button(f->input, ORIEL_BUTTON_RIGHT, TRUE);
  assert_sent(f, "+1d/ffe3 +38/ffe9 @5,6:0 @5,6:4 ");
  oriel_input_release_all(f->input);
  assert_sent(f, "-38/ffe9 -1d/ffe3 @5,6:0 ");
  oriel_input_release_all(f->input);
  oriel_input_key(f->input, 0x1d, 0xffe3, FALSE);
  oriel_input_button(f->input, ORIEL_BUTTON_RIGHT, FALSE);
  assert_sent(f, "");
}

static void
test_positions_merge(Fixture *f, gconstpointer data)
{
  for (int i = 1; i <= 50; i++)
    oriel_input_move(f->input, i, 2 * i);
  assert_sent(f, "@1,2:0 ");
  answer(f);
  assert_sent(f, "@50,100:0 ");
  answer(f);
  assert_sent(f, "");
  g_assert_cmpuint(f->link.answers->len, ==, 0);
}

static void
test_motion_adds_up(Fixture *f, gconstpointer data)
{
  for (int i = 1; i <= 10; i++)
    oriel_input_motion(f->input, 2, -1);
  assert_sent(f, "~2,-1:0 ");
  answer(f);
  assert_sent(f, "~18,-9:0 ");
  oriel_input_motion(f->input, 32767, -32768);
  oriel_input_motion(f->input, 32767, -32768);
  answer(f);
  assert_sent(f, "~32767,-32768:0 ");
}

static void
test_nothing_overtakes(Fixture *f, gconstpointer data)
{
  oriel_input_move(f->input, 1, 1);
  oriel_input_move(f->input, 2, 2);
  oriel_input_key(f->input, 0x1e, 'a', TRUE);
  oriel_input_move(f->input, 3, 3);
  oriel_input_button(f->input, ORIEL_BUTTON_LEFT, TRUE);
  oriel_input_move(f->input, 4, 4);
  oriel_input_button(f->input, ORIEL_BUTTON_LEFT, FALSE);
  assert_sent(f, "@1,1:0 @2,2:0 +1e/61 @3,3:0 @3,3:1 @4,4:1 @4,4:0 ");
  answer(f);
  assert_sent(f, "");
}

static void
test_modes(Fixture *f, gconstpointer data)
{
  oriel_input_move(f->input, 9, 9);
  oriel_input_move(f->input, 10, 10);
  oriel_input_motion(f->input, 1, 2);
  oriel_input_motion(f->input, 1, 2);
  oriel_input_move(f->input, 20, 20);
  assert_sent(f, "@9,9:0 @10,10:0 ~2,4:0 ");
  answer(f);
  assert_sent(f, "@20,20:0 ");
  /* A click in relative mode moves nothing. */
  oriel_input_motion(f->input, 1, 1);
  oriel_input_button(f->input, ORIEL_BUTTON_WHEEL_UP, TRUE);
  oriel_input_button(f->input, ORIEL_BUTTON_WHEEL_UP, TRUE);
  oriel_input_button(f->input, ORIEL_BUTTON_WHEEL_UP, FALSE);
  assert_sent(f, "~1,1:0 ~0,0:8 ~0,0:0 ");
}

static void
test_gone(Fixture *f, gconstpointer data)
{
  /* The process dies while it owes an answer and motion waits for it ... */
  oriel_input_move(f->input, 1, 1);
  oriel_input_move(f->input, 2, 2);
  f->link.gone = TRUE;
  answer(f);
  /* ... and the person goes on. */
  oriel_input_move(f->input, 3, 3);
  oriel_input_key(f->input, 0x1e, 'a', TRUE);
  oriel_input_release_all(f->input);
  g_assert_cmpuint(f->link.answers->len, ==, 0);
  assert_sent(f, "@1,1:0 ");
}

static void
test_freed_first(Fixture *f, gconstpointer data)
{
  oriel_input_move(f->input, 1, 1);
  oriel_input_move(f->input, 2, 2);
  g_clear_pointer(&f->input, oriel_input_free);
  answer(f);
  assert_sent(f, "@1,1:0 ");
}

/* Keys and buttons that were sent, without positions; and where all motion led. */
static void
summarize(const char *sent, GString *keys, int *x, int *y)
{
  g_auto(GStrv) calls = g_strsplit(sent, " ", -1);
  guint buttons = 0, now;
  int dx, dy;

  *x = *y = 0;
  for (char **call = calls; *call != NULL; call++) {
    if (sscanf(*call, "~%d,%d:%x", &dx, &dy, &now) == 3) {
      *x += dx;
      *y += dy;
      if (now != buttons)
        g_string_append_printf(keys, "%x ", now);
      buttons = now;
    } else if (**call != '\0') {
      g_string_append_printf(keys, "%s ", *call);
    }
  }
}

/* Whenever the process answers: every press and release arrives, in order, and every motion. */
static void
test_fuzz(Fixture *f, gconstpointer data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(SEED);

  for (int round = 0; round < FUZZ_ROUNDS; round++) {
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) keys = g_string_new(NULL);
    int x = 0, y = 0, sent_x, sent_y;
    guint held = 0, buttons = 0;

    for (int i = 0; i < FUZZ_EVENTS; i++) {
      guint bit = (guint)g_rand_int_range(random, 0, 9);

      switch (g_rand_int_range(random, 0, 4)) {
      case 0:
        held ^= 1u << bit;
        oriel_input_key(f->input, bit + 2, '1' + bit, (held & 1u << bit) != 0);
        g_string_append_printf(expected, "%c%x/%x ", (held & 1u << bit) != 0 ? '+' : '-', bit + 2,
                               '1' + bit);
        break;
      case 1:
        buttons ^= 1u << bit;
        oriel_input_button(f->input, (OrielButton)(bit + 1), (buttons & 1u << bit) != 0);
        g_string_append_printf(expected, "%x ", buttons);
        break;
      case 2:
        oriel_input_motion(f->input, (int)bit, -(int)bit);
        x += (int)bit;
        y -= (int)bit;
        break;
      default:
        if (f->link.answers->len > 0)
          answer(f);
      }
    }
    answer_all(f);
    summarize(f->link.sent->str, keys, &sent_x, &sent_y);
    g_assert_cmpstr(keys->str, ==, expected->str);
    g_assert_cmpint(sent_x, ==, x);
    g_assert_cmpint(sent_y, ==, y);
    oriel_input_release_all(f->input);
    g_string_truncate(f->link.sent, 0);
  }
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, setup, function, teardown)

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("/input/keys", test_keys);
  ADD("/input/release-all", test_release_all);
  ADD("/input/positions-merge", test_positions_merge);
  ADD("/input/motion-adds-up", test_motion_adds_up);
  ADD("/input/nothing-overtakes", test_nothing_overtakes);
  ADD("/input/modes", test_modes);
  ADD("/input/gone", test_gone);
  ADD("/input/freed-first", test_freed_first);
  ADD("/input/fuzz", test_fuzz);
  return g_test_run();
}
