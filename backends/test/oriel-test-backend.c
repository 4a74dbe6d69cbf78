// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-backend.h"

#include <stdio.h>
#include <stdlib.h>

#include "oriel-test-clipboard.h"
#include "oriel-test-echo.h"
#include "oriel-test-files.h"
#include "oriel-test-sound.h"
#include "oriel-test-usb.h"

#define MAX_DISPLAYS 4
#define RED 0xffff0000u
#define WHITE 0xffffffffu
#define BLACK 0xff000000u

/* The qnum of F1, of its successors, and what they do. */
enum {
  KEY_BELL = 0x3b,
  KEY_NAME,
  KEY_CURSOR,
  KEY_LEDS,
  KEY_POINTER_MODE,
  KEY_CRASH,
  KEY_SOUND,
  KEY_VOLUME,
  KEY_RESIZABLE,
  KEY_LISTEN,
  KEY_FILES = 0x57, /* F11 */
  KEY_CONSOLE,      /* F12 */
};

/* F13 and its successors. */
enum {
  KEY_EJECT = 0x55, /* F16 */
  KEY_PASTE = 0x5d,
  KEY_COPY,
  KEY_CLIPBOARD,
};

struct _OrielTestBackend {
  OrielBackend parent_instance;

  guint n_displays;
  OrielFramebuffer *screens[MAX_DISPLAYS]; /* (owned) */
  char *password;                          /* (owned) (nullable) */
  guint retry;
  gboolean twice; /* a password is refused first */
  gboolean resizable;
  gboolean takes_files;
  gboolean has_reader;
  OrielTestClipboard *clipboard; /* (owned) */
  OrielPointerMode pointer_mode;
  int x, y; /* of the pointer */
  guint n_names;
  OrielLeds leds;
  OrielTestSound *sound; /* (owned) (nullable) before it is open */
  OrielTestEcho *echo;   /* (owned) (nullable) before it is up */
  OrielTestUsb *usb;     /* (owned) (nullable) the same */
};

G_DEFINE_FINAL_TYPE(OrielTestBackend, oriel_test_backend, ORIEL_TYPE_BACKEND)

static guint32 *
row(OrielFramebuffer *screen, int y)
{
  return (guint32 *)(oriel_framebuffer_peek_writable(screen) +
                     (gsize)y * (gsize)oriel_framebuffer_get_stride(screen));
}

static void
draw_pattern(OrielFramebuffer *screen)
{
  static const guint32 bars[] = {WHITE,       0xffffff00u, 0xff00ffffu, 0xff00ff00u,
                                 0xffff00ffu, RED,         0xff0000ffu, BLACK};
  int width = oriel_framebuffer_get_width(screen);

  for (int y = 0; y < oriel_framebuffer_get_height(screen); y++)
    for (int x = 0; x < width; x++)
      row(screen, y)[x] = bars[x * (int)G_N_ELEMENTS(bars) / width];
}

static void
draw_pixel(OrielTestBackend *self, guint display, int x, int y, guint32 colour)
{
  OrielFramebuffer *screen = display < self->n_displays ? self->screens[display] : NULL;
  OrielRect rect = {x, y, 1, 1};

  if (screen == NULL || x < 0 || y < 0 || x >= oriel_framebuffer_get_width(screen) ||
      y >= oriel_framebuffer_get_height(screen))
    return;
  row(screen, y)[x] = colour;
  oriel_backend_damage(ORIEL_BACKEND(self), display, &rect);
}

static gboolean
set_screen(OrielTestBackend *self, guint display, int width, int height, GError **error)
{
  OrielFramebuffer *screen = oriel_framebuffer_new(width, height, error);

  if (screen == NULL)
    return FALSE;
  g_clear_pointer(&self->screens[display], oriel_framebuffer_unref);
  self->screens[display] = screen;
  draw_pattern(screen);
  oriel_backend_scanout(ORIEL_BACKEND(self), display, screen);
  return TRUE;
}

static void
report_files(OrielTestBackend *self)
{
  oriel_backend_takes_files(
      ORIEL_BACKEND(self), self->takes_files ? NULL : "the test pattern was told to take no files");
}

