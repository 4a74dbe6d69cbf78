// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys as scancodes of set 1, the pointer in both of its modes, and the state of the locks. */
#include "oriel-spice-private.h"

#define SCAN_CAPS_LOCK 0x3a
#define SCAN_NUM_LOCK 0x45
#define SCAN_SCROLL_LOCK 0x46

/* The buttons both sides know, and their bits; SPICE has no wheel to the sides. */
static const struct {
  OrielButton button;
  guint spice;
  guint mask;
} buttons[] = {
    {ORIEL_BUTTON_LEFT, SPICE_MOUSE_BUTTON_LEFT, SPICE_MOUSE_BUTTON_MASK_LEFT},
    {ORIEL_BUTTON_MIDDLE, SPICE_MOUSE_BUTTON_MIDDLE, SPICE_MOUSE_BUTTON_MASK_MIDDLE},
    {ORIEL_BUTTON_RIGHT, SPICE_MOUSE_BUTTON_RIGHT, SPICE_MOUSE_BUTTON_MASK_RIGHT},
    {ORIEL_BUTTON_WHEEL_UP, SPICE_MOUSE_BUTTON_UP, SPICE_MOUSE_BUTTON_MASK_UP},
    {ORIEL_BUTTON_WHEEL_DOWN, SPICE_MOUSE_BUTTON_DOWN, SPICE_MOUSE_BUTTON_MASK_DOWN},
    {ORIEL_BUTTON_SIDE, SPICE_MOUSE_BUTTON_SIDE, SPICE_MOUSE_BUTTON_MASK_SIDE},
    {ORIEL_BUTTON_EXTRA, SPICE_MOUSE_BUTTON_EXTRA, SPICE_MOUSE_BUTTON_MASK_EXTRA},
};

static int
to_spice_mask(guint held)
{
  int mask = 0;

  for (gsize i = 0; i < G_N_ELEMENTS(buttons); i++)
    if ((held & 1u << (buttons[i].button - 1)) != 0)
      mask |= (int)buttons[i].mask;
  return mask;
}

/* Presses and releases what differs from the buttons that the server knows of. */
static void
send_buttons(OrielSpiceBackend *self, guint held)
{
  for (gsize i = 0; i < G_N_ELEMENTS(buttons); i++) {
    guint bit = 1u << (buttons[i].button - 1);
    if (((held ^ self->buttons) & bit) == 0)
      continue;
    if ((held & bit) != 0)
      spice_inputs_channel_button_press(self->inputs, (int)buttons[i].spice,
                                        to_spice_mask(self->buttons));
    else
      spice_inputs_channel_button_release(self->inputs, (int)buttons[i].spice,
                                          to_spice_mask(self->buttons));
    self->buttons ^= bit;
    oriel_spice_move_note_buttons(self, bit);
  }
}

void
oriel_spice_inputs_repeat_buttons(OrielSpiceBackend *self, guint which)
{
  guint held = self->buttons;

  if (self->inputs == NULL)
    return;
  which &= ~(1u << (ORIEL_BUTTON_WHEEL_UP - 1) | 1u << (ORIEL_BUTTON_WHEEL_DOWN - 1));
  self->buttons ^= which;
  send_buttons(self, held);
}

static guint64
count_received(OrielBackend *backend)
{
  g_autoptr(GList) channels = spice_session_get_channels(ORIEL_SPICE_BACKEND(backend)->session);
  guint64 sum = 0;

  for (GList *link = channels; link != NULL; link = link->next) {
    gulong received = 0;

    g_object_get(link->data, "total-read-bytes", &received, NULL);
    sum += received;
  }
  return sum;
}

/* Servers need not answer keys. They tell the state of the locks two seconds after they were told
 * what it is, and as long after a lock's key: until they have, it may be another than they told. */
static void
ask_locks(OrielBackend *backend)
{
  OrielSpiceBackend *self = ORIEL_SPICE_BACKEND(backend);
  int locks = 0;

  if (self->inputs == NULL || self->lock_pressed)
    return;
  g_object_get(self->inputs, "key-modifiers", &locks, NULL);
  spice_inputs_channel_set_key_locks(self->inputs, (guint)locks);
}

