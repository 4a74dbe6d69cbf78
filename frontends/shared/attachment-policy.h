// SPDX-License-Identifier: LGPL-2.1-or-later
/* What to do when there is no picture, or none any more. Pure. */
#pragma once

#include "shared/lookout.h"
#include "shared/view-options.h"

G_BEGIN_DECLS

/* Where a target that makes no sense is told of, and one that is not there to begin with. */
typedef enum {
  ATTACHMENT_MISTAKES_SHOWN,       /* in the window, where something else can be chosen */
  ATTACHMENT_MISTAKES_ON_TERMINAL, /* on the standard error, if it is one; nonsense in any case */
  ATTACHMENT_MISTAKES_TOLD,        /* on the standard error */
} AttachmentMistakes;

/* How a try to connect, or a session, ended. */
typedef struct {
  const GError *error;
  AttachmentMistakes mistakes;
  gboolean on_terminal; /* the standard error is one */
  gboolean had_session; /* the target was found */
  gboolean was_shown;   /* the guest has been seen, at any time */
  gboolean refused;     /* the person did not answer a question */
} AttachmentEnd;

typedef enum {
  ATTACHMENT_FATE_LEAVE, /* it is over */
  ATTACHMENT_FATE_STAY,  /* the person is told, and decides */
  ATTACHMENT_FATE_AGAIN, /* it is tried again by itself */
} AttachmentFate;

AttachmentFate attachment_policy_judge(const ViewOptions *options, const AttachmentEnd *end);

/* Whether a guest that is not there is waited for. */
gboolean
attachment_policy_waits(const ViewOptions *options, LookoutSight sight, gboolean was_shown);

/* Whether a guest that has left its host is looked for on others. */
gboolean attachment_policy_follows(const ViewOptions *options, gboolean was_shown);

G_END_DECLS
