// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys and texts for guests, through their hosts: no console is opened. */
#include "picker/bulk.h"

#include "shared/key-layout.h"
#include "shared/typist.h"

#include <string.h>

typedef struct {
  guint keys[ORIEL_GUEST_MAX_KEYS];
  guint n_keys;
} Chord;

/* Reads "Ctrl+Alt+Delete". */
static gboolean
chord_parse(Chord *self, const char *text, GError **error)
{
  static const struct {
    const char *name, *keysym;
  } short_names[] = {
      {"ctrl", "Control_L"},         {"alt", "Alt_L"},  {"shift", "Shift_L"}, {"super", "Super_L"},
      {"altgr", "ISO_Level3_Shift"}, {"del", "Delete"}, {"esc", "Escape"},    {"enter", "Return"}};
  g_auto(GStrv) names = g_strsplit(text, "+", ORIEL_GUEST_MAX_KEYS + 1);

  *self = (Chord){0};
  for (char **name = names; *name != NULL; name++) {
    const char *known = g_strstrip(*name);
    guint qnum;

    for (gsize i = 0; i < G_N_ELEMENTS(short_names); i++)
      if (g_ascii_strcasecmp(short_names[i].name, known) == 0) {
        known = short_names[i].keysym;
        break;
      }
    qnum = oriel_keymap_qnum_from_keysym(oriel_keymap_keysym_from_name(known));
    if (qnum == 0 || self->n_keys == ORIEL_GUEST_MAX_KEYS) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "“%s” is no key; a combination is like Ctrl+Alt+Delete", *name);
      return FALSE;
    }
    self->keys[self->n_keys++] = qnum;
  }
  return TRUE;
}

static void
start_chord(OrielGuest *guest,
            gconstpointer data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const Chord *chord = data;

  oriel_guest_send_keys_async(guest, chord->keys, chord->n_keys, cancellable, callback, user_data);
}

static const char *const combinations[] = {
    "Ctrl+Alt+Delete", "Ctrl+Alt+BackSpace",
    "Ctrl+Alt+F1",     "Ctrl+Alt+F2",
    "Ctrl+Alt+F3",     "Ctrl+Alt+F7",
    "Alt+Tab",         "Alt+F4",
    "Super",           "Print",
    "Alt+Print+b",     "Escape",
    "Return",          "Tab",
};

static void
on_combination(int item, gpointer user_data)
{
  if (item >= 0)
    picker_op_send_key(user_data, combinations[item]);
}

PICKER_OPERATION(send_key)
{
  static const BulkKind kind = {"Send keys to", "send keys", FALSE, start_chord,
                                oriel_guest_send_keys_finish};
  g_autoptr(GError) error = NULL;
  Chord chord;
  Popup *popup;

  if (*argument == '\0') {
    popup = popup_new("Press in the guest", FALSE, on_combination, self, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(combinations); i++)
      popup_add_item(popup, 0, combinations[i], FALSE);
    picker_open_popup(self, popup);
  } else if (!chord_parse(&chord, argument, &error))
    picker_complain(self, "%s", error->message);
  else
    bulk_run_on_marked(self, &kind, g_memdup2(&chord, sizeof chord), g_free);
}

/* Texts: one chord after the other, each when the one before has arrived. */

typedef struct {
  GTask *task;    /* (owned) */
  GArray *chords; /* (owned) of Chord */
  guint n_sent;
} Typing;

static void send_next(OrielGuest *guest, Typing *typing);

static void
typing_end(Typing *self, GError *error)
{
  if (error != NULL)
    g_task_return_error(self->task, error);
  else
    g_task_return_boolean(self->task, TRUE);
  g_object_unref(self->task);
  g_array_unref(self->chords);
  g_free(self);
}

static void
on_sent(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Typing *self = user_data;
  GError *error = NULL;

  self->n_sent++;
  if (!oriel_guest_send_keys_finish(ORIEL_GUEST(source), result, &error))
    typing_end(self, error);
  else
    send_next(ORIEL_GUEST(source), self);
}

static void
send_next(OrielGuest *guest, Typing *self)
{
  const Chord *chord;

  if (self->n_sent == self->chords->len) {
    typing_end(self, NULL);
    return;
  }
  chord = &g_array_index(self->chords, Chord, self->n_sent);
  oriel_guest_send_keys_async(guest, chord->keys, chord->n_keys, g_task_get_cancellable(self->task),
                              on_sent, self);
}

static void
start_typing(OrielGuest *guest,
             gconstpointer data,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  Typing *typing = g_new0(Typing, 1);

  typing->task = g_task_new(guest, cancellable, callback, user_data);
  typing->chords = g_array_ref((GArray *)data);
  send_next(guest, typing);
}

static gboolean
finish_typing(OrielGuest *guest, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean(G_TASK(result), error);
}

static gboolean
is_held(const Chord *chord, guint qnum)
{
  for (guint i = 0; i < chord->n_keys; i++)
    if (chord->keys[i] == qnum)
      return TRUE;
  return FALSE;
}

/* The chords that @plan, of TypistEvent, comes to: whatever is held when a key goes up that went
 * down last. (transfer full) (element-type Chord) */
static GArray *
make_chords(GArray *plan)
{
  GArray *chords = g_array_new(FALSE, FALSE, sizeof(Chord));
  Chord held = {0};
  gboolean pressing = FALSE;

  for (guint i = 0; i < plan->len; i++) {
    const TypistEvent *event = &g_array_index(plan, TypistEvent, i);

    if (event->pressed && !is_held(&held, event->qnum) && held.n_keys < ORIEL_GUEST_MAX_KEYS) {
      held.keys[held.n_keys++] = event->qnum;
      pressing = TRUE;
    } else if (!event->pressed) {
      if (pressing)
        g_array_append_val(chords, held);
      pressing = FALSE;
      for (guint j = 0; j < held.n_keys; j++)
        if (held.keys[j] == event->qnum) {
          memmove(&held.keys[j], &held.keys[j + 1], (held.n_keys - j - 1) * sizeof held.keys[0]);
          held.n_keys--;
          break;
        }
    }
  }
  return chords;
}

static void
type_text(Picker *self, const char *text)
{
  static const BulkKind kind = {"Type into", "type", FALSE, start_typing, finish_typing};
  g_autoptr(KeyLayout) layout = NULL;
  g_autoptr(GArray) plan = NULL;
  g_autoptr(GError) error = NULL;

  layout = key_layout_new("us", &error);
  if (layout != NULL)
    plan = typist_plan(layout, text, FALSE, &error);
  if (plan == NULL)
    picker_complain(self, "%s", error->message);
  else
    bulk_run_on_marked(self, &kind, make_chords(plan), (GDestroyNotify)g_array_unref);
}

PICKER_OPERATION(type)
{
  if (*argument != '\0')
    type_text(self, argument);
  else
    picker_prompt(self, PROMPT_TEXT, " Type into the guest: ", "", type_text);
}