static void
come_up(OrielTestBackend *self)
{
  OrielBackend *backend = ORIEL_BACKEND(self);

  oriel_backend_name(backend, "test pattern", -1);
  oriel_backend_pointer_mode(backend, self->pointer_mode);
  oriel_backend_leds(backend, 0);
  oriel_test_clipboard_start(self->clipboard);
  oriel_backend_resizable(backend, self->resizable);
  oriel_test_usb_begin(self->usb);
  if (self->has_reader)
    oriel_backend_smartcard(backend, ORIEL_SMARTCARD_INSERTED);
  oriel_backend_power_actions(backend, ORIEL_POWER_SHUTDOWN | ORIEL_POWER_RESET);
  report_files(self);
  for (guint i = 0; i < self->n_displays; i++)
    oriel_backend_scanout(backend, i, self->screens[i]);
  self->echo = oriel_test_echo_new(backend);
  oriel_backend_connected(backend);
}

static void
ask_for_password(OrielTestBackend *self)
{
  oriel_backend_authenticate(ORIEL_BACKEND(self), ORIEL_CREDENTIALS_PASSWORD,
                             "the test pattern's password", self->retry);
}

static void
fail(OrielTestBackend *self, OrielError code, const char *message)
{
  g_autoptr(GError) error = g_error_new_literal(ORIEL_ERROR, (int)code, message);

  oriel_backend_closed(ORIEL_BACKEND(self), error);
}

static void
oriel_test_backend_open(OrielBackend *backend, const OrielBackendOpen *open)
{
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(open->uri, &error);
  const char *size, *displays;
  int width = 640, height = 480;

  if (target == NULL) {
    oriel_backend_closed(backend, error);
    return;
  }
  size = oriel_target_get_parameter(target, "size");
  if (size != NULL && sscanf(size, "%dx%d", &width, &height) != 2) {
    fail(self, ORIEL_ERROR_INVALID, "the size of a test pattern is WIDTHxHEIGHT");
    return;
  }
  if (g_strcmp0(oriel_target_get_parameter(target, "fail"), "connect") == 0) {
    fail(self, ORIEL_ERROR_UNREACHABLE, "the test pattern was told to fail");
    return;
  }
  self->sound = oriel_test_sound_new(backend, open->audio, open->microphone);
  self->usb = oriel_test_usb_new(backend, open->usb, oriel_target_get_parameter(target, "usb"));
  self->has_reader = oriel_target_get_parameter(target, "smartcard") != NULL;
  displays = oriel_target_get_parameter(target, "displays");
  self->n_displays = displays != NULL ? (guint)CLAMP(atoi(displays), 1, MAX_DISPLAYS) : 1;
  self->password = g_strdup(oriel_target_get_parameter(target, "secret"));
  self->twice = g_strcmp0(oriel_target_get_parameter(target, "twice"), "yes") == 0;
  self->resizable = g_strcmp0(oriel_target_get_parameter(target, "resize"), "no") != 0;
  self->takes_files = g_strcmp0(oriel_target_get_parameter(target, "files"), "no") != 0;
  if (g_strcmp0(oriel_target_get_parameter(target, "clipboard"), "no") == 0)
    oriel_test_clipboard_turn(self->clipboard);
  if (g_strcmp0(oriel_target_get_parameter(target, "pointer"), "relative") == 0)
    self->pointer_mode = ORIEL_POINTER_RELATIVE;
  for (guint i = 0; i < self->n_displays; i++) {
    self->screens[i] = oriel_framebuffer_new(width, height, &error);
    if (self->screens[i] == NULL) {
      oriel_backend_closed(backend, error);
      return;
    }
    draw_pattern(self->screens[i]);
  }
  if (self->password != NULL) {
    ask_for_password(self);
    return;
  }
  if (g_strcmp0(oriel_target_get_parameter(target, "connect"), "never") == 0)
    return;
  come_up(self);
}

static void
oriel_test_backend_close(OrielBackend *backend)
{
  oriel_backend_closed(backend, NULL);
}

static void
oriel_test_backend_credentials(OrielBackend *backend, const char *username, const char *password)
{
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);

  if (g_strcmp0(password, self->password) != 0 || (self->twice && self->retry == 0)) {
    self->retry++;
    if (self->retry < 3)
      ask_for_password(self);
    else
      fail(self, ORIEL_ERROR_AUTH, "the password is wrong");
    return;
  }
  come_up(self);
}