void
oriel_spice_inputs_init(OrielSpiceBackend *self)
{
  static const OrielAnswersWays ways = {count_received, ask_locks};

  self->answers = (OrielAnswers){.ways = &ways, .backend = ORIEL_BACKEND(self)};
}

/* As servers take it: a code that follows an 0xe0 byte locks too. */
static gboolean
is_lock(guint qnum)
{
  guint code = qnum & 0x7f;

  return code == SCAN_CAPS_LOCK || code == SCAN_NUM_LOCK || code == SCAN_SCROLL_LOCK;
}

void
oriel_spice_inputs_key(OrielSpiceBackend *self, guint qnum, gboolean pressed)
{
  /* QEMU's numbers mark the codes that follow an 0xe0 byte by their eighth bit. */
  guint scancode = (qnum & 0x80) != 0 ? 0x100 | (qnum & 0x7f) : qnum;

  oriel_spice_move_note_key(self, qnum, pressed);
  if (self->inputs == NULL)
    return;
  oriel_answers_expect(&self->answers);
  self->lock_pressed |= is_lock(qnum);
  if (pressed)
    spice_inputs_channel_key_press(self->inputs, scancode);
  else
    spice_inputs_channel_key_release(self->inputs, scancode);
}

void
oriel_spice_inputs_pointer(OrielSpiceBackend *self, guint display, int x, int y, guint held)
{
  if (self->inputs == NULL)
    return;
  oriel_answers_expect(&self->answers);
  /* A relative pointer has no place to be put to: only the buttons mean something. */
  if (oriel_spice_backend_is_absolute(self) &&
      (x != self->pointer_x || y != self->pointer_y || display != self->pointer_display)) {
    spice_inputs_channel_position(self->inputs, x, y, (int)display, to_spice_mask(self->buttons));
    self->pointer_x = x;
    self->pointer_y = y;
    self->pointer_display = display;
  }
  send_buttons(self, held);
}

void
oriel_spice_inputs_motion(OrielSpiceBackend *self, int dx, int dy, guint held)
{
  if (self->inputs == NULL)
    return;
  oriel_answers_expect(&self->answers);
  if (dx != 0 || dy != 0)
    spice_inputs_channel_motion(self->inputs, dx, dy, to_spice_mask(self->buttons));
  send_buttons(self, held);
}

static void
report_locks(SpiceInputsChannel *channel, OrielSpiceBackend *self)
{
  int locks = 0;

  self->lock_pressed = FALSE;
  g_object_get(channel, "key-modifiers", &locks, NULL);
  /* Servers repeat them: the viewer need not wake up for that. */
  if (locks == self->locks)
    return;
  self->locks = locks;
  /* The bits of SPICE_INPUTS_SCROLL_LOCK and its kin are those of OrielLeds. */
  oriel_backend_leds(ORIEL_BACKEND(self),
                     (OrielLeds)locks &
                         (ORIEL_LEDS_SCROLL_LOCK | ORIEL_LEDS_NUM_LOCK | ORIEL_LEDS_CAPS_LOCK));
}

/* A server without inputs, or one that refuses them, can be watched all the same. */
static void
on_event(SpiceChannel *channel, SpiceChannelEvent event, OrielSpiceBackend *self)
{
  if (event == SPICE_CHANNEL_OPENED)
    self->takes_input = TRUE;
  else if (SPICE_CHANNEL(self->inputs) == channel && event != SPICE_CHANNEL_SWITCHING)
    self->inputs = NULL;
  oriel_spice_backend_check_connected(self);
}

void
oriel_spice_inputs_watch(OrielSpiceBackend *self, SpiceInputsChannel *channel)
{
  self->inputs = channel;
  self->buttons = 0;
  self->pointer_x = self->pointer_y = -1;
  self->takes_input = FALSE;
  self->lock_pressed = FALSE;
  g_signal_connect_object(channel, "channel-event", G_CALLBACK(on_event), self, 0);
  g_signal_connect_object(channel, "inputs-modifiers", G_CALLBACK(report_locks), self, 0);
  spice_channel_connect(SPICE_CHANNEL(channel));
}
