// SPDX-License-Identifier: LGPL-2.1-or-later
#include "options.h"

/**
 * options_parse:
 * @self: (out caller-allocates): options, to be cleared by options_clear()
 * @argc: (inout): the command line
 * @argv: (inout): the command line
 * @error: return location for an error
 *
 * Returns: %TRUE if the command line makes sense
 */
gboolean
options_parse(Options *self, int *argc, char ***argv, GError **error)
{
  const char *usual = g_getenv("ORIEL_SDL_PRESENTER");
  const GOptionEntry entries[] = {
      {"presenter", 0, 0, G_OPTION_ARG_STRING, &self->presenter,
       "how pictures reach the window: auto, surface (processor), or renderer (graphics card)",
       "HOW"},
      G_OPTION_ENTRY_NULL,
  };
  const ViewProgram program = {"Shows a guest's screen in a window. TARGET is a URI "
                               "(vnc://host:port, spice+unix:///path), or a\nguest's name, "
                               "id or uuid.",
                               entries};

  *self = (Options){.presenter = g_strdup(usual != NULL ? usual : "auto")};
  if (!view_options_parse(&self->view, &program, argc, argv, error))
    return FALSE;
  if (!g_strv_contains((const char *const[]){"auto", "surface", "renderer", NULL},
                       self->presenter)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "--presenter takes auto, surface or renderer, not '%s'", self->presenter);
    return FALSE;
  }
  return TRUE;
}

/**
 * options_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
options_clear(Options *self)
{
  view_options_clear(&self->view);
  g_clear_pointer(&self->presenter, g_free);
}
