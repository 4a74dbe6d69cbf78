// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/picker-main.h"

#include "console/console-page.h"
#include "options.h"
#include "picker/picker.h"
#include "screen/viewer.h"
#include "shared/option-flags.h"

static gboolean
open_screen(
    App *app, OrielGuest *guest, OrielGraphics *graphics, gpointer user_data, GError **error)
{
  Page *page = viewer_new(user_data, guest, graphics, error);

  if (page != NULL)
    app_push(app, page);
  return page != NULL;
}

static gboolean
open_console(App *app, OrielGuest *guest, OrielConsole *console, gpointer user_data, GError **error)
{
  console_page_open(app, guest, console != NULL ? oriel_console_get_alias(console) : NULL, FALSE);
  return TRUE;
}

/* The options of the screens that the picker opens: what is left of the command line. */
static gboolean
parse_view(Options *options, int argc, char **argv, gboolean read_only, GError **error)
{
  g_autoptr(GPtrArray) rest = g_ptr_array_new();
  int n;
  char **words;

  for (int i = 0; i < argc; i++)
    g_ptr_array_add(rest, argv[i]);
  if (read_only)
    g_ptr_array_add(rest, (gpointer) "--view-only");
  /* The guest takes the place of this target. */
  g_ptr_array_add(rest, (gpointer) "test://");
  n = (int)rest->len;
  g_ptr_array_add(rest, NULL);
  words = (char **)rest->pdata;
  if (!options_parse(options, &n, &words, error))
    return FALSE;
  options->read_only = read_only;
  return TRUE;
}

static gboolean
parse(PickerOptions *picker, Options *view, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
      {"connect", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &picker->hosts,
       "a host to show (may be given several times)", "URI"},
      {"read-only", 0, 0, G_OPTION_ARG_NONE, &picker->read_only, "change nothing", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context = g_option_context_new("- hosts and guests in the terminal");

  g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_set_ignore_unknown_options(context, TRUE);
  g_option_context_set_description(context,
                                   "All other options are those of 'oriel view --frontend=tui'.");
  if (!option_flags_parse(context, &argc, &argv, error))
    return FALSE;
  if (argc > 1 && argv[1][0] != '-') {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "'%s' is one argument too many", argv[1]);
    return FALSE;
  }
  return parse_view(view, argc, argv, picker->read_only, error);
}

Page *
picker_main(int argc, char **argv, ExitStatus *status)
{
  static Options view; /* outlives the page */
  PickerOptions options = {
      .open_screen = open_screen, .open_console = open_console, .user_data = &view};
  g_autoptr(GError) error = NULL;
  Page *page = NULL;

  *status = EXIT_USAGE;
  if (!parse(&options, &view, argc, argv, &error)) {
    g_printerr("oriel: %s (see 'oriel picker --help')\n", error->message);
  } else if (view.view.version) {
    g_print("oriel-tui %s\n", ORIEL_VERSION);
    *status = EXIT_DONE;
  } else {
    options.prefer = view.view.prefer;
    page = picker_new(&options, &error);
    if (page == NULL)
      g_printerr("oriel: %s\n", error->message);
  }
  g_strfreev(options.hosts);
  return page;
}
