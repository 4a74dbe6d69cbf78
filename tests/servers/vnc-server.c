// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A VNC server for tests, on libvncserver. It shows the picture of test-pattern.h, does what it is
 * told on its standard input, and reports on its standard output what its clients did.
 *
 *   vnc-server [--unix PATH] [--size WxH]     TCP on a free loopback port unless --unix
 *
 * It prints "READY port" or "READY path" and lives until SIGTERM or the end of its input.
 * Text is UTF-8, escaped as in C; numbers are decimal, colours are hexadecimal RRGGBB.
 *
 *   told, each answered "ok" or "error":    reported:
 *     draw X Y W H RRGGBB                     client, gone
 *     resize W H                              key QNUM KEYSYM down|up (QNUM 0: a plain key event)
 *     allow-resize yes|no                     pointer X Y MASK
 *     cursor W H HOTX HOTY RRGGBB | none      motion DX DY MASK (of a relative pointer)
 *     bell                                    cut TEXT
 *     cut TEXT                                power shutdown|reboot|reset
 *     name TEXT                               size W H (a client asked for it and got it)
 *     leds BITS
 *     pointer-mode absolute|relative
 *     password [TEXT]        of clients to come
 *     drop                   closes every connection
 *     quit
 */
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib-unix.h>
#include <glib/gstdio.h>

#include "test-pattern.h"
#include "vnc-server-extensions.h"

static rfbScreenInfoPtr screen;
static GMainLoop *loop;
static gboolean resize_allowed = TRUE;
static char *passwords[2]; /* NULL-terminated, as libvncserver wants it */

void
vnc_server_report(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  vprintf(format, args);
  va_end(args);
  putchar('\n');
  fflush(stdout);
}

/* What is shown */

static void
fill(int x, int y, int width, int height, const guint32 *colour)
{
  guint32 *pixels = (guint32 *)screen->frameBuffer;

  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      pixels[row * screen->width + column] = colour != NULL ? *colour : test_pattern(column, row);
  rfbMarkRectAsModified(screen, x, y, x + width, y + height);
}

static void
show_size(int width, int height)
{
  char *old = screen->frameBuffer;

  rfbNewFramebuffer(screen, g_malloc0((gsize)width * (gsize)height * 4), width, height, 8, 3, 4);
  screen->serverFormat.redShift = 16;
  screen->serverFormat.greenShift = 8;
  screen->serverFormat.blueShift = 0;
  g_free(old);
  fill(0, 0, width, height, NULL);
}

/* What clients do */

static void
on_key(rfbBool down, rfbKeySym keysym, rfbClientPtr client)
{
  vnc_server_report("key 0 %u %s", (guint)keysym, down ? "down" : "up");
}

static void
on_pointer(int mask, int x, int y, rfbClientPtr client)
{
  /* QEMU's relative pointer: motion around the middle of the range. */
  if (vnc_server_is_relative())
    vnc_server_report("motion %d %d %d", x - 0x7fff, y - 0x7fff, mask);
  else
    vnc_server_report("pointer %d %d %d", x, y, mask);
}

