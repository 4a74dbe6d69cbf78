// SPDX-License-Identifier: LGPL-2.1-or-later
/* The only program of a Linux guest: loads the modules that /modules lists, paints the console
 * blue, and tells on its serial port
 * - "ready NAME WxH", the frame buffer of the console;
 * - "key C", what is typed, which the console shows as well;
 * - "click X Y", where the left button went down, 0 to 32767 each;
 * - "mode WxH", after an "m": the screen has this size, and is green. After another "m" it is the
 *   console's again;
 * - "card ...", after a "c": see linux-guest.h;
 * - "reboot", after an "r", and does so. */
#include "linux-guest.h"

#include "linux-modules.h"

#include <drm.h>
#include <fcntl.h>
#include <linux/fb.h>
#include <linux/input.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define MODE_WIDTH 800
#define MODE_HEIGHT 600
#define MAX_MODES 64
#define MAX_IDS 16
#define GREEN 0x00ff00u

static int serial = -1;
static int tty = -1;

void
say(const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  vdprintf(serial, format, arguments);
  va_end(arguments);
}

static void
tell_console(void)
{
  struct fb_fix_screeninfo fixed = {0};
  struct fb_var_screeninfo size = {0};
  int fb = open("/dev/fb0", O_RDWR);

  ioctl(fb, FBIOGET_FSCREENINFO, &fixed);
  ioctl(fb, FBIOGET_VSCREENINFO, &size);
  close(fb);
  say("ready %.16s %ux%u\n", fixed.id, size.xres, size.yres);
}

/* Of the first output; FALSE if it has none of that size. */
static int
find_mode(int card, struct drm_mode_crtc *crtc, uint32_t *connector)
{
  static uint32_t connectors[MAX_IDS], crtcs[MAX_IDS];
  static struct drm_mode_modeinfo modes[MAX_MODES];
  struct drm_mode_card_res all = {.connector_id_ptr = (uintptr_t)connectors,
                                  .crtc_id_ptr = (uintptr_t)crtcs,
                                  .count_connectors = MAX_IDS,
                                  .count_crtcs = MAX_IDS};
  struct drm_mode_get_connector output = {.modes_ptr = (uintptr_t)modes, .count_modes = MAX_MODES};

  if (ioctl(card, DRM_IOCTL_MODE_GETRESOURCES, &all) != 0)
    return 0;
  output.connector_id = *connector = connectors[0];
  crtc->crtc_id = crtcs[0];
  if (ioctl(card, DRM_IOCTL_MODE_GETCONNECTOR, &output) != 0)
    return 0;
  for (uint32_t i = 0; i < output.count_modes && i < MAX_MODES; i++)
    if (modes[i].hdisplay == MODE_WIDTH && modes[i].vdisplay == MODE_HEIGHT) {
      crtc->mode = modes[i];
      return 1;
    }
  return 0;
}

/* A picture of its own on the screen; what it returns keeps it there. */
static int
switch_mode(void)
{
  struct drm_mode_create_dumb buffer = {.width = MODE_WIDTH, .height = MODE_HEIGHT, .bpp = 32};
  struct drm_mode_map_dumb map = {0};
  struct drm_mode_fb_cmd fb = {.width = MODE_WIDTH, .height = MODE_HEIGHT, .bpp = 32, .depth = 24};
  uint32_t connector;
  struct drm_mode_crtc crtc = {
      .count_connectors = 1, .set_connectors_ptr = (uintptr_t)&connector, .mode_valid = 1};
  int card = open("/dev/dri/card0", O_RDWR);
  uint32_t *pixels;

  if (!find_mode(card, &crtc, &connector) ||
      ioctl(card, DRM_IOCTL_MODE_CREATE_DUMB, &buffer) != 0) {
    say("no mode: %m\n");
    return card;
  }
  map.handle = fb.handle = buffer.handle;
  fb.pitch = buffer.pitch;
  ioctl(card, DRM_IOCTL_MODE_ADDFB, &fb);
  ioctl(card, DRM_IOCTL_MODE_MAP_DUMB, &map);
  pixels = mmap(NULL, buffer.size, PROT_READ | PROT_WRITE, MAP_SHARED, card, (off_t)map.offset);
  for (size_t i = 0; pixels != MAP_FAILED && i < buffer.size / sizeof *pixels; i++)
    pixels[i] = GREEN;
  munmap(pixels, buffer.size); /* would keep the card open */
  crtc.fb_id = fb.fb_id;
  if (ioctl(card, DRM_IOCTL_MODE_SETCRTC, &crtc) != 0)
    say("no mode: %m\n");
  else
    say("mode %dx%d\n", MODE_WIDTH, MODE_HEIGHT);
  return card;
}

static void
on_key(char c)
{
  static int card = -1;

  if (c == 'r') {
    say("reboot\n");
    tcdrain(serial);
    reboot(RB_AUTOBOOT);
  } else if (c == 'c') {
    tell_card();
  } else if (c == 'm' && card < 0) {
    card = switch_mode();
  } else if (c == 'm') {
    close(card);
    card = -1;
    tell_console();
  } else {
    dprintf(tty, "%c", c);
    say("key %c\n", c);
  }
}

static void
on_pointer(const struct input_event *event)
{
  static int x, y, pressed;

  if (event->type == EV_ABS && event->code == ABS_X)
    x = event->value;
  else if (event->type == EV_ABS && event->code == ABS_Y)
    y = event->value;
  else if (event->type == EV_KEY && event->code == BTN_LEFT)
    pressed = event->value;
  else if (event->type == EV_SYN && pressed) {
    say("click %d %d\n", x, y);
    pressed = 0;
  }
}

static int
open_tablet(void)
{
  char path[32];

  for (int i = 0; i < MAX_IDS; i++) {
    unsigned long bits = 0;
    int file;

    snprintf(path, sizeof path, "/dev/input/event%d", i);
    file = open(path, O_RDONLY);
    if (file >= 0 && ioctl(file, EVIOCGBIT(EV_ABS, sizeof bits), &bits) > 0 && bits & 1 << ABS_X)
      return file;
    close(file);
  }
  say("no tablet\n");
  return -1;
}

int
main(void)
{
  struct termios raw;
  struct pollfd sources[2];

  mkdir("/dev", 0755);
  mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
  serial = open("/dev/ttyS0", O_RDWR | O_NOCTTY);
  load_modules(serial);
  tty = open("/dev/tty1", O_RDWR | O_NOCTTY);
  tcgetattr(tty, &raw);
  cfmakeraw(&raw);
  tcsetattr(tty, TCSANOW, &raw);
  dprintf(tty, "\033[?25l\033[44m\033[2J\033[HOriel\r\n");
  sources[0] = (struct pollfd){.fd = tty, .events = POLLIN};
  sources[1] = (struct pollfd){.fd = open_tablet(), .events = POLLIN};
  tell_console();

  for (;;) {
    struct input_event event;
    char c;

    poll(sources, 2, -1);
    if (sources[0].revents != 0 && read(tty, &c, 1) == 1)
      on_key(c);
    if (sources[1].revents != 0 && read(sources[1].fd, &event, sizeof event) == sizeof event)
      on_pointer(&event);
  }
}
