// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A frontend without a screen, for tests: it lives with a console as windows do, and reports on its
 * standard output what they would show.
 *
 *   watcher [OPTION...] TARGET     options as of `oriel view`
 *
 *   told, one a line:            reported:
 *     now                          state NAME TEXT    (either has changed)
 *     cancel                       size WxH           (of a picture that is there)
 *     answer [PASSWORD]            failed REASON
 *     trust                        over STATUS        (trust: for ever)
 *     key QNUM down|up
 *     point X Y
 *     quit
 */
#include "shared/attachment.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  GMainLoop *loop;
  Attachment *attachment;
  char *last; /* (owned) (nullable): report of the state */
} Watcher;

static const char *const names[] = {
    [ATTACHMENT_CONNECTING] = "connecting", [ATTACHMENT_WAITING] = "waiting",
    [ATTACHMENT_ASKING] = "asking",         [ATTACHMENT_SHOWN] = "shown",
    [ATTACHMENT_ENDED] = "ended",           [ATTACHMENT_OVER] = "over",
};

static void
report(const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  putchar('\n');
  fflush(stdout);
}

static void
on_changed(gpointer user_data)
{
  Watcher *self = user_data;
  AttachmentState state = attachment_get_state(self->attachment);
  g_autofree char *text = attachment_describe(self->attachment);
  g_autofree char *line = NULL;

  if (state == ATTACHMENT_OVER) {
    report("over %d", attachment_get_status(self->attachment));
    g_main_loop_quit(self->loop);
    return;
  }
  g_strdelimit(text, "\n", ' ');
  line = g_strdup_printf("state %s %s", names[state], text);
  if (g_strcmp0(line, self->last) != 0)
    report("%s", line);
  g_free(self->last);
  self->last = g_steal_pointer(&line);
}

static void
on_framebuffer(OrielDisplay *display)
{
  if (oriel_display_get_framebuffer(display) != NULL)
    report("size %dx%d", oriel_display_get_width(display), oriel_display_get_height(display));
}

/* Who takes no damage is told of nothing that follows. */
static void
on_damaged(OrielDisplay *display)
{
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(display);
}

static void
on_display_changed(gpointer user_data)
{
  Watcher *self = user_data;
  OrielDisplay *display = attachment_get_display(self->attachment);

  if (display == NULL)
    return;
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), NULL);
  g_signal_connect(display, "damaged", G_CALLBACK(on_damaged), NULL);
  on_framebuffer(display);
  on_damaged(display);
}

static void
on_failed(const char *reason, gpointer user_data)
{
  report("failed %s", reason);
}

static void
send_key(Watcher *self, const char *qnum, gboolean down)
{
  OrielDisplay *display = attachment_get_display(self->attachment);

  if (display != NULL)
    oriel_display_key(display, (guint)g_ascii_strtoull(qnum, NULL, 0), 0, down);
}

static void
point(Watcher *self, const char *x, const char *y)
{
  OrielDisplay *display = attachment_get_display(self->attachment);

  if (display != NULL)
    oriel_display_pointer_move(display, (int)g_ascii_strtoll(x, NULL, 10),
                               (int)g_ascii_strtoll(y, NULL, 10));
}

static void
obey(Watcher *self, char **words)
{
  if (g_str_equal(words[0], "now"))
    attachment_retry(self->attachment);
  else if (g_str_equal(words[0], "cancel"))
    attachment_cancel(self->attachment);
  else if (g_str_equal(words[0], "answer"))
    attachment_answer(self->attachment, NULL, words[1] != NULL ? words[1] : "");
  else if (g_str_equal(words[0], "trust"))
    attachment_answer_trust(self->attachment, ORIEL_TRUST_ALWAYS);
  else if (g_str_equal(words[0], "key") && words[1] != NULL && words[2] != NULL)
    send_key(self, words[1], g_str_equal(words[2], "down"));
  else if (g_str_equal(words[0], "point") && words[1] != NULL && words[2] != NULL)
    point(self, words[1], words[2]);
  else
    attachment_stop(self->attachment);
}

static gboolean
on_told(GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  Watcher *self = user_data;
  g_autofree char *line = NULL;
  g_auto(GStrv) words = NULL;

  if (g_io_channel_read_line(channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
    attachment_stop(self->attachment);
    return G_SOURCE_CONTINUE; /* the loop ends */
  }
  words = g_strsplit(g_strchomp(line), " ", 3);
  if (words[0] != NULL)
    obey(self, words);
  return G_SOURCE_CONTINUE;
}

int
main(int argc, char **argv)
{
  static const ViewProgram program = {NULL, NULL};
  static const AttachmentHooks hooks = {
      .changed = on_changed, .display_changed = on_display_changed, .failed = on_failed};
  g_auto(ViewOptions) options = {0};
  g_autoptr(GError) error = NULL;
  g_autoptr(GIOChannel) input = g_io_channel_unix_new(0);
  Watcher self = {0};
  guint source;

  if (!view_options_parse(&options, &program, &argc, &argv, &error)) {
    g_printerr("watcher: %s\n", error->message);
    return 2;
  }
  self.loop = g_main_loop_new(NULL, FALSE);
  self.attachment = attachment_new(&options, NULL, NULL, ATTACHMENT_MISTAKES_SHOWN, &hooks, &self);
  source = g_io_add_watch(input, G_IO_IN | G_IO_HUP, on_told, &self);
  attachment_start(self.attachment);
  g_main_loop_run(self.loop);
  g_source_remove(source);
  attachment_free(self.attachment);
  g_free(self.last);
  g_main_loop_unref(self.loop);
  return 0;
}
