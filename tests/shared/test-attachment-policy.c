// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/attachment-policy.h"

#define LEAVE ATTACHMENT_FATE_LEAVE
#define STAY ATTACHMENT_FATE_STAY
#define AGAIN ATTACHMENT_FATE_AGAIN

/* What the command line says. */
static const ViewOptions plain,
    wait = {.wait = TRUE}, reconnect = {.reconnect = TRUE}, kiosk = {.kiosk = TRUE},
    quits = {.kiosk = TRUE, .quit_on_disconnect = TRUE},
    quits_not = {.kiosk = TRUE, .quit_on_disconnect = TRUE, .reconnect = TRUE};

static AttachmentFate
judge(const ViewOptions *options, AttachmentEnd end, int code)
{
  g_autoptr(GError) error = g_error_new(ORIEL_ERROR, code, "x");

  end.error = error;
  return attachment_policy_judge(options, &end);
}

/* A session that was seen, and is no more. */
static void
test_lost(void)
{
  const AttachmentEnd end = {
      .had_session = TRUE, .was_shown = TRUE, .mistakes = ATTACHMENT_MISTAKES_TOLD};

  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_UNREACHABLE), ==, STAY);
  g_assert_cmpint(judge(&wait, end, ORIEL_ERROR_UNREACHABLE), ==, STAY);
  g_assert_cmpint(judge(&reconnect, end, ORIEL_ERROR_UNREACHABLE), ==, AGAIN);
  g_assert_cmpint(judge(&reconnect, end, ORIEL_ERROR_NOT_FOUND), ==, AGAIN);
  g_assert_cmpint(judge(&reconnect, end, ORIEL_ERROR_AUTH), ==, STAY);
  g_assert_cmpint(judge(&kiosk, end, ORIEL_ERROR_DIED), ==, AGAIN);
}

static void
test_kiosk(void)
{
  AttachmentEnd end = {.had_session = TRUE, .was_shown = TRUE};

  g_assert_cmpint(judge(&quits, end, ORIEL_ERROR_UNREACHABLE), ==, LEAVE);
  g_assert_cmpint(judge(&quits_not, end, ORIEL_ERROR_UNREACHABLE), ==, AGAIN);
  for (int code = ORIEL_ERROR_FAILED; code <= ORIEL_ERROR_BUSY; code++)
    g_assert_cmpint(judge(&kiosk, end, code), ==, code == ORIEL_ERROR_INVALID ? STAY : AGAIN);
  end.refused = TRUE;
  g_assert_cmpint(judge(&kiosk, end, ORIEL_ERROR_AUTH), ==, AGAIN);
  g_assert_cmpint(judge(&quits, end, ORIEL_ERROR_AUTH), ==, LEAVE);
}

static void
test_refused(void)
{
  const AttachmentEnd end = {.had_session = TRUE, .refused = TRUE};

  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_AUTH), ==, LEAVE);
  g_assert_cmpint(judge(&reconnect, end, ORIEL_ERROR_AUTH), ==, LEAVE);
}

/* There is no such guest, or no such thing as a guest of that name. */
static void
test_mistakes(void)
{
  AttachmentEnd end = {.mistakes = ATTACHMENT_MISTAKES_SHOWN};

  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_INVALID), ==, STAY);
  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_NOT_FOUND), ==, STAY);
  end.mistakes = ATTACHMENT_MISTAKES_ON_TERMINAL;
  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_INVALID), ==, LEAVE);
  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_NOT_FOUND), ==, STAY);
  end.on_terminal = TRUE;
  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_NOT_FOUND), ==, LEAVE);
  g_assert_cmpint(judge(&reconnect, end, ORIEL_ERROR_NOT_FOUND), ==, LEAVE);
  g_assert_cmpint(judge(&reconnect, end, ORIEL_ERROR_UNREACHABLE), ==, AGAIN);
  end.had_session = TRUE;
  g_assert_cmpint(judge(&plain, end, ORIEL_ERROR_UNREACHABLE), ==, STAY);
}

static void
test_waits(void)
{
  g_assert_false(attachment_policy_waits(&plain, LOOKOUT_OFF, TRUE));
  g_assert_true(attachment_policy_waits(&wait, LOOKOUT_OFF, FALSE));
  g_assert_true(attachment_policy_waits(&wait, LOOKOUT_ABSENT, FALSE));
  g_assert_true(attachment_policy_waits(&wait, LOOKOUT_AWAY, FALSE));
  g_assert_true(attachment_policy_waits(&reconnect, LOOKOUT_OFF, FALSE));
  g_assert_false(attachment_policy_waits(&reconnect, LOOKOUT_ABSENT, FALSE));
  g_assert_true(attachment_policy_waits(&reconnect, LOOKOUT_ABSENT, TRUE));
  g_assert_false(attachment_policy_waits(&reconnect, LOOKOUT_AWAY, TRUE));
  g_assert_true(attachment_policy_waits(&kiosk, LOOKOUT_ABSENT, FALSE));
  g_assert_false(attachment_policy_waits(&quits, LOOKOUT_OFF, FALSE));
  g_assert_false(attachment_policy_waits(&wait, LOOKOUT_RUNS, FALSE));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/attachment-policy/lost", test_lost);
  g_test_add_func("/attachment-policy/kiosk", test_kiosk);
  g_test_add_func("/attachment-policy/refused", test_refused);
  g_test_add_func("/attachment-policy/mistakes", test_mistakes);
  g_test_add_func("/attachment-policy/waits", test_waits);
  return g_test_run();
}
