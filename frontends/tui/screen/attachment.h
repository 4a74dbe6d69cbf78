// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The life of the connection to one guest's screen: connecting, asking, showing, ending, and trying
 * again. It says what is to be said to a person, and draws nothing.
 */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

typedef enum {
  ATTACHMENT_CONNECTING,
  ATTACHMENT_ASKING, /* attachment_get_question() waits for attachment_answer() */
  ATTACHMENT_SHOWN,  /* there is a picture */
  ATTACHMENT_ENDED,  /* attachment_get_error() tells why; it may try again by itself */
} AttachmentState;

typedef struct {
  /* The state, or what attachment_describe() says. */
  void (*changed)(gpointer user_data);
  /* Another screen, or none, is to be shown. */
  void (*display_changed)(gpointer user_data);
  void (*bell)(gpointer user_data);
} AttachmentHooks;

typedef struct _Attachment Attachment;

/* Shows @guest with @graphics (nullable: the first that works), or, where @guest is NULL, the
 * target of @options, which outlive it. Begins to connect. */
Attachment *attachment_new(const ViewOptions *options,
                           OrielGuest *guest,
                           OrielGraphics *graphics,
                           const AttachmentHooks *hooks,
                           gpointer user_data);
void attachment_free(Attachment *self);

AttachmentState attachment_get_state(const Attachment *self);
/* What is waited for, or why it ended and when it is tried again; for a person. (transfer full) */
char *attachment_describe(const Attachment *self);
/* How many it has been connecting for. */
guint attachment_get_seconds(const Attachment *self);
/* (nullable): why it ended */
const GError *attachment_get_error(const Attachment *self);
/* (nullable) */
OrielAuthRequest *attachment_get_question(const Attachment *self);
/* (nullable) */
OrielSession *attachment_get_session(const Attachment *self);
/* (nullable): the screen that is shown */
OrielDisplay *attachment_get_display(const Attachment *self);
/* What the guest is called, sanitized. (transfer full) */
char *attachment_dup_name(const Attachment *self);
/* Whether the last session showed a picture. */
gboolean attachment_was_shown(const Attachment *self);
/* Whether it ended with a target that makes no sense: there is nothing to try again. */
gboolean attachment_is_mistaken(const Attachment *self);

/* Shows the display at @index of the session's; FALSE if there is none. */
gboolean attachment_select(Attachment *self, guint index);
/* The index of the display that is shown. */
guint attachment_get_selected(const Attachment *self);

/* Answers the question; both NULL refuse it. */
void attachment_answer(Attachment *self, const char *username, const char *password);
/* Connects again, now. */
void attachment_retry(Attachment *self);
/* Tries no more by itself. */
void attachment_stay(Attachment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Attachment, attachment_free)

G_END_DECLS
