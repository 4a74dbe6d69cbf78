// SPDX-License-Identifier: LGPL-2.1-or-later
#include "options.h"

#include "screen/encoder.h"

static gboolean
check_encoder(const char *name, GError **error)
{
  g_autoptr(GString) names = g_string_new(NULL);

  if (name == NULL || encoder_find(name) != NULL)
    return TRUE;
  for (guint i = 0; encoders[i] != NULL; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", encoders[i]->name);
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "--encoder takes one of %s, not '%s'",
              names->str, name);
  return FALSE;
}

gboolean
options_parse(Options *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
      {"encoder", 0, 0, G_OPTION_ARG_STRING, &self->encoder,
       "how the screen is drawn (else the best for the terminal)", "NAME"},
      G_OPTION_ENTRY_NULL,
  };
  const ViewProgram program = {
      "Shows a guest's screen in the terminal. TARGET is a URI (vnc://host:port, "
      "spice+unix:///path),\nor a guest's name, id or uuid. Ctrl-] opens the menu. "
      "'oriel-tui --test-terminal' tells what\nthe terminal can do.",
      entries};

  *self = (Options){0};
  return view_options_parse(&self->view, &program, argc, argv, error) &&
         (self->view.version || check_encoder(self->encoder, error));
}

void
options_clear(Options *self)
{
  view_options_clear(&self->view);
  g_clear_pointer(&self->encoder, g_free);
}
