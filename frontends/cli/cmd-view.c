// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel view: becomes the frontend that fits, which gets all options and the target. */
#include "command.h"
#include "programs.h"
#include "report.h"

#include "shared/program.h"
#include "shared/view-options.h"

#include <unistd.h>

typedef struct {
  const char *name;    /* what --frontend= takes */
  const char *program; /* in libexecdir */
  gboolean needs_display;
} Frontend;

/* The best comes first. */
static const Frontend frontends[] = {
    {"gtk", "oriel-gtk", TRUE},
    {"sdl", "oriel-sdl", TRUE},
    {"tui", "oriel-tui", FALSE},
};

/* @args: of the frontend, which can name a display. */
static gboolean
has_display(const GPtrArray *args)
{
  const char *x11 = g_getenv("DISPLAY");
  const char *wayland = g_getenv("WAYLAND_DISPLAY");

  for (guint i = 1; i < args->len && !g_str_equal(g_ptr_array_index(args, i), "--"); i++)
    if (g_str_equal(g_ptr_array_index(args, i), "--display") ||
        g_str_has_prefix(g_ptr_array_index(args, i), "--display="))
      return TRUE;
  return (x11 != NULL && *x11 != '\0') || (wayland != NULL && *wayland != '\0');
}

/* Frontend names that are installed, for a person. (transfer full) */
static char *
list_installed(void)
{
  GString *names = g_string_new(NULL);

  for (gsize i = 0; i < G_N_ELEMENTS(frontends); i++) {
    g_autofree char *path = program_find(frontends[i].program);

    if (path != NULL)
      g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", frontends[i].name);
  }
  if (names->len == 0)
    g_string_append(names, "none");
  return g_string_free(names, FALSE);
}

/* The path of the frontend @name, or of the best that can run here (NULL) with @args. */
static char *
choose_program(const char *name, const GPtrArray *args, GError **error)
{
  g_autofree char *installed = NULL;
  gboolean display = has_display(args);

  for (gsize i = 0; i < G_N_ELEMENTS(frontends); i++) {
    g_autofree char *path = NULL;

    if (name != NULL ? !g_str_equal(name, frontends[i].name)
                     : frontends[i].needs_display && !display)
      continue;
    path = program_find(frontends[i].program);
    if (path != NULL)
      return g_steal_pointer(&path);
  }
  installed = list_installed();
  if (name != NULL)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "the frontend '%s' is not installed; installed are: %s", name, installed);
  else if (display)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, "no frontend is installed in %s",
                ORIEL_LIBEXECDIR);
  else
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "no display here (DISPLAY and WAYLAND_DISPLAY are unset) for the installed "
                "frontends: %s; 'oriel screenshot' needs none",
                installed);
  return NULL;
}

/* The path of the program that lists guests, of the frontend @name or where it can run here (NULL),
 * with its option for that in @args. (transfer full) (nullable) */
static char *
choose_list(const char *name, GPtrArray *args)
{
  gboolean on_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  char *path = NULL;

  if (name == NULL ? has_display(args) : g_str_equal(name, "gtk"))
    path = program_find("oriel-gtk");
  if (path == NULL && (name == NULL || g_str_equal(name, "tui")) && on_terminal)
    path = program_find("oriel-tui");
  if (path != NULL)
    g_ptr_array_insert(args, 1, (gpointer) "--picker");
  return path;
}

/* Without a target one is chosen. */
static ExitStatus
show_list(const char *name, GPtrArray *args)
{
  g_autofree char *program = choose_list(name, args);

  if (program == NULL)
    return report_usage("view", "a target is missing; guests to choose from are listed in a "
                                "window of GTK or in a terminal, and neither can be had here");
  args->pdata[0] = program;
  return programs_become(program, args);
}

static gboolean
is_frontend(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(frontends); i++)
    if (g_str_equal(frontends[i].name, name))
      return TRUE;
  return FALSE;
}

static void
print_help(void)
{
  g_autofree char *installed = list_installed();

  g_print(
      "Usage:\n"
      "  oriel view [--frontend=gtk|sdl|tui] [OPTION]... TARGET\n"
      "\n"
      "Show and control a console. TARGET is a URI (vnc://host:port, spice+unix:///path), or a\n"
      "guest's name, id or uuid. Without one, guests are listed to choose from.\n"
      "\n"
      "  --frontend=NAME  gtk, sdl or tui; the first of them that is installed and can run\n"
      "                   here. Installed: %s\n"
      "\n"
      "All other options are those of the frontend: 'oriel view --frontend=NAME --help'.\n",
      installed);
}

static gboolean
wants_help(const GPtrArray *args)
{
  for (guint i = 1; i < args->len; i++)
    if (g_str_equal(g_ptr_array_index(args, i), "--help") ||
        g_str_equal(g_ptr_array_index(args, i), "-h"))
      return TRUE;
  return FALSE;
}

static ExitStatus
run(int argc, char **argv)
{
  g_autoptr(GPtrArray) args = g_ptr_array_new();
  g_autofree char *program = NULL;
  g_autoptr(GError) error = NULL;
  const char *name = NULL;
  gboolean lacking;

  if (!programs_take_frontend(argv, args, &name))
    return report_usage("view", "--frontend needs a name");
  if (name != NULL && !is_frontend(name))
    return report_usage("view", "there is no frontend '%s'", name);
  if (name == NULL && wants_help(args)) {
    print_help();
    return EXIT_DONE;
  }
  g_ptr_array_add(args, NULL);
  lacking = view_options_lack_target((char *const *)args->pdata);
  g_ptr_array_set_size(args, (int)args->len - 1);
  if (lacking)
    return show_list(name, args);
  program = choose_program(name, args, &error);
  if (program == NULL)
    return report_error(NULL, error);
  args->pdata[0] = program;
  return programs_become(program, args);
}

const Command command_view = {"view", "show and control a console", run};
