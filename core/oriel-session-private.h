// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the source files of the session share. */
#pragma once

#include "impl/oriel-protocol.h"
#include "oriel-connector.h"
#include "oriel-link.h"
#include "oriel-session-trust.h"
#include "oriel.h"

/* Refused credentials after which a session ends; servers lock out who tries on and on. */
#define ORIEL_SESSION_MAX_REFUSALS 5

struct _OrielSession {
  GObject parent_instance;

  /* What to connect to, and how. */
  OrielTarget *target;     /* (owned) (nullable) for a guest without an address */
  OrielGuest *guest;       /* (owned) (nullable) */
  OrielGraphics *graphics; /* (owned) (nullable) with the guest */
  gboolean choosing;       /* among the guest's displays: the program named none */
  gboolean view_only;
  gboolean shared;
  gboolean enable_audio;
  gboolean enable_microphone;
  gboolean enable_usb;
  OrielSecurity security;
  char *encodings;       /* (owned) (nullable) */
  char *ca_file;         /* (owned) (nullable) */
  char *ca_data;         /* (owned) (nullable) */
  char *host_subject;    /* (owned) (nullable) */
  char *tls_ciphers;     /* (owned) (nullable) */
  char *disable_effects; /* (owned) (nullable) */
  char *secure_channels; /* (owned) (nullable) */
  char *proxy;           /* (owned) (nullable) */
  char *protocols;       /* (owned) (nullable) */
  char *shared_folder;   /* (owned) (nullable) */
  gboolean shared_folder_writable;
  char *smartcard_certificates; /* (owned) (nullable) */
  char *smartcard_database;     /* (owned) (nullable) */
  guint image_cache_size;       /* bytes; 0 = as the session process has it */
  guint image_window_size;      /* the same */
  gboolean direct;              /* by the address of the display, whatever the host offers */

  /* What is known of the session. */
  OrielSessionState state;
  GError *error; /* (owned) (nullable) */
  char *name;    /* (owned) (nullable) */
  char *peer;    /* (owned) (nullable) */
  GListStore *displays;
  GListStore *consoles;
  OrielClipboard *clipboard;   /* (owned) (nullable) */
  OrielAudio *audio;           /* (owned) (nullable) */
  OrielMicrophone *microphone; /* (owned) (nullable) */
  OrielUsb *usb;               /* (owned) (nullable) */
  OrielPowerAction power_actions;
  gboolean silent; /* the server does not answer */
  OrielPointerMode pointer_mode;
  OrielLeds leds;
  gboolean resizable;
  OrielSmartcard smartcard;
  GListStore *transfers; /* (owned) that are not over */
  guint n_files;         /* sent so far */
  char *files_refusal;   /* (owned) (nullable) NULL = files can be sent */
  char *guest_refusal;   /* (owned) (nullable) of a session that is connected and not view-only */

  GPtrArray *open_consoles; /* (owned) (nullable) */

  /* The way there. */
  OrielLink *link;             /* (owned) (nullable) */
  gboolean link_ready;         /* calls can be made */
  gboolean microphone_offered; /* to this process */
  gboolean usb_asked_for;      /* of this process */
  OrielConnection *connection; /* (owned) (nullable) until it is handed to the process */
  GCancellable *cancellable;   /* (owned) (nullable) of opening the connection */
  GTask *connect_task;         /* (owned) (nullable) */
  GSource *cancelled;          /* (owned) (nullable) fires with the caller's cancellable */
  OrielAuthRequest *auth;      /* weak; waits for its answer */
  OrielSessionTrust *trust;    /* (owned) in certificates */
  gboolean answered;           /* credentials were given on this connection */
  guint refusals;              /* credentials that were refused so far */
  guint n_moves;               /* connections to servers that the guest moved to */
  GError *broken;              /* (owned) (nullable) how it ends, unless the way to it broke */
};

/* A session process calls; every argument is checked here. (oriel-session-wire.c) */
void oriel_session_updated(gpointer session, const OrielWireUpdate *update, guint n_rects);
void oriel_session_called(gpointer session,
                          const char *method,
                          GVariant *parameters,
                          GUnixFDList *fds,
                          GDBusMethodInvocation *invocation);

/* Whether the first connection to the session's target is to its port for TLS, as its first channel
 * has to be encrypted: the other port may be closed. (oriel-session-sockets.c) */