static void
change_cursor(OrielTestBackend *self)
{
  static const guint32 pixels[16 * 16] = {[0 ... 255] = RED};
  g_autoptr(GBytes) bytes = g_bytes_new_static(pixels, sizeof pixels);
  g_autoptr(OrielCursor) cursor = oriel_cursor_new(16, 16, 3, 5, bytes, NULL);

  oriel_backend_cursor(ORIEL_BACKEND(self), 0, cursor);
}

static void
change_name(OrielTestBackend *self)
{
  g_autofree char *name = g_strdup_printf("test pattern %u", ++self->n_names);

  oriel_backend_name(ORIEL_BACKEND(self), name, -1);
}

static void
act_on_key(OrielTestBackend *self, guint qnum)
{
  OrielBackend *backend = ORIEL_BACKEND(self);

  switch (qnum) {
  case KEY_BELL:
    oriel_backend_bell(backend);
    break;
  case KEY_NAME:
    change_name(self);
    break;
  case KEY_CURSOR:
    change_cursor(self);
    break;
  case KEY_LEDS:
    self->leds ^= ORIEL_LEDS_CAPS_LOCK;
    oriel_backend_leds(backend, self->leds);
    break;
  case KEY_POINTER_MODE:
    self->pointer_mode = self->pointer_mode == ORIEL_POINTER_ABSOLUTE ? ORIEL_POINTER_RELATIVE
                                                                      : ORIEL_POINTER_ABSOLUTE;
    oriel_backend_pointer_mode(backend, self->pointer_mode);
    break;
  case KEY_CRASH:
    abort();
  case KEY_SOUND:
    oriel_test_sound_play(self->sound);
    break;
  case KEY_VOLUME:
    oriel_test_sound_turn(self->sound);
    break;
  case KEY_RESIZABLE:
    self->resizable = TRUE;
    oriel_backend_resizable(backend, TRUE);
    break;
  case KEY_LISTEN:
    oriel_test_sound_listen(self->sound);
    break;
  case KEY_FILES:
    self->takes_files = !self->takes_files;
    report_files(self);
    break;
  case KEY_PASTE:
    oriel_test_clipboard_paste(self->clipboard);
    break;
  case KEY_COPY:
    oriel_test_clipboard_copy(self->clipboard);
    break;
  case KEY_CLIPBOARD:
    oriel_test_clipboard_turn(self->clipboard);
    oriel_test_clipboard_start(self->clipboard);
    break;
  case KEY_CONSOLE:
    oriel_test_echo_toggle(self->echo);
    break;
  case KEY_EJECT:
    oriel_test_usb_eject(self->usb);
    break;
  default:
    break;
  }
}

static void
oriel_test_backend_key(
    OrielBackend *backend, guint display, guint qnum, guint keysym, gboolean pressed)
{
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);

  draw_pixel(self, display, (int)qnum, 0, pressed ? WHITE : BLACK);
  if (pressed)
    act_on_key(self, qnum);
}

static void
oriel_test_backend_pointer(OrielBackend *backend, guint display, int x, int y, guint buttons)
{
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);

  self->x = x;
  self->y = y;
  if (buttons != 0)
    draw_pixel(self, display, x, y, RED);
}

static void
oriel_test_backend_motion(OrielBackend *backend, guint display, int dx, int dy, guint buttons)
{
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);

  oriel_test_backend_pointer(backend, display, self->x + dx, self->y + dy, buttons);
}

static void
oriel_test_backend_resize(OrielBackend *backend, guint display, int width, int height, GTask *task)
{
  g_autoptr(GTask) owned = task;
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);
  GError *error = NULL;

  if (!self->resizable)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the test pattern was told to keep its size");
  else if (display >= self->n_displays)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "no display %u", display);
  else if (!set_screen(self, display, width, height, &error))
    g_task_return_error(task, error);
  else
    g_task_return_boolean(task, TRUE);
}

static void
oriel_test_backend_clipboard_grab(OrielBackend *backend,
                                  OrielSelection selection,
                                  const char *const *types,
                                  GTask *task)
{
  oriel_test_clipboard_grab(ORIEL_TEST_BACKEND(backend)->clipboard, selection, types, task);
}

