// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The life of the connection to one guest's screen: looking for the guest, waiting until it runs,
 * connecting, asking, showing, ending, and trying again. It says what is to be said to a person,
 * and draws nothing.
 *
 * Everything here is for the thread of the main context that was the default when it was made,
 * where the hooks run; nothing blocks but the file descriptor of --password-fd.
 */
#pragma once

#include "shared/attachment-policy.h"

G_BEGIN_DECLS

typedef enum {
  ATTACHMENT_CONNECTING,
  ATTACHMENT_WAITING, /* for the guest to be started, or defined, or for a server to connect to us:
                       * it goes on by itself */
  ATTACHMENT_ASKING,  /* attachment_get_question() or attachment_get_trust() waits for its answer */
  ATTACHMENT_SHOWN,   /* there is a picture */
  ATTACHMENT_ENDED,   /* attachment_get_error() tells why; it may try again by itself */
  ATTACHMENT_OVER,    /* the program, or what shows it, may leave with attachment_get_status() */
} AttachmentState;

/* All but changed and display_changed may be NULL. */
typedef struct {
  /* The state, or what attachment_describe() says. May free the attachment when it is over. */
  void (*changed)(gpointer user_data);
  /* Another screen, or none, is to be shown. */
  void (*display_changed)(gpointer user_data);
  /* A session begins; it is not connected yet. */
  void (*session_made)(OrielSession *session, gpointer user_data);
  /* A try or a session ended, for this reason, fit for a person. */
  void (*failed)(const char *reason, gpointer user_data);
  /* Something else worth a word, fit for a person; it is on the standard error already. */
  void (*told)(const char *text, gpointer user_data);
} AttachmentHooks;

typedef struct _Attachment Attachment;

/* For @guest with @graphics (nullable: the first that works), or, where @guest is NULL, the target
 * of @options, which outlive it. (transfer full) */
Attachment *attachment_new(ViewOptions *options,
                           OrielGuest *guest,
                           OrielGraphics *graphics,
                           AttachmentMistakes mistakes,
                           const AttachmentHooks *hooks,
                           gpointer user_data);
void attachment_free(Attachment *self);

/* Begins, when the main loop runs. */
void attachment_start(Attachment *self);
/* Begins at once, for a program that has a lot to do before its main loop runs: changed is called
 * once more when it does, and what takes long is counted from then on. */
void attachment_start_early(Attachment *self);
/* Connects again, now. */
void attachment_retry(Attachment *self);
/* The person has had enough: refuses what is asked, or it is over. */
void attachment_cancel(Attachment *self);
/* It is over. */
void attachment_stop(Attachment *self);

AttachmentState attachment_get_state(const Attachment *self);
/* What is waited for or asked, or why it ended; for a person. (transfer full) */
char *attachment_describe_step(const Attachment *self);
/* How long that has taken, or when it is tried again. (transfer full) (nullable) */
char *attachment_describe_time(const Attachment *self);
/* Both. (transfer full) */
char *attachment_describe(const Attachment *self);
/* What the guest is called, sanitized. (transfer full) */
char *attachment_dup_name(const Attachment *self);
/* How many it has been connecting for. */
guint attachment_get_seconds(const Attachment *self);
/* How many there are to the next try; 0 = none is planned. */
guint attachment_get_countdown(const Attachment *self);
/* Whether connecting has taken long enough to be worth a word. */
gboolean attachment_takes_long(const Attachment *self);
/* Whether it tries again by itself, and for a moment still is as if it did not. */
gboolean attachment_tries_quietly(const Attachment *self);
/* Whether the server is the one that connects. */
gboolean attachment_is_listening(const Attachment *self);
/* Whether the guest has been seen, at any time. */
gboolean attachment_was_shown(const Attachment *self);
/* (nullable): why it ended */
const GError *attachment_get_error(const Attachment *self);
/* What the program is to leave with. */
ExitStatus attachment_get_status(const Attachment *self);

/* (transfer none) (nullable) */
OrielSession *attachment_get_session(const Attachment *self);
/* (transfer none) (nullable): the guest, as it was last seen, running or not */
OrielGuest *attachment_get_guest(const Attachment *self);
/* (transfer none) (nullable): the screen that is shown */
OrielDisplay *attachment_get_display(const Attachment *self);
/* Shows the display at @index of the session's; FALSE if there is none. */
gboolean attachment_select(Attachment *self, guint index);
/* The index of the display that is shown. */
guint attachment_get_selected(const Attachment *self);

/* The names of the guest's displays that can be shown, in the order of preference, as `--protocol`
 * takes them; none where they are not known. (transfer full) */
GStrv attachment_list_graphics(const Attachment *self);
/* The name of the one that is connected to. (transfer full) (nullable) */
char *attachment_dup_graphics(const Attachment *self);
/* Connects to that one of them, now, and whenever it is tried again. */
void attachment_use_graphics(Attachment *self, const char *name);

/* What a server, or somebody on the way to it, asks. (transfer none) (nullable) */
OrielAuthRequest *attachment_get_question(const Attachment *self);
/* Whether a key is to be trusted. (transfer none) (nullable) */
OrielTrustRequest *attachment_get_trust(const Attachment *self);
/* Answers the question. The same server is given it again at the next session, and a person is
 * asked again once it is refused. */
void attachment_answer(Attachment *self, const char *username, const char *password);
/* The same, and what is answered goes into the keyring of the desktop once it has worked. */
void attachment_answer_remember(Attachment *self, const char *username, const char *password);
/* Whether there may be a keyring for what is asked; it tells for sure when it is used. */
gboolean attachment_can_remember(const Attachment *self);
void attachment_answer_trust(Attachment *self, OrielTrust trust);

/* For the end of a program, of all attachments that it had or has: runs the main context until what
 * is to be remembered is in the keyring, for some seconds at most. */
void attachment_settle(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Attachment, attachment_free)

G_END_DECLS
