// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the attachment share. */
#pragma once

#include "shared/attachment.h"
#include "shared/login.h"
#include "shared/reconnect.h"
#include "shared/typed-answer.h"
#include "shared/wake.h"

G_BEGIN_DECLS

struct _Attachment {
  ViewOptions *options;
  AttachmentMistakes mistakes;
  AttachmentHooks hooks;
  gpointer user_data;

  Lookout *lookout;   /* (owned) (nullable): NULL = the target is an address */
  OrielHost *asking;  /* (owned) (nullable): the host whose questions are passed on */
  gboolean is_given;  /* the guest is, and the target of the options is not meant */
  char *graphics;     /* (owned) (nullable): of the guest's displays; NULL = the first that works */
  int tried_id;       /* of the guest that was tried last */
  LookoutSight sight; /* when it ended */
  guint look_id;      /* when the lookout has changed */

  AttachmentState state;
  gboolean quiet;              /* it tries again by itself, and for a moment nothing else is said */
  OrielSession *session;       /* (owned) (nullable) */
  OrielDisplay *display;       /* (owned) (nullable) */
  char *name;                  /* (owned) (nullable): what a server has called the guest */
  guint selected;              /* of the displays */
  OrielAuthRequest *question;  /* (owned) (nullable) */
  gboolean server_asks;        /* the question, and not the guest's host */
  gboolean stale;              /* it is asked because what was known is refused */
  OrielTrustRequest *trust;    /* (owned) (nullable) */
  OrielAuthRequest *looked_up; /* (owned) (nullable): while the keyring is asked */
  gboolean from_keyring;       /* what was answered */
  gboolean by_person;          /* what was answered, in this session */
  TypedAnswer typed;           /* for the next session */
  gboolean remembers;          /* it goes into the keyring once it has worked */
  GCancellable *life;          /* (owned): cancelled when it is freed */
  GCancellable *cancellable;   /* (owned) (nullable): of the try that runs */
  Login login;
  GError *error;        /* (owned) (nullable): why the last try ended, until the guest is seen */
  char *fallback;       /* (owned) (nullable): what failed, and what is tried, in this try */
  gboolean loading;     /* the details of the guest, in this try */
  gboolean had_session; /* the target was found, in any try */
  gboolean was_shown;   /* the guest has been seen, in any try */
  gboolean refused;     /* the person did not answer, in this try */
  gboolean takes_long;  /* connecting does */
  gboolean unreached;   /* the server took no connection, in this try */
  Reconnect reconnect;
  gint64 started; /* when the try that runs began */
  guint tick_id;  /* to the next time that something is to be said or done */
  guint early_id; /* it began before the main loop runs */
  Wake *wake;     /* (owned) */

  OrielSession *reached; /* (owned) (nullable): with which the server is looked for between tries */
  GCancellable *reaching; /* (owned) (nullable) */
  guint reach_id;         /* to the next look */
};

/* attachment.c */
void attachment_set_state(Attachment *self, AttachmentState state);
/* @quiet: what is said stays as it is for a moment. */
void attachment_set_connecting(Attachment *self, gboolean quiet);
/* As a try that nobody has asked for, with a server that is there. Takes @session. */
void attachment_begin_reached(Attachment *self, OrielSession *session);
/* The machine was suspended for @asleep microseconds. */
void attachment_wake(gint64 asleep, gpointer self);
/* Takes @error. */
void attachment_end(Attachment *self, GError *error);

/* attachment-session.c */
/* Takes @session, and connects it. */
void attachment_use_session(Attachment *self, OrielSession *session);
void attachment_drop_session(Attachment *self);
void attachment_set_display(Attachment *self, OrielDisplay *display);

/* attachment-reach.c */
/* Begins again as soon as the server is there, if that is all that was wrong. */
void attachment_watch_server(Attachment *self);
void attachment_drop_watch(Attachment *self);

/* attachment-graphics.c */
/* The display of the guest that was asked for; NULL without an error = the first that works.
 * (transfer full) */
OrielGraphics *attachment_find_graphics(const Attachment *self, OrielGuest *guest, GError **error);

/* attachment-questions.c */
/* @server_asks: and not the guest's host */
void attachment_show_question(Attachment *self, OrielAuthRequest *request, gboolean server_asks);
void attachment_ask(Attachment *self, OrielAuthRequest *request);
void attachment_ask_trust(Attachment *self, OrielTrustRequest *request);
/* Passes on what @host asks (nullable), and no other any more. */
void attachment_watch_host(Attachment *self, OrielHost *host);
void attachment_drop_questions(Attachment *self);

/* attachment-keyring.c */
/* FALSE: there is no use in it, and a person has to be asked. */
gboolean attachment_look_up(Attachment *self, OrielAuthRequest *request);
/* What was answered is refused, wherever it came from, and forgotten. */
void attachment_forget_answer(Attachment *self);
/* What was to be remembered has worked. */
void attachment_keep_password(Attachment *self);

G_END_DECLS