static void
on_cut(char *text, int length, rfbClientPtr client)
{
  g_autofree char *utf8 = g_convert(text, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  g_autofree char *escaped = g_strescape(utf8, NULL);

  vnc_server_report("cut %s", escaped);
}

static rfbBool
on_power(rfbClientPtr client, guint8 version, guint8 code)
{
  static const char *const actions[] = {"shutdown", "reboot", "reset"};

  if (code < rfbXvp_Shutdown || code > rfbXvp_Reset)
    return FALSE;
  vnc_server_report("power %s", actions[code - rfbXvp_Shutdown]);
  return TRUE;
}

static int
on_set_size(int width, int height, int n_screens, rfbExtDesktopScreen *screens, rfbClientPtr client)
{
  if (!resize_allowed)
    return rfbExtDesktopSize_ResizeProhibited;
  show_size(width, height);
  vnc_server_report("size %d %d", width, height);
  return rfbExtDesktopSize_Success;
}

static void
on_client_gone(rfbClientPtr client)
{
  g_source_remove(GPOINTER_TO_UINT(client->clientData));
  vnc_server_report("gone");
}

static gboolean
on_client_ready(gint fd, GIOCondition condition, gpointer user_data)
{
  rfbProcessEvents(screen, 0);
  return G_SOURCE_CONTINUE;
}

static enum rfbNewClientAction
on_new_client(rfbClientPtr client)
{
  client->clientData = GUINT_TO_POINTER(
      g_unix_fd_add(client->sock, G_IO_IN | G_IO_HUP | G_IO_ERR, on_client_ready, NULL));
  client->clientGoneHook = on_client_gone;
  vnc_server_report("client");
  return RFB_CLIENT_ACCEPT;
}

/* What it is told. Each returns FALSE when @args make no sense. */

static gboolean
do_draw(const char *args)
{
  int x = 0, y = 0, width = 0, height = 0;
  guint32 colour = 0;

  if (sscanf(args, "%d %d %d %d %x", &x, &y, &width, &height, &colour) != 5 || x < 0 || y < 0 ||
      width < 1 || height < 1 || x + width > screen->width || y + height > screen->height)
    return FALSE;
  fill(x, y, width, height, &colour);
  return TRUE;
}

static gboolean
do_resize(const char *args)
{
  int width = 0, height = 0;

  if (sscanf(args, "%d %d", &width, &height) != 2 || width < 1 || height < 1)
    return FALSE;
  show_size(width, height);
  return TRUE;
}

static gboolean
do_allow_resize(const char *args)
{
  resize_allowed = g_str_equal(args, "yes");
  return resize_allowed || g_str_equal(args, "no");
}

static gboolean
do_cursor(const char *args)
{
  int width = 0, height = 0, hot_x = 0, hot_y = 0;
  guint32 colour = 0;
  rfbCursorPtr cursor = NULL;

  if (g_str_equal(args, "none")) {
    rfbSetCursor(screen, NULL);
    return TRUE;
  }
  if (sscanf(args, "%d %d %d %d %x", &width, &height, &hot_x, &hot_y, &colour) != 5 || width < 1 ||
      width > 512 || height < 1 || height > 512)
    return FALSE;

  /* libvncserver frees these with free(): calloc() and malloc() are on purpose. */
  cursor = calloc(1, sizeof *cursor);
  cursor->cleanup = cursor->cleanupMask = cursor->cleanupRichSource = TRUE;
  cursor->width = (unsigned short)width;
  cursor->height = (unsigned short)height;
  cursor->xhot = (unsigned short)hot_x;
  cursor->yhot = (unsigned short)hot_y;
  cursor->mask = malloc((gsize)((width + 7) / 8 * height));
  memset(cursor->mask, 0xff, (gsize)((width + 7) / 8 * height));
  cursor->richSource = malloc((gsize)(width * height) * 4);
  for (int i = 0; i < width * height; i++)
    ((guint32 *)cursor->richSource)[i] = colour;
  rfbSetCursor(screen, cursor);
  return TRUE;
}

static gboolean
do_bell(const char *args)
{
  rfbSendBell(screen);
  return TRUE;
}

static gboolean
do_cut(const char *args)
{
  g_autofree char *text = g_strcompress(args);
  gsize length = 0;
  g_autofree char *latin1 = g_convert(text, -1, "ISO-8859-1", "UTF-8", NULL, &length, NULL);

  if (latin1 != NULL)
    rfbSendServerCutText(screen, latin1, (int)length);
  return latin1 != NULL;
}

static gboolean
do_name(const char *args)
{
  g_autofree char *text = g_strcompress(args);

  vnc_server_set_name(screen, text);
  return TRUE;
}

static gboolean
do_leds(const char *args)
{
  vnc_server_set_leds(screen, (guint8)g_ascii_strtoull(args, NULL, 0));
  return TRUE;
}

static gboolean
do_pointer_mode(const char *args)
{
  gboolean relative = g_str_equal(args, "relative");

  vnc_server_set_relative(screen, relative);
  return relative || g_str_equal(args, "absolute");
}

static gboolean
do_password(const char *args)
{
  g_free(passwords[0]);
  passwords[0] = *args != '\0' ? g_strdup(args) : NULL;
  screen->authPasswdData = passwords[0] != NULL ? passwords : NULL;
  return TRUE;
}

static gboolean
do_drop(const char *args)
{
  rfbClientIteratorPtr clients = rfbGetClientIterator(screen);
  rfbClientPtr client = NULL;

  while ((client = rfbClientIteratorNext(clients)) != NULL)
    rfbCloseClient(client);
  rfbReleaseClientIterator(clients);
  return TRUE;
}

static gboolean
do_quit(const char *args)
{
  g_main_loop_quit(loop);
  return TRUE;
}

static const struct {
  const char *name;
  gboolean (*run)(const char *args);
} commands[] = {
    {"draw", do_draw},         {"resize", do_resize}, {"allow-resize", do_allow_resize},
    {"cursor", do_cursor},     {"bell", do_bell},     {"cut", do_cut},
    {"name", do_name},         {"leds", do_leds},     {"pointer-mode", do_pointer_mode},
    {"password", do_password}, {"drop", do_drop},     {"quit", do_quit},
};

static void
obey(const char *line)
{
  g_auto(GStrv) words = g_strsplit(line, " ", 2);
  const char *args = words[0] != NULL && words[1] != NULL ? words[1] : "";
  gboolean done = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
    if (g_strcmp0(words[0], commands[i].name) == 0)
      done = commands[i].run(args);
  rfbProcessEvents(screen, 0);
  vnc_server_report(done ? "ok" : "error");
}

static gboolean
on_input(GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_autofree char *line = NULL;
  gsize end = 0;

  if (g_io_channel_read_line(channel, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL) {
    g_main_loop_quit(loop);
    return G_SOURCE_REMOVE;
  }
  line[end] = '\0';
  obey(line);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_terminate(gpointer user_data)
{
  g_main_loop_quit(loop);
  return G_SOURCE_CONTINUE;
}

/* Listening */

static gboolean
on_connection(GSocketService *service,
              GSocketConnection *connection,
              GObject *source,
              gpointer data)
{
  GSocket *socket = g_socket_connection_get_socket(connection);

  /* libvncserver owns and closes its socket, and so does the connection: each gets its own. */
  rfbNewClient(screen, dup(g_socket_get_fd(socket)));
  rfbProcessEvents(screen, 0);
  return TRUE;
}

static GSocketService *
listen_on(const char *path, GError **error)
{
  g_autoptr(GSocketService) service = g_socket_service_new();
  g_autoptr(GSocketAddress) address = NULL, effective = NULL;

  address = path != NULL ? g_unix_socket_address_new(path)
                         : g_inet_socket_address_new_from_string("127.0.0.1", 0);
  if (!g_socket_listener_add_address(G_SOCKET_LISTENER(service), address, G_SOCKET_TYPE_STREAM,
                                     G_SOCKET_PROTOCOL_DEFAULT, NULL, &effective, error))
    return NULL;
  g_signal_connect(service, "incoming", G_CALLBACK(on_connection), NULL);
  if (path != NULL)
    vnc_server_report("READY %s", path);
  else
    vnc_server_report("READY %u", g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(effective)));
  return g_steal_pointer(&service);
}

static void
make_screen(int width, int height)
{
  screen = rfbGetScreen(NULL, NULL, width, height, 8, 3, 4);
  screen->desktopName = g_strdup("Oriel test server");
  screen->alwaysShared = TRUE;
  screen->deferUpdateTime = 0;
  screen->deferPtrUpdateTime = 0;
  screen->handleEventsEagerly = TRUE;
  screen->passwordCheck = rfbCheckPasswordByList;
  screen->kbdAddEvent = on_key;
  screen->ptrAddEvent = on_pointer;
  screen->setXCutText = on_cut;
  screen->xvpHook = on_power;
  screen->setDesktopSizeHook = on_set_size;
  screen->newClientHook = on_new_client;
  rfbSetCursor(screen, NULL);
  show_size(width, height);
}

int
main(int argc, char **argv)
{
  g_autofree char *path = NULL, *size = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketService) service = NULL;
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(GIOChannel) input = g_io_channel_unix_new(STDIN_FILENO);
  int width = 640, height = 480;
  const GOptionEntry options[] = {
      {"unix", 0, 0, G_OPTION_ARG_FILENAME, &path, "listen on a unix socket", "PATH"},
      {"size", 0, 0, G_OPTION_ARG_STRING, &size, "size of the screen", "WxH"},
      {NULL},
  };

  g_option_context_add_main_entries(context, options, NULL);
  if (!g_option_context_parse(context, &argc, &argv, &error) ||
      (size != NULL && sscanf(size, "%dx%d", &width, &height) != 2)) {
    g_printerr("vnc-server: %s\n", error != NULL ? error->message : "--size wants WxH");
    return 2;
  }
  rfbLogEnable(FALSE);
  vnc_server_extensions_register();
  make_screen(width, height);

  loop = g_main_loop_new(NULL, FALSE);
  g_unix_signal_add(SIGTERM, on_terminate, NULL);
  g_io_channel_set_encoding(input, NULL, NULL);
  g_io_add_watch(input, G_IO_IN | G_IO_HUP, on_input, NULL);
  service = listen_on(path, &error);
  if (service == NULL) {
    g_printerr("vnc-server: %s\n", error->message);
    return 1;
  }
  g_main_loop_run(loop);
  do_drop("");
  if (path != NULL)
    g_unlink(path);
  return 0;
}
