// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/start-main.h"
#include "style.h"
#include "window.h"

#include "shared/attachment.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <oriel-gtk.h>
#include <signal.h>

typedef struct {
  GMainLoop *loop;
  ConsoleWindow *window;
  ExitStatus status;
} Program;

static void
on_finished(ExitStatus status, gpointer user_data)
{
  Program *self = user_data;

  self->status = status;
  g_main_loop_quit(self->loop);
}

static gboolean
on_signal(gpointer user_data)
{
  Program *self = user_data;

  console_window_close(self->window);
  return G_SOURCE_CONTINUE;
}

static ExitStatus
run(ViewOptions *options)
{
  Program self = {.status = EXIT_FAILED};

  if (options->confine_pointer)
    g_printerr("oriel: GTK cannot keep the pointer in its window; --frontend=sdl can\n");
  if (options->window_class != NULL)
    g_set_prgname(options->window_class);
  self.window = console_window_new(options, NULL, on_finished, &self);
  if (!style_init()) {
    console_window_free(self.window);
    return EXIT_FAILED;
  }
  style_set_colors(settings_get_default()->colors);
  console_window_build(self.window);
  self.loop = g_main_loop_new(NULL, FALSE);
  g_unix_signal_add(SIGINT, on_signal, &self);
  g_unix_signal_add(SIGTERM, on_signal, &self);
  g_unix_signal_add(SIGHUP, on_signal, &self);
  g_main_loop_run(self.loop);
  attachment_settle();
  console_window_free(self.window);
  g_main_loop_unref(self.loop);
  return self.status;
}

int
main(int argc, char **argv)
{
  const ViewProgram program = {
      .summary = "Shows a guest's screen in a GTK window. TARGET is a URI (vnc://host:port,\n"
                 "spice+unix:///path), or a guest's name, id or uuid. Without one, the guests of\n"
                 "hosts are shown.",
      .target_optional = TRUE};
  g_auto(ViewOptions) options = {0};
  g_autoptr(GError) error = NULL;

  setlocale(LC_ALL, "");
  bindtextdomain(GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
  textdomain(GETTEXT_PACKAGE);
  g_set_prgname("oriel-gtk");
  g_set_application_name("Oriel");
  /* Both are for the time when there is one thread. */
  gtk_disable_setlocale();
  oriel_gtk_choose_renderer();
  g_log_writer_default_set_use_stderr(TRUE); /* the standard output is for what was asked for */
  /* What helped to connect ends after that, and does not wake up once more to end later. */
  g_thread_pool_set_max_unused_threads(0);
  if (argc > 1 && g_str_equal(argv[1], START_MAIN_OPTION))
    return start_main(argc - 1, argv + 1);
  if (!view_options_parse(&options, &program, &argc, &argv, &error)) {
    g_printerr("oriel: %s (see 'oriel view --frontend=gtk --help')\n", error->message);
    return EXIT_USAGE;
  }
  if (options.version) {
    g_print("oriel-gtk %s\n", ORIEL_VERSION);
    return EXIT_DONE;
  }
  if (options.target == NULL)
    return start_main(argc, argv);
  return run(&options);
}