static void
oriel_test_backend_clipboard_read(OrielBackend *backend,
                                  OrielSelection selection,
                                  const char *type,
                                  GTask *task)
{
  oriel_test_clipboard_read(ORIEL_TEST_BACKEND(backend)->clipboard, selection, type, task);
}

static void
oriel_test_backend_power(OrielBackend *backend, OrielPowerAction action, GTask *task)
{
  g_autoptr(GTask) owned = task;
  OrielTestBackend *self = ORIEL_TEST_BACKEND(backend);
  OrielRect all = {0, 0, oriel_framebuffer_get_width(self->screens[0]),
                   oriel_framebuffer_get_height(self->screens[0])};

  g_task_return_boolean(task, TRUE);
  if (action == ORIEL_POWER_SHUTDOWN) {
    fail(self, ORIEL_ERROR_UNREACHABLE, "the test pattern was shut down");
  } else {
    draw_pattern(self->screens[0]);
    oriel_backend_damage(backend, 0, &all);
  }
}

static void
oriel_test_backend_audio_latency(OrielBackend *backend, guint milliseconds)
{
  g_autofree char *name = g_strdup_printf("test pattern, heard after %u ms", milliseconds);

  oriel_backend_name(backend, name, -1);
}

static void
oriel_test_backend_record_data(OrielBackend *backend, const guint8 *samples, gsize size)
{
  oriel_test_sound_hear(ORIEL_TEST_BACKEND(backend)->sound, samples, size);
}

static void
oriel_test_backend_usb_connect(
    OrielBackend *backend, guint device, gboolean cd, int fd, GTask *task)
{
  oriel_test_usb_connect(ORIEL_TEST_BACKEND(backend)->usb, device, cd, fd, task);
}

static void
oriel_test_backend_usb_disconnect(OrielBackend *backend, guint device, GTask *task)
{
  oriel_test_usb_disconnect(ORIEL_TEST_BACKEND(backend)->usb, device, task);
}

static void
oriel_test_backend_move_smartcard(OrielBackend *backend, gboolean inserted)
{
  oriel_backend_smartcard(backend, inserted ? ORIEL_SMARTCARD_INSERTED : ORIEL_SMARTCARD_REMOVED);
}

static void
oriel_test_backend_finalize(GObject *object)
{
  OrielTestBackend *self = ORIEL_TEST_BACKEND(object);

  for (guint i = 0; i < MAX_DISPLAYS; i++)
    g_clear_pointer(&self->screens[i], oriel_framebuffer_unref);
  g_free(self->password);
  g_clear_pointer(&self->sound, oriel_test_sound_free);
  oriel_test_clipboard_free(self->clipboard);
  g_clear_pointer(&self->echo, oriel_test_echo_free);
  g_clear_pointer(&self->usb, oriel_test_usb_free);
  G_OBJECT_CLASS(oriel_test_backend_parent_class)->finalize(object);
}

static void
oriel_test_backend_class_init(OrielTestBackendClass *klass)
{
  OrielBackendClass *backend_class = ORIEL_BACKEND_CLASS(klass);

  G_OBJECT_CLASS(klass)->finalize = oriel_test_backend_finalize;
  backend_class->open = oriel_test_backend_open;
  backend_class->close = oriel_test_backend_close;
  backend_class->credentials = oriel_test_backend_credentials;
  backend_class->key = oriel_test_backend_key;
  backend_class->pointer = oriel_test_backend_pointer;
  backend_class->motion = oriel_test_backend_motion;
  backend_class->resize = oriel_test_backend_resize;
  backend_class->move_smartcard = oriel_test_backend_move_smartcard;
  backend_class->clipboard_grab = oriel_test_backend_clipboard_grab;
  backend_class->clipboard_read = oriel_test_backend_clipboard_read;
  backend_class->power = oriel_test_backend_power;
  backend_class->audio_latency = oriel_test_backend_audio_latency;
  backend_class->usb_connect = oriel_test_backend_usb_connect;
  backend_class->usb_disconnect = oriel_test_backend_usb_disconnect;
  backend_class->record_data = oriel_test_backend_record_data;
  backend_class->send_file = oriel_test_files_send;
}

static void
oriel_test_backend_init(OrielTestBackend *self)
{
  self->clipboard = oriel_test_clipboard_new(ORIEL_BACKEND(self));
}
