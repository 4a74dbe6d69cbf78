// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A guest that moves to another server. The library does the moving: it connects to both, or leaves
 * the one for the other, and everything it tells of channels and pictures is true of the new server
 * afterwards. What remains is what it forgets: promises about TLS, and input that neither of the
 * servers heard because the guest was on its way.
 *
 * A server that sends its clients after the guest, since they were not ready in time, leaves the
 * library with the connections that it had begun (spice_session_switching_disconnect() keeps
 * session->priv->migration). It complains at the next move, with a critical message that
 * spice_session_set_migration_session() failed, and answers that it cannot be ready; the server
 * sends it after the guest again. So nothing is lost, and from here nothing can be done about it.
 */
#include "oriel-spice-errors.h"
#include "oriel-spice-screen.h"
#include "oriel-spice-trust.h"

enum {
  RELEASED = 1,
  PRESSED,
};

/* Keys that change nothing when they are pressed once more. */
static gboolean
is_modifier(guint qnum)
{
  static const guint8 modifiers[] = {0x1d, 0x2a, 0x36, 0x38, 0x9d, 0xb8, 0xdb, 0xdc};

  return memchr(modifiers, (int)qnum, sizeof modifiers) != NULL;
}

void
oriel_spice_move_note_key(OrielSpiceBackend *self, guint qnum, gboolean pressed)
{
  if (self->move != ORIEL_SPICE_STAYS && qnum < G_N_ELEMENTS(self->changed))
    self->changed[qnum] = pressed ? PRESSED : RELEASED;
}

void
oriel_spice_move_note_buttons(OrielSpiceBackend *self, guint changed)
{
  if (self->move != ORIEL_SPICE_STAYS)
    self->changed_buttons |= changed;
}

/* A release is never too much, and a key that stays down in the guest is. */
static void
repeat_input(OrielSpiceBackend *self)
{
  for (guint qnum = 0; qnum < G_N_ELEMENTS(self->changed); qnum++)
    if (self->changed[qnum] == RELEASED || (self->changed[qnum] == PRESSED && is_modifier(qnum)))
      oriel_spice_inputs_key(self, qnum, self->changed[qnum] == PRESSED);
  /* Servers tell guests of buttons that change, and this one knows of none. */
  oriel_spice_inputs_repeat_buttons(self, self->changed_buttons | self->buttons);
  memset(self->changed, 0, sizeof self->changed);
  self->changed_buttons = 0;
}

/* A guest that moves keeps its screens. */
void
oriel_spice_move_add_screen(OrielSpiceBackend *self, SpiceDisplayChannel *channel)
{
  int id = 0;

  g_object_get(channel, "channel-id", &id, NULL);
  for (guint i = 0; i < self->screens->len; i++) {
    OrielSpiceScreen *screen = g_ptr_array_index(self->screens, i);
    if (!oriel_spice_screen_has_channel(screen) && oriel_spice_screen_get_id(screen) == id) {
      oriel_spice_screen_set_channel(screen, channel);
      return;
    }
  }
  g_ptr_array_add(self->screens, oriel_spice_screen_new(self, channel));
}

/* The guest is there: screens that it has left behind are gone. */
void
oriel_spice_move_arrive(OrielSpiceBackend *self)
{
  for (guint i = self->screens->len; i-- > 0;)
    if (!oriel_spice_screen_has_channel(g_ptr_array_index(self->screens, i)))
      g_ptr_array_remove_index(self->screens, i);
  self->move = ORIEL_SPICE_STAYS;
  repeat_input(self);
}

void
oriel_spice_move_leave_screens(OrielSpiceBackend *self, int id)
{
  for (guint i = 0; i < self->screens->len; i++) {
    OrielSpiceScreen *screen = g_ptr_array_index(self->screens, i);
    if (oriel_spice_screen_get_id(screen) == id)
      oriel_spice_screen_set_channel(screen, NULL);
  }
}

static void
on_state(SpiceSession *session, GParamSpec *pspec, OrielSpiceBackend *self)
{
  SpiceSessionMigration state = SPICE_SESSION_MIGRATION_NONE;

  g_object_get(session, "migration-state", &state, NULL);
  if (state == SPICE_SESSION_MIGRATION_SWITCHING) {
    self->move = ORIEL_SPICE_SWITCHES;
    self->pictured = FALSE;
  } else if (state == SPICE_SESSION_MIGRATION_MIGRATING) {
    self->move = ORIEL_SPICE_MIGRATES;
  } else if (state == SPICE_SESSION_MIGRATION_NONE && self->move == ORIEL_SPICE_MIGRATES) {
    self->move = ORIEL_SPICE_STAYS;
    for (guint i = 0; i < self->screens->len; i++)
      oriel_spice_screen_arrive(g_ptr_array_index(self->screens, i));
    repeat_input(self);
  }
}

static void
on_started(SpiceMainChannel *channel, SpiceSession *copy, OrielSpiceBackend *self)
{
  oriel_spice_errors_forget();
  oriel_spice_trust_inherit(self->session, copy);
}

void
oriel_spice_move_watch(OrielSpiceBackend *self, SpiceMainChannel *channel)
{
  g_signal_connect_object(channel, "migration-started", G_CALLBACK(on_started), self, 0);
  g_signal_connect_object(self->session, "notify::migration-state", G_CALLBACK(on_state), self, 0);
}
