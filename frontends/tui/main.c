// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/console-main.h"
#include "options.h"
#include "picker/picker-main.h"
#include "screen/viewer.h"
#include "terminal/app.h"
#include "terminal/report-page.h"

#include <locale.h>

/* Shows @page (transfer full) until it is closed. */
static ExitStatus
run(Page *page)
{
  g_autoptr(GError) error = NULL;
  App *app = app_new(&error);
  ExitStatus status;

  if (app == NULL) {
    g_printerr("oriel: %s\n", error->message);
    page->class->free(page);
    return EXIT_FAILED;
  }
  app_push(app, page);
  status = (ExitStatus)app_run(app);
  app_free(app);
  return status;
}

static ExitStatus
view(int argc, char **argv)
{
  g_auto(Options) options = {0};
  g_autoptr(GError) error = NULL;
  Page *page;

  if (!options_parse(&options, &argc, &argv, &error)) {
    g_printerr("oriel: %s (see 'oriel view --frontend=tui --help')\n", error->message);
    return EXIT_USAGE;
  }
  if (options.view.version) {
    g_print("oriel-tui %s\n", ORIEL_VERSION);
    return EXIT_DONE;
  }
  page = viewer_new(&options, NULL, NULL, &error);
  if (page == NULL) {
    g_printerr("oriel: %s\n", error->message);
    return EXIT_USAGE;
  }
  return run(page);
}

static ExitStatus
pick(int argc, char **argv)
{
  ExitStatus status;
  Page *page = picker_main(argc, argv, &status);

  return page != NULL ? run(page) : status;
}

int
main(int argc, char **argv)
{
  setlocale(LC_ALL, "");
  g_set_prgname("oriel-tui");
  g_log_writer_default_set_use_stderr(TRUE); /* the standard output is the terminal */
  /* What helped to connect ends after that, and does not wake up once more to end later. */
  g_thread_pool_set_max_unused_threads(0);
  if (argc == 2 && g_str_equal(argv[1], "--test-terminal"))
    return run(report_page_new());
  if (argc > 1 && g_str_equal(argv[1], CONSOLE_MAIN_OPTION))
    return console_main(argc - 1, argv + 1);
  if (argc == 1 || g_str_equal(argv[1], PICKER_MAIN_OPTION))
    return pick(MAX(argc - 1, 1), argc == 1 ? argv : argv + 1);
  return view(argc, argv);
}
