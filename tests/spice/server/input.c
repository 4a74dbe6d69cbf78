// SPDX-License-Identifier: LGPL-2.1-or-later
#include "input.h"

#include <stdio.h>

#include "report.h"

/* Prefixes and the release bit of PC scan codes, set 1. */
#define SCAN_EXTENDED 0xe0
#define SCAN_PAUSE 0xe1
#define SCAN_RELEASED 0x80
#define QNUM_EXTENDED 0x80
#define QNUM_PAUSE 0xc6

/* Bits of a mask of buttons as the server's interfaces have it; middle and right are the other
 * way round on the wire. */
enum {
  LOCAL_LEFT = 1 << 0,
  LOCAL_RIGHT = 1 << 1,
  LOCAL_MIDDLE = 1 << 2,
};

static SpiceServer *spice;
static gboolean has_tablet;
static guint8 leds;
static guint prefix, pause_bytes;
static guint held; /* buttons, as the wire has them */
static int last_x, last_y;

/* Keyboard */

static void
report_key(guint qnum, gboolean down)
{
  report_spice("key 0x%02x %s", qnum, down ? "down" : "up");
  report_vnc("key %u 0 %s", qnum, down ? "down" : "up");
}

static void
push_scan_code(SpiceKbdInstance *instance, uint8_t code)
{
  gboolean down = (code & SCAN_RELEASED) == 0;

  /* Pause is two more bytes after its prefix, of which the first says what happens. */
  if (pause_bytes > 0) {
    if (--pause_bytes == 0)
      report_key(QNUM_PAUSE, down);
    return;
  }
  if (code == SCAN_PAUSE) {
    pause_bytes = 2;
    return;
  }
  if (code == SCAN_EXTENDED) {
    prefix = QNUM_EXTENDED;
    return;
  }
  report_key((code & ~(guint)SCAN_RELEASED) | prefix, down);
  prefix = 0;
}

static uint8_t
get_leds(SpiceKbdInstance *instance)
{
  return leds;
}

static const SpiceKbdInterface keyboard_interface = {
    .base.type = SPICE_INTERFACE_KEYBOARD,
    .base.description = "test keyboard",
    .base.major_version = SPICE_INTERFACE_KEYBOARD_MAJOR,
    .base.minor_version = SPICE_INTERFACE_KEYBOARD_MINOR,
    .push_scan_freg = push_scan_code,
    .get_leds = get_leds,
};

static SpiceKbdInstance keyboard = {.base.sif = &keyboard_interface.base};

/* Pointers */

/* As the wire has them: left 1, middle 2, right 4, side 0x20, extra 0x40. */
static guint
buttons_from_local(guint32 local)
{
  guint rest = (local & ~(guint32)(LOCAL_LEFT | LOCAL_MIDDLE | LOCAL_RIGHT)) >> 1;

  return (local & LOCAL_LEFT) | (local & LOCAL_MIDDLE) >> 1 | (local & LOCAL_RIGHT) << 1 |
         (rest & ~7u);
}

/* As RFB has them (RFC 6143, 7.5.5): the same, but for a wheel between them. */
static guint
vnc_buttons(guint buttons)
{
  return (buttons & 7) | (buttons & ~7u) << 2;
}

/* Reports what has changed since the last time. */
static void
report_buttons(guint buttons)
{
  guint changed = buttons ^ held;

  held = buttons;
  for (guint i = 0; changed >> i != 0; i++)
    if (changed >> i & 1)
      report_spice("button %u %s", i + 1, (buttons >> i & 1) != 0 ? "down" : "up");
}

static guint
vnc_wheel(int dz)
{
  return dz < 0 ? 8 : dz > 0 ? 16 : 0;
}

