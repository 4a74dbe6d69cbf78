// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-input.h"

typedef struct {
  guint qnum;
  guint keysym;
} Key;

struct _OrielInput {
  OrielLink *link; /* borrowed: the session outlives its displays' input */
  guint display;
  GArray *held; /* (owned) (element-type Key) */
  guint buttons;
  gboolean relative; /* the last position was a motion */
  int x, y;          /* the last position, or the motion that waits */
  gboolean waiting;  /* motion waits to be sent */
  gboolean unanswered;
};

OrielInput *
oriel_input_new(OrielLink *link, guint display)
{
  OrielInput *self = g_atomic_rc_box_new0(OrielInput);

  self->link = link;
  self->display = display;
  self->held = g_array_new(FALSE, FALSE, sizeof(Key));
  return self;
}

static void
input_clear(gpointer data)
{
  OrielInput *self = data;

  g_array_unref(self->held);
}

static void
input_release(OrielInput *self)
{
  g_atomic_rc_box_release_full(self, input_clear);
}

void
oriel_input_free(OrielInput *self)
{
  self->link = NULL;
  input_release(self);
}

static void
send_position(OrielInput *self, void (*done)(gpointer user_data), gpointer user_data)
{
  OrielWireInput input = {.kind = self->relative ? ORIEL_WIRE_MOTION : ORIEL_WIRE_POINTER,
                          .display = self->display,
                          .x = self->x,
                          .y = self->y,
                          .buttons = self->buttons & 0x1ff};

  self->waiting = FALSE;
  oriel_link_input(self->link, &input, done, user_data);
  if (self->relative)
    self->x = self->y = 0;
}

static void
on_position_answered(gpointer user_data)
{
  OrielInput *self = user_data;

  self->unanswered = FALSE;
  if (self->link == NULL) {
    input_release(self);
  } else if (self->waiting) {
    self->unanswered = TRUE;
    send_position(self, on_position_answered, self);
  } else {
    input_release(self);
  }
}

static void
send_when_answered(OrielInput *self)
{
  self->waiting = TRUE;
  if (self->unanswered)
    return;
  self->unanswered = TRUE;
  send_position(self, on_position_answered, g_atomic_rc_box_acquire(self));
}

/* Keys and buttons come after the motion that was before them. */
static void
flush_motion(OrielInput *self)
{
  if (self->waiting)
    send_position(self, NULL, NULL);
}

static int
find_held(OrielInput *self, guint qnum, guint keysym)
{
  for (guint i = 0; i < self->held->len; i++) {
    const Key *key = &g_array_index(self->held, Key, i);
    if (key->qnum == qnum && (qnum != 0 || key->keysym == keysym))
      return (int)i;
  }
  return -1;
}

static void
send_key(OrielInput *self, const Key *key, gboolean pressed)
{
  OrielWireInput input = {.kind = ORIEL_WIRE_KEY,
                          .display = self->display,
                          .qnum = key->qnum,
                          .keysym = key->keysym,
                          .pressed = pressed != FALSE};

  flush_motion(self);
  oriel_link_input(self->link, &input, NULL, NULL);
}

void
oriel_input_key(OrielInput *self, guint qnum, guint keysym, gboolean pressed)
{
  Key key = {.qnum = qnum & 0xff, .keysym = keysym};
  int index = find_held(self, key.qnum, key.keysym);

  /* Released already, when the focus was lost. */
  if (!pressed && index < 0)
    return;
  /* It repeats and is released with the keysym of its press: servers that know keysyms alone would
   * hold one that a changed layout or shift has replaced. */
  if (index >= 0)
    key = g_array_index(self->held, Key, index);
  if (pressed && index < 0)
    g_array_append_val(self->held, key);
  else if (!pressed)
    g_array_remove_index(self->held, (guint)index);
  send_key(self, &key, pressed);
}

void
oriel_input_move(OrielInput *self, int x, int y)
{
  if (self->relative)
    flush_motion(self);
  self->relative = FALSE;
  self->x = x;
  self->y = y;
  send_when_answered(self);
}

void
oriel_input_motion(OrielInput *self, int dx, int dy)
{
  if (!self->relative) {
    flush_motion(self);
    self->x = self->y = 0;
  }
  self->relative = TRUE;
  self->x = CLAMP(self->x + dx, -32768, 32767);
  self->y = CLAMP(self->y + dy, -32768, 32767);
  send_when_answered(self);
}

void
oriel_input_button(OrielInput *self, OrielButton button, gboolean pressed)
{
  guint mask = 1u << (button - 1);

  if (((self->buttons & mask) != 0) == (pressed != FALSE))
    return;
  flush_motion(self);
  self->buttons ^= mask;
  send_position(self, NULL, NULL);
}

void
oriel_input_release_all(OrielInput *self)
{
  for (guint i = self->held->len; i-- > 0;) /* what was held while pressing it goes last */
    send_key(self, &g_array_index(self->held, Key, i), FALSE);
  g_array_set_size(self->held, 0);
  if (self->buttons != 0) {
    flush_motion(self);
    self->buttons = 0;
    send_position(self, NULL, NULL);
  }
}
