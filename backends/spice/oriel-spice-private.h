// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of a SPICE session share. Each part watches the channels it serves. */
#pragma once

#include "oriel-spice-backend.h"

#include "worker/oriel-answers.h"

#include <spice-client.h>

typedef struct _OrielSpiceClipboard OrielSpiceClipboard;
typedef struct _OrielSpiceCursor OrielSpiceCursor;
typedef struct _OrielSpiceMonitors OrielSpiceMonitors;
typedef struct _OrielSpiceScreen OrielSpiceScreen;
typedef struct _OrielSpiceUsb OrielSpiceUsb;

typedef enum {
  ORIEL_SPICE_STAYS,
  ORIEL_SPICE_MIGRATES, /* there are connections to both servers */
  ORIEL_SPICE_SWITCHES, /* the session begins again at the other one */
} OrielSpiceMove;

struct _OrielSpiceBackend {
  OrielBackend parent_instance;

  SpiceSession *session;          /* (owned) */
  SpiceMainChannel *main;         /* (nullable) borrowed from the session */
  SpiceInputsChannel *inputs;     /* (nullable) borrowed from the session */
  GPtrArray *screens;             /* (owned) (element-type OrielSpiceScreen) */
  GPtrArray *cursors;             /* (owned) (element-type OrielSpiceCursor) */
  OrielSpiceMonitors *monitors;   /* (owned) */
  OrielSpiceClipboard *clipboard; /* (owned) */
  OrielSpiceUsb *usb;             /* (owned) */
  gboolean audio_wanted;
  gboolean shares_folder;
  int compression;        /* of pictures, that is wished for; oriel-spice-compression.h */
  guint disabled_effects; /* of the guest's desktop, bits: oriel-spice-main-channel.c */
  gboolean pictured;      /* a screen is shown */
  gboolean takes_input;   /* the channel of the inputs is up: the library drops what comes before */
  gboolean connected;     /* the viewer was told so */
  gboolean over;          /* the viewer was told that as well */
  gboolean asking;        /* for credentials */
  guint buttons;          /* of the pointer, that the server knows of */
  int locks;              /* that the viewer was told of; -1 = none yet */
  gboolean lock_pressed;  /* a lock's key, and the server has not told the locks since */
  OrielAnswers answers;   /* to input */
  guint pointer_display;
  int pointer_x, pointer_y;   /* where the server knows it to be; -1 = it does not */
  guint watchdog;             /* source id */
  const char *step;           /* what the server owes */
  guint ending;               /* source id: a screen's channel was closed, perhaps all are */
  guint frame_size;           /* bytes of a frame of the sound that plays; 0 = silence */
  guint audio_latency;        /* ms, of the viewer; 0 = it does not play */
  SpiceRecordChannel *record; /* (nullable) borrowed; of a guest that listens */
  guint64 recorded;           /* bytes sent to it */
  guint record_rate;          /* bytes per second */
  guint record_channels;
  gsize record_waiting; /* bytes that the server has perhaps not read */
  gboolean record_flushing;
  gboolean microphone_offered;
  OrielSpiceMove move;   /* how the guest moves to another server */
  guint8 changed[256];   /* what became of keys meanwhile, by qnum: oriel-spice-move.c */
  guint changed_buttons; /* and of buttons */
};

/* Ends the session. @error: (transfer full) (nullable) */
void oriel_spice_backend_finish(OrielSpiceBackend *self, GError *error);
/* The session is up once there is a picture, and keys and pointer have where to go. */
void oriel_spice_backend_check_connected(OrielSpiceBackend *self);
/* The viewer moves the pointer, not the guest alone. */
gboolean oriel_spice_backend_is_absolute(OrielSpiceBackend *self);
/* The pointer has changed, or the way it is moved, or the displays. */
void oriel_spice_backend_place_pointer(OrielSpiceBackend *self);

/* For init(). (oriel-spice-inputs.c) */
void oriel_spice_inputs_init(OrielSpiceBackend *self);

/* The main channel: name, agent, pointer mode, sizes (oriel-spice-main-channel.c). */
void oriel_spice_main_watch(OrielSpiceBackend *self, SpiceMainChannel *channel);
/* Of the guest's desktop, by name, before there is a channel. Errors: ORIEL_ERROR_INVALID. */
gboolean
oriel_spice_main_disable_effects(OrielSpiceBackend *self, const char *text, GError **error);

/* Channels of screens (oriel-spice-display.c). */
void oriel_spice_display_watch(OrielSpiceBackend *self, SpiceDisplayChannel *channel);
/* It is about to go, and that is no failure. Other channels are passed over. */
void oriel_spice_display_forget(OrielSpiceBackend *self, SpiceChannel *channel);

/* Keys and pointer (oriel-spice-inputs.c). */
void oriel_spice_inputs_watch(OrielSpiceBackend *self, SpiceInputsChannel *channel);
void oriel_spice_inputs_key(OrielSpiceBackend *self, guint qnum, gboolean pressed);
void
oriel_spice_inputs_pointer(OrielSpiceBackend *self, guint display, int x, int y, guint buttons);
void oriel_spice_inputs_motion(OrielSpiceBackend *self, int dx, int dy, guint buttons);

/* Other servers that the guest moves to (oriel-spice-move.c). */
void oriel_spice_move_watch(OrielSpiceBackend *self, SpiceMainChannel *channel);
/* Screens are kept from the one server to the next. */
void oriel_spice_move_add_screen(OrielSpiceBackend *self, SpiceDisplayChannel *channel);
void oriel_spice_move_leave_screens(OrielSpiceBackend *self, int channel_id);
/* The session that switched is up again. */
void oriel_spice_move_arrive(OrielSpiceBackend *self);
/* A key or buttons changed; what the server did not hear of is said again when it has moved. */
void oriel_spice_move_note_key(OrielSpiceBackend *self, guint qnum, gboolean pressed);
void oriel_spice_move_note_buttons(OrielSpiceBackend *self, guint changed);
/* Says again which of these buttons are held. */
void oriel_spice_inputs_repeat_buttons(OrielSpiceBackend *self, guint which);

/* Sound (oriel-spice-audio.c). */
void oriel_spice_audio_watch(OrielSpiceBackend *self, SpicePlaybackChannel *channel);
void oriel_spice_audio_set_latency(OrielSpiceBackend *self, guint milliseconds);

/* What the guest hears (oriel-spice-record.c). */
void oriel_spice_record_watch(OrielSpiceBackend *self, SpiceRecordChannel *channel);
void oriel_spice_record_send(OrielSpiceBackend *self, const guint8 *samples, gsize size);

/* Text consoles (oriel-spice-port.c). */
void oriel_spice_port_watch(OrielSpiceBackend *self, SpicePortChannel *channel);
void oriel_spice_port_forget(SpicePortChannel *channel);
