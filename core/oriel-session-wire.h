// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the handlers of a session process's calls share, and those that have files of their own. */
#pragma once

#include "oriel-session-private.h"

typedef struct {
  OrielSession *session;
  GVariant *parameters;
  GUnixFDList *fds;
  GDBusMethodInvocation *invocation;
} Call;

static inline void
answer(const Call *call)
{
  g_dbus_method_invocation_return_value(call->invocation, NULL);
}

/* Ends the session: the process has broken this rule. */
void oriel_session_refuse(const Call *call, const char *format, ...) G_GNUC_PRINTF(2, 3);
#define refuse oriel_session_refuse

/* A certificate (oriel-session-trust.c). */
void oriel_session_untrusted(const Call *call);

/* Clipboards (oriel-session-clipboard.c). */
void oriel_session_clipboard_grabbed(const Call *call);
void oriel_session_clipboard_read(const Call *call);
void oriel_session_has_clipboard(const Call *call);

/* Sound (oriel-session-sound.c). */
void oriel_session_audio_start(const Call *call);
void oriel_session_audio_data(const Call *call);
void oriel_session_audio_stop(const Call *call);
void oriel_session_audio_volume(const Call *call);
/* Ends the session unless this can be sound. */
gboolean oriel_session_check_sound(const Call *call, guint frequency, guint channels);

/* Text consoles (oriel-session-consoles.c). */
void oriel_session_console_added(const Call *call);
void oriel_session_console_removed(const Call *call);

/* The microphone (oriel-session-microphone.c). */
void oriel_session_record_start(const Call *call);
void oriel_session_record_stop(const Call *call);

/* A smartcard (oriel-session-smartcard.c). */
void oriel_session_smartcard(const Call *call);

/* Files that are sent (oriel-session-transfers.c). */
void oriel_session_takes_files(const Call *call);
void oriel_session_file_progress(const Call *call);
/* USB devices (oriel-session-usb.c). */
void oriel_session_usb_channels(const Call *call);
void oriel_session_usb_gone(const Call *call);
