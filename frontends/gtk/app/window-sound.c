// SPDX-License-Identifier: LGPL-2.1-or-later
/* The sound of the guest, played and recorded, where the program was built with it, from when the
 * guest first wants that. */
#include "window-private.h"

#include <glib/gi18n.h>
#ifdef HAVE_SOUND
#include "sound.h"

static void
on_playing(OrielAudio *audio, GParamSpec *pspec, ConsoleWindow *self)
{
  if (!oriel_audio_get_playing(audio) || sound_get() == NULL)
    return;
  if (self->player == NULL)
    self->player = sound_get()->player_new();
  sound_get()->player_set_audio(self->player, audio);
}

/* Nobody is to listen unnoticed. */
static void
on_listening(gpointer user_data)
{
  console_window_tell(user_data, _("The guest listens to the microphone"));
}

static void
on_recording(OrielMicrophone *microphone, GParamSpec *pspec, ConsoleWindow *self)
{
  if (!oriel_microphone_get_recording(microphone) || sound_get() == NULL)
    return;
  if (self->recorder == NULL)
    self->recorder = sound_get()->recorder_new(on_listening, self);
  sound_get()->recorder_set_microphone(self->recorder, microphone);
}

/* @object is another, or none; what was played of the old one is over. */
static void
watch(gpointer *watched, gpointer object, const char *signal, GCallback changed, gpointer self)
{
  if (*watched != NULL)
    g_signal_handlers_disconnect_by_data(*watched, self);
  g_set_object((GObject **)watched, object);
  if (object != NULL)
    g_signal_connect(object, signal, changed, self);
}

static void
set_audio(ConsoleWindow *self, OrielAudio *audio)
{
  watch(&self->audio, audio, "notify::playing", G_CALLBACK(on_playing), self);
  if (self->player != NULL)
    sound_get()->player_set_audio(self->player, NULL);
  if (audio != NULL)
    on_playing(audio, NULL, self);
}

static void
set_microphone(ConsoleWindow *self, OrielMicrophone *microphone)
{
  watch(&self->microphone, microphone, "notify::recording", G_CALLBACK(on_recording), self);
  if (self->recorder != NULL)
    sound_get()->recorder_set_microphone(self->recorder, NULL);
  if (microphone != NULL)
    on_recording(microphone, NULL, self);
}

static void
on_audio(OrielSession *session, GParamSpec *pspec, ConsoleWindow *self)
{
  set_audio(self, oriel_session_get_audio(session));
}

static void
on_microphone(OrielSession *session, GParamSpec *pspec, ConsoleWindow *self)
{
  set_microphone(self, oriel_session_get_microphone(session));
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
  set_audio(self, NULL);
  set_microphone(self, NULL);
}

void
console_window_remove_sound(ConsoleWindow *self)
{
  console_window_silence(self);
  if (self->player != NULL)
    sound_get()->player_free(self->player);
  if (self->recorder != NULL)
    sound_get()->recorder_free(self->recorder);
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
console_window_remove_sound(ConsoleWindow *self)
{
}
#endif