static void
on_motion(SpiceMouseInstance *instance, int dx, int dy, int dz, uint32_t local)
{
  guint buttons = buttons_from_local(local);

  report_buttons(buttons);
  if (dx != 0 || dy != 0)
    report_spice("motion %d %d", dx, dy);
  if (dz != 0)
    report_spice("wheel %d", dz);
  report_vnc("motion %d %d %u", dx, dy, vnc_buttons(buttons) | vnc_wheel(dz));
}

static void
on_mouse_buttons(SpiceMouseInstance *instance, uint32_t local)
{
  guint buttons = buttons_from_local(local);

  report_buttons(buttons);
  report_vnc("motion 0 0 %u", vnc_buttons(buttons));
}

void
input_report_position(int x, int y, guint display, guint buttons)
{
  gboolean moved = x != last_x || y != last_y;

  if (moved || buttons == held)
    report_spice("position %d %d display %u", x, y, display);
  report_buttons(buttons);
  report_vnc("pointer %d %d %u", x, y, vnc_buttons(buttons));
  last_x = x;
  last_y = y;
}

static void
on_logical_size(SpiceTabletInstance *instance, int width, int height)
{
  /* Nothing to do: positions come in pixels. */
}

static void
on_position(SpiceTabletInstance *instance, int x, int y, uint32_t local)
{
  input_report_position(x, y, 0, buttons_from_local(local));
}

static void
on_wheel(SpiceTabletInstance *instance, int dz, uint32_t local)
{
  guint buttons = buttons_from_local(local);

  report_buttons(buttons);
  if (dz != 0)
    report_spice("wheel %d", dz);
  report_vnc("pointer %d %d %u", last_x, last_y, vnc_buttons(buttons) | vnc_wheel(dz));
}

static void
on_tablet_buttons(SpiceTabletInstance *instance, uint32_t local)
{
  guint buttons = buttons_from_local(local);

  report_buttons(buttons);
  report_vnc("pointer %d %d %u", last_x, last_y, vnc_buttons(buttons));
}

static const SpiceMouseInterface mouse_interface = {
    .base.type = SPICE_INTERFACE_MOUSE,
    .base.description = "test mouse",
    .base.major_version = SPICE_INTERFACE_MOUSE_MAJOR,
    .base.minor_version = SPICE_INTERFACE_MOUSE_MINOR,
    .motion = on_motion,
    .buttons = on_mouse_buttons,
};

static const SpiceTabletInterface tablet_interface = {
    .base.type = SPICE_INTERFACE_TABLET,
    .base.description = "test tablet",
    .base.major_version = SPICE_INTERFACE_TABLET_MAJOR,
    .base.minor_version = SPICE_INTERFACE_TABLET_MINOR,
    .set_logical_size = on_logical_size,
    .position = on_position,
    .wheel = on_wheel,
    .buttons = on_tablet_buttons,
};

static SpiceMouseInstance mouse = {.base.sif = &mouse_interface.base};
static SpiceTabletInstance tablet = {.base.sif = &tablet_interface.base};

static void
set_absolute(gboolean absolute)
{
  if (absolute && !has_tablet)
    spice_server_add_interface(spice, &tablet.base);
  else if (!absolute && has_tablet)
    spice_server_remove_interface(&tablet.base);
  has_tablet = absolute;
}

void
input_start(SpiceServer *server, gboolean absolute)
{
  spice = server;
  spice_server_add_interface(server, &keyboard.base);
  spice_server_add_interface(server, &mouse.base);
  set_absolute(absolute);
}

/* Orders */

static gboolean
do_leds(const char *args)
{
  leds = (guint8)g_ascii_strtoull(args, NULL, 0);
  spice_server_kbd_leds(&keyboard, leds);
  return *args != '\0';
}

static gboolean
do_pointer_mode(const char *args)
{
  static const char *const modes[] = {"relative", "absolute", NULL};
  int mode = command_choose(args, modes);

  if (mode >= 0)
    set_absolute(mode == 1);
  return mode >= 0;
}

const Command input_commands[] = {
    {"leds", do_leds},
    {"pointer-mode", do_pointer_mode},
    {NULL},
};
