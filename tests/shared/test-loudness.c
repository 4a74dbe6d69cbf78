// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/loudness.h"

#define ONE 65536

static void
assert_samples(const gint16 *samples, const gint16 *expected, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint((gint16)GINT16_FROM_LE(samples[i]), ==, expected[i]);
}

/* Full volume is every bit of what the guest plays. */
static void
test_full(void)
{
  const Loudness loudness = {.gains = {ONE, ONE}, .full = TRUE};
  gint16 samples[] = {GINT16_TO_LE(32767), GINT16_TO_LE(-32768), 0, GINT16_TO_LE(1)};

  loudness_apply(&loudness, samples, 4, 2);
  assert_samples(samples, (const gint16[]){32767, -32768, 0, 1}, 4);
}

static void
test_by_channel(void)
{
  const Loudness loudness = {.gains = {ONE / 2, ONE, 0}};
  gint16 samples[] = {GINT16_TO_LE(32767),  GINT16_TO_LE(32767),  GINT16_TO_LE(32767),
                      GINT16_TO_LE(-32768), GINT16_TO_LE(-32768), GINT16_TO_LE(-32768)};

  loudness_apply(&loudness, samples, 6, 3);
  assert_samples(samples, (const gint16[]){16383, 32767, 0, -16384, -32768, 0}, 6);
}

/* What no device plays is left alone. */
static void
test_absurd(void)
{
  const Loudness loudness = {.gains = {0}};
  gint16 samples[] = {GINT16_TO_LE(5)};

  loudness_apply(&loudness, samples, 1, 0);
  loudness_apply(&loudness, samples, 1, 9);
  assert_samples(samples, (const gint16[]){5}, 1);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/loudness/full", test_full);
  g_test_add_func("/loudness/by-channel", test_by_channel);
  g_test_add_func("/loudness/absurd", test_absurd);
  return g_test_run();
}
