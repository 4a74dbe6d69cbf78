// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * x-probe: what a person would see and do at an X screen, measured.
 *
 * Prints "READY", then takes commands on standard input, one a line. A FRAME is a file of
 * 1920x1080 pixels of 32 bits, little-endian 0x00RRGGBB. Times are CLOCK_MONOTONIC in nanoseconds.
 *
 *   find FRAME              where the frame's top left corner is seen: "found X Y" or "found none"
 *   wait FRAME X Y SECONDS  until two corners of the frame are seen at (X, Y): "shown NS" or
 *                           "shown never"
 *   compare FRAME X Y       pixels that differ from the frame: "wrong COUNT"
 *   park                    point at the last corner of the screen, out of every window: "parked"
 *   focus X Y               point at (X, Y) and give the window there the keyboard: "focused"
 *   key KEYSYM              press and release a key: "pressed NS", the time before the press
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>

#include <glib.h>

#define WIDTH 1920
#define HEIGHT 1080
#define BLOCK 16       /* pixels of a corner's row that are looked at */
#define POLL_NS 500000 /* how often the screen is looked at while waiting */

static gint64
now_ns(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

static guint32 *
load_frame(const char *path)
{
  char *contents = NULL;
  gsize size = 0;

  if (!g_file_get_contents(path, &contents, &size, NULL) || size != (gsize)WIDTH * HEIGHT * 4) {
    g_printerr("x-probe: %s is not a frame\n", path);
    exit(1);
  }
  return (guint32 *)(gpointer)contents;
}

static gboolean
same_row(const XImage *image, int x, int y, const guint32 *row, int length)
{
  const guint32 *pixels = (const guint32 *)(gpointer)(image->data + y * image->bytes_per_line) + x;

  for (int i = 0; i < length; i++)
    if ((pixels[i] & 0xffffff) != (GUINT32_FROM_LE(row[i]) & 0xffffff))
      return FALSE;
  return TRUE;
}

static XImage *
grab(Display *display, int x, int y, int width, int height)
{
  return XGetImage(display, DefaultRootWindow(display), x, y, (guint)width, (guint)height,
                   AllPlanes, ZPixmap);
}

static void
find_frame(Display *display, const char *path)
{
  g_autofree guint32 *frame = load_frame(path);
  int screen_width = DisplayWidth(display, DefaultScreen(display));
  int screen_height = DisplayHeight(display, DefaultScreen(display));
  XImage *image = grab(display, 0, 0, screen_width, screen_height);

  for (int y = 0; y <= screen_height - HEIGHT; y++)
    for (int x = 0; x <= screen_width - WIDTH; x++)
      if (same_row(image, x, y, frame, BLOCK) && same_row(image, x, y + 1, frame + WIDTH, BLOCK)) {
        printf("found %d %d\n", x, y);
        XDestroyImage(image);
        return;
      }
  puts("found none");
  XDestroyImage(image);
}

static gboolean
is_row_shown(Display *display, int x, int y, const guint32 *row)
{
  XImage *image = grab(display, x, y, BLOCK, 1);
  gboolean same = same_row(image, 0, 0, row, BLOCK);

  XDestroyImage(image);
  return same;
}

static void
wait_frame(Display *display, const char *path, int x, int y, double seconds)
{
  g_autofree guint32 *frame = load_frame(path);
  const guint32 *last = frame + (gsize)WIDTH * HEIGHT - BLOCK;
  struct timespec pause = {.tv_nsec = POLL_NS};
  gint64 end = now_ns() + (gint64)(seconds * 1e9);

  puts("waiting");
  fflush(stdout);
  while (now_ns() < end) {
    if (is_row_shown(display, x, y, frame) &&
        is_row_shown(display, x + WIDTH - BLOCK, y + HEIGHT - 1, last)) {
      printf("shown %" G_GINT64_FORMAT "\n", now_ns());
      return;
    }
    nanosleep(&pause, NULL);
  }
  puts("shown never");
}

static void
compare_frame(Display *display, const char *path, int x, int y)
{
  g_autofree guint32 *frame = load_frame(path);
  XImage *image = grab(display, x, y, WIDTH, HEIGHT);
  guint wrong = 0;

  for (int row = 0; row < HEIGHT; row++)
    for (int column = 0; column < WIDTH; column++)
      wrong += !same_row(image, column, row, frame + row * WIDTH + column, 1);
  printf("wrong %u\n", wrong);
  XDestroyImage(image);
}

static void
park(Display *display)
{
  int screen = DefaultScreen(display);

  XTestFakeMotionEvent(display, -1, DisplayWidth(display, screen) - 1,
                       DisplayHeight(display, screen) - 1, CurrentTime);
  XSync(display, False);
  puts("parked");
}

static void
focus(Display *display, int x, int y)
{
  Window root, child = None;
  int unused;
  guint mask;

  XTestFakeMotionEvent(display, -1, x, y, CurrentTime);
  XSync(display, False);
  XQueryPointer(display, DefaultRootWindow(display), &root, &child, &unused, &unused, &unused,
                &unused, &mask);
  if (child != None)
    XSetInputFocus(display, child, RevertToPointerRoot, CurrentTime);
  XSync(display, False);
  puts("focused");
}

static void
press_key(Display *display, guint keysym)
{
  KeyCode code = XKeysymToKeycode(display, keysym);
  gint64 start = now_ns();

  XTestFakeKeyEvent(display, code, True, CurrentTime);
  XFlush(display);
  printf("pressed %" G_GINT64_FORMAT "\n", start);
  fflush(stdout);
  XTestFakeKeyEvent(display, code, False, CurrentTime);
  XFlush(display);
}

static void
run_command(Display *display, char *line)
{
  g_auto(GStrv) words = g_strsplit(g_strstrip(line), " ", 5);
  guint n = g_strv_length(words);

  if (n == 2 && g_str_equal(words[0], "find"))
    find_frame(display, words[1]);
  else if (n == 5 && g_str_equal(words[0], "wait"))
    wait_frame(display, words[1], atoi(words[2]), atoi(words[3]), g_ascii_strtod(words[4], NULL));
  else if (n == 4 && g_str_equal(words[0], "compare"))
    compare_frame(display, words[1], atoi(words[2]), atoi(words[3]));
  else if (n == 1 && g_str_equal(words[0], "park"))
    park(display);
  else if (n == 3 && g_str_equal(words[0], "focus"))
    focus(display, atoi(words[1]), atoi(words[2]));
  else if (n == 2 && g_str_equal(words[0], "key"))
    press_key(display, (guint)atoi(words[1]));
  else
    g_printerr("x-probe: unknown command \"%s\"\n", line);
  fflush(stdout);
}

int
main(void)
{
  Display *display = XOpenDisplay(NULL);
  char line[4096];

  if (display == NULL) {
    g_printerr("x-probe: no X display; set DISPLAY\n");
    return 1;
  }
  puts("READY");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) != NULL)
    run_command(display, line);
  XCloseDisplay(display);
  return 0;
}
