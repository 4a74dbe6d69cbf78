// SPDX-License-Identifier: LGPL-2.1-or-later
/* The sound of the guest, played and recorded, where the program was built with it. */
#include "window-private.h"

#include <glib/gi18n.h>
#ifdef HAVE_SOUND
#include "sound/audio.h"
#include "sound/microphone.h"

static void
on_audio(OrielSession *session, GParamSpec *pspec, ConsoleWindow *self)
{
  player_set_audio(self->player, oriel_session_get_audio(session));
}

static void
on_microphone(OrielSession *session, GParamSpec *pspec, ConsoleWindow *self)
{
  recorder_set_microphone(self->recorder, oriel_session_get_microphone(session));
}

/* Nobody is to listen unnoticed. */
static void
on_listening(gpointer user_data)
{
  console_window_tell(user_data, _("The guest listens to the microphone"));
}

void
console_window_watch_sound(ConsoleWindow *self, OrielSession *session)
{
  g_signal_connect(session, "notify::audio", G_CALLBACK(on_audio), self);
  g_signal_connect(session, "notify::microphone", G_CALLBACK(on_microphone), self);
}

void
console_window_silence(ConsoleWindow *self)
{
  player_set_audio(self->player, NULL);
  recorder_set_microphone(self->recorder, NULL);
}

void
console_window_add_sound(ConsoleWindow *self)
{
  self->player = player_new();
  self->recorder = recorder_new(on_listening, self);
}

void
console_window_remove_sound(ConsoleWindow *self)
{
  console_window_silence(self);
  player_free(self->player);
  recorder_free(self->recorder);
}
#else
void
console_window_watch_sound(ConsoleWindow *self, OrielSession *session)
{
}

void
console_window_silence(ConsoleWindow *self)
{
}

void
console_window_add_sound(ConsoleWindow *self)
{
}

void
console_window_remove_sound(ConsoleWindow *self)
{
}
#endif