gboolean oriel_session_begins_secure(OrielSession *self);
/* What has to be encrypted: by the program, or by the guest's server where it has a port for TLS.
 * (transfer full) (nullable) (oriel-session-sockets.c) */
char *oriel_session_dup_secure_channels(OrielSession *self);
/* Connects to the display of the session's guest. (oriel-session-sockets.c) */
void oriel_session_open_guest(OrielSession *self,
                              gboolean secure,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* The session process has ended the session, or has gone: so does the session, with @error unless
 * the way by which its host leads to the guest broke, and @error is what came of that.
 * (oriel-session-sockets.c) */
void oriel_session_break(OrielSession *self, const GError *error);
/* A session process asks for one more connection. (oriel-session-sockets.c) */
void
oriel_session_open_socket(OrielSession *self, GVariant *options, GDBusMethodInvocation *invocation);

/* Begins with the first of the guest's displays, where the program named none; FALSE if none can
 * be shown. (oriel-session-choice.c) */
gboolean oriel_session_choose_first(OrielSession *self, GError **error);
/* Goes on to the guest's next display after @error; FALSE if there is none to try. */
gboolean oriel_session_choose_next(OrielSession *self, const GError *error);

/* What those calls end in. */
void oriel_session_begin(OrielSession *self);
void oriel_session_set_state(OrielSession *self, OrielSessionState state);
/* Whoever was asked need not answer any more. */
void oriel_session_withdraw_questions(OrielSession *self);
void oriel_session_end(OrielSession *self, const GError *error);
void oriel_session_set_connected(OrielSession *self);
void
oriel_session_ask(OrielSession *self, OrielCredentials needs, const char *purpose, guint retry);
void oriel_session_set_name(OrielSession *self, const char *name);
void oriel_session_set_peer(OrielSession *self, const char *peer);
/* @selections: 1 << OrielSelection; 0 = there is no clipboard */
void oriel_session_set_clipboard(OrielSession *self, guint selections);
void oriel_session_set_silent(OrielSession *self, gboolean silent);
void oriel_session_set_power_actions(OrielSession *self, OrielPowerAction actions);
void oriel_session_ring(OrielSession *self);
OrielAudio *oriel_session_ensure_audio(OrielSession *self);
/* Ends every stream of a text console, with this reason. */
void oriel_session_cut_consoles(OrielSession *self, OrielError code, const char *reason);
/* The session is over. (transfer full) (nullable) */
OrielUsb *oriel_session_steal_usb(OrielSession *self);
/* The life of a link, for the microphone; and the guest does not listen any more. */
void oriel_session_begin_microphone(OrielSession *self);
void oriel_session_detach_microphone(OrielSession *self);
void oriel_session_stop_microphone(OrielSession *self);
/* The display of that number, attached; made when it is new. (transfer none) */
OrielDisplay *oriel_session_ensure_display(OrielSession *self, guint id);
/* NULL if there is none. (transfer none) */
OrielDisplay *oriel_session_find_display(OrielSession *self, guint id);
void oriel_session_remove_display(OrielSession *self, guint id);

/* (oriel-session-smartcard.c) */
void oriel_session_set_smartcard(OrielSession *self, OrielSmartcard smartcard);

/* What the session talks, or is going to talk. */
const char *oriel_session_get_protocol_name(OrielSession *self);
/* (nullable): one that this build does not know */
const OrielProtocol *oriel_session_get_protocol(OrielSession *self);

/* What its process may reach (oriel-session-folder.c). Errors: ORIEL_ERROR_NOT_SUPPORTED for a
 * folder of the user's that
 * @protocol cannot share. */
gboolean oriel_session_choose_paths(OrielSession *self,
                                    const OrielProtocol *protocol,
                                    OrielSpawnPaths *paths,
                                    GError **error);
void oriel_session_write_folder(OrielSession *self, GVariantDict *options);

/* Files on their way to the guest (oriel-session-transfers.c). */
void oriel_session_init_transfers(OrielSession *self);
void oriel_session_free_transfers(OrielSession *self);
/* All of them fail: the session ends. */
void oriel_session_end_transfers(OrielSession *self);
/* The guest takes no files until it says so. */
void oriel_session_forget_refusal(OrielSession *self);
/* What OrielSession:files-refusal depends on may have changed. */
void oriel_session_check_refusal(OrielSession *self);
