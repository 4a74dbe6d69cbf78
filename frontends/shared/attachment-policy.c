// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/attachment-policy.h"

#include "shared/reconnect.h"

/* As in virt-viewer, whoever connects again does not end at the end of a session. */
static gboolean
quits(const ViewOptions *options)
{
  return options->kiosk && options->quit_on_disconnect && !options->reconnect;
}

static gboolean
persists(const ViewOptions *options)
{
  return options->reconnect || (options->kiosk && !options->quit_on_disconnect);
}

/* A kiosk may have no keyboard: whatever is wrong may be put right elsewhere, but for what it was
 * started with. */
static gboolean
is_worth_it(const ViewOptions *options, const GError *error)
{
  return reconnect_helps(error) ||
         (options->kiosk && error != NULL && error->domain == ORIEL_ERROR &&
          error->code != ORIEL_ERROR_INVALID);
}

static gboolean
is_again(const ViewOptions *options, const AttachmentEnd *end)
{
  gboolean is_missing = !end->had_session && !end->was_shown &&
                        g_error_matches(end->error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);

  if (end->refused) /* a kiosk asks again: Escape is no way out */
    return persists(options) && options->kiosk;
  return persists(options) && is_worth_it(options, end->error) && (options->kiosk || !is_missing);
}

/* Nothing can be tried again, and the person is told where it was asked. */
static gboolean
is_mistake(const AttachmentEnd *end)
{
  if (end->had_session || end->was_shown || end->mistakes == ATTACHMENT_MISTAKES_SHOWN)
    return FALSE;
  return end->mistakes == ATTACHMENT_MISTAKES_TOLD || end->on_terminal ||
         g_error_matches(end->error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
}

AttachmentFate
attachment_policy_judge(const ViewOptions *options, const AttachmentEnd *end)
{
  if (is_again(options, end))
    return ATTACHMENT_FATE_AGAIN;
  if (end->refused || quits(options) || is_mistake(end) ||
      g_error_matches(end->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ATTACHMENT_FATE_LEAVE;
  return ATTACHMENT_FATE_STAY;
}

gboolean
attachment_policy_waits(const ViewOptions *options, LookoutSight sight, gboolean was_shown)
{
  switch (sight) {
  case LOOKOUT_OFF:
    return options->wait || persists(options);
  case LOOKOUT_ABSENT:
    return options->wait || (persists(options) && (options->kiosk || was_shown));
  case LOOKOUT_AWAY: /* whoever persists is told when it is tried again */
    return options->wait && !persists(options);
  case LOOKOUT_REACHING:
  case LOOKOUT_RUNS:
    break;
  }
  return FALSE;
}

gboolean
attachment_policy_follows(const ViewOptions *options, gboolean was_shown)
{
  return persists(options) && was_shown;
}
