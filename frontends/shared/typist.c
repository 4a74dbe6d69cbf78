// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/typist.h"

#include <string.h>

/* Shift_L; the key right of the space bar, whose keysym is Alt_R or, with three levels,
 * ISO_Level3_Shift. */
#define QNUM_SHIFT 0x2a
#define KEYSYM_SHIFT 0xffe1
#define QNUM_ALTGR 0xb8
#define KEYSYM_ALTGR 0xfe03

/* A bar that moves more often than this only costs time. */
#define PROGRESS_EVENTS 8

struct _Typist {
  OrielDisplay *display;
  GArray *events;
  guint next;
  guint total; /* characters */
  guint timeout_id;
  TypistHooks hooks;
};

typedef struct {
  GArray *events;
  KeyLayoutModifiers held;
  guint typed;
} Plan;

static void
append(Plan *self, guint qnum, guint keysym, gboolean pressed)
{
  TypistEvent event = {qnum, keysym, pressed, self->typed};

  g_array_append_val(self->events, event);
}

/* Presses and releases modifiers until exactly @wanted are held. */
static void
hold(Plan *self, KeyLayoutModifiers wanted)
{
  KeyLayoutModifiers change = self->held ^ wanted;

  if (change & KEY_LAYOUT_SHIFT)
    append(self, QNUM_SHIFT, KEYSYM_SHIFT, (wanted & KEY_LAYOUT_SHIFT) != 0);
  if (change & KEY_LAYOUT_ALTGR)
    append(self, QNUM_ALTGR, KEYSYM_ALTGR, (wanted & KEY_LAYOUT_ALTGR) != 0);
  self->held = wanted;
}

static void
tap(Plan *self, const KeyLayoutKey *key)
{
  hold(self, key->modifiers);
  append(self, key->qnum, key->keysym, TRUE);
  append(self, key->qnum, key->keysym, FALSE);
}

static gunichar
swap_case(gunichar character)
{
  return g_unichar_isupper(character) ? g_unichar_tolower(character) : g_unichar_toupper(character);
}

static gboolean
refuse(gunichar character, guint position, const KeyLayout *layout, GError **error)
{
  char shown[8] = "";

  if (g_unichar_isgraph(character))
    shown[g_unichar_to_utf8(character, shown)] = '\0';
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
              "character %u cannot be typed on a keyboard of the layout '%s': %s (U+%04X)",
              position, key_layout_get_name(layout),
              *shown != '\0' ? shown : "it is a control character", character);
  return FALSE;
}

static gboolean
plan_character(
    Plan *self, const KeyLayout *layout, gunichar character, gboolean caps_lock, GError **error)
{
  gboolean swap = caps_lock && g_unichar_isalpha(character);
  KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS];
  guint n_keys = key_layout_find(layout, swap ? swap_case(character) : character, keys);

  for (guint i = 0; i < n_keys; i++)
    tap(self, &keys[i]);
  if (n_keys == 0)
    return refuse(character, self->typed + 1, layout, error);
  return TRUE;
}

static gboolean
check_text(const char *text, GError **error)
{
  if (!g_utf8_validate(text, -1, NULL)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "what is to be typed is no text (UTF-8)");
    return FALSE;
  }
  if (g_utf8_strlen(text, -1) > TYPIST_MAX_CHARACTERS) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "a text of %ld characters is too long to be typed; the limit is %d",
                g_utf8_strlen(text, -1), TYPIST_MAX_CHARACTERS);
    return FALSE;
  }
  return TRUE;
}

GArray *
typist_plan(const KeyLayout *layout, const char *text, gboolean caps_lock, GError **error)
{
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(TypistEvent));
  Plan plan = {.events = events};

  if (!check_text(text, error))
    return NULL;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
    if (!(c[0] == '\r' && c[1] == '\n') &&
        !plan_character(&plan, layout, g_utf8_get_char(c), caps_lock, error))
      return NULL;
    plan.typed++;
    if (events->len > 0)
      g_array_index(events, TypistEvent, events->len - 1).typed = plan.typed;
  }
  hold(&plan, 0);
  return g_steal_pointer(&events);
}

static gboolean
type_next(gpointer user_data)
{
  Typist *self = user_data;
  const TypistEvent *event;

  if (self->next == self->events->len) {
    self->timeout_id = 0;
    self->hooks.finished(self->hooks.user_data);
    return G_SOURCE_REMOVE;
  }
  event = &g_array_index(self->events, TypistEvent, self->next++);
  oriel_display_key(self->display, event->qnum, event->keysym, event->pressed);
  if (self->hooks.progress != NULL &&
      (self->next % PROGRESS_EVENTS == 0 || self->next == self->events->len))
    self->hooks.progress(event->typed, self->total, self->hooks.user_data);
  return G_SOURCE_CONTINUE;
}

Typist *
typist_start(OrielDisplay *display,
             const KeyLayout *layout,
             const char *text,
             const TypistHooks *hooks,
             GError **error)
{
  OrielLeds leds = oriel_display_get_leds(display);
  gboolean caps_lock = leds != ORIEL_LEDS_UNKNOWN && (leds & ORIEL_LEDS_CAPS_LOCK) != 0;
  g_autoptr(GArray) events = typist_plan(layout, text, caps_lock, error);
  Typist *self;

  if (events == NULL)
    return NULL;
  self = g_new0(Typist, 1);
  self->display = g_object_ref(display);
  self->events = g_steal_pointer(&events);
  self->total = (guint)g_utf8_strlen(text, -1);
  self->hooks = *hooks;
  self->timeout_id = g_timeout_add(TYPIST_PACE_MS, type_next, self);
  return self;
}

/* What went down and has not come up. */
static void
release_held(Typist *self)
{
  for (guint i = 0; i < self->next; i++) {
    const TypistEvent *event = &g_array_index(self->events, TypistEvent, i);
    gboolean held = event->pressed;

    for (guint j = i + 1; j < self->next && held; j++)
      held = g_array_index(self->events, TypistEvent, j).qnum != event->qnum;
    if (held)
      oriel_display_key(self->display, event->qnum, event->keysym, FALSE);
  }
}

void
typist_free(Typist *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id(&self->timeout_id, g_source_remove);
  release_held(self);
  g_clear_object(&self->display);
  g_array_unref(self->events);
  g_free(self);
}

guint
typist_get_seconds(const Typist *self)
{
  return self->events->len * TYPIST_PACE_MS / 1000;
}
