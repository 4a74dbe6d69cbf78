// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/option-flags.h"

#include <string.h>

/* Whether @option is one that takes no value; if it is, @context takes it for said. */
static gboolean
is_flag(GOptionContext *context, const char *option)
{
  const char *const line[] = {"-", option, NULL};
  g_auto(GStrv) alone = g_strdupv((char **)line);
  gboolean help = g_option_context_get_help_enabled(context);
  gboolean unknown = g_option_context_get_ignore_unknown_options(context);
  gboolean taken;

  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_ignore_unknown_options(context, FALSE);
  taken = g_option_context_parse_strv(context, &alone, NULL);
  g_option_context_set_help_enabled(context, help);
  g_option_context_set_ignore_unknown_options(context, unknown);
  return taken;
}

gboolean
option_flags_check(GOptionContext *context, char *const *line, GError **error)
{
  for (guint i = 1; line[i] != NULL && strcmp(line[i], "--") != 0; i++) {
    const char *value = g_str_has_prefix(line[i], "--") ? strchr(line[i], '=') : NULL;
    g_autofree char *option = value != NULL ? g_strndup(line[i], (gsize)(value - line[i])) : NULL;

    if (option != NULL && is_flag(context, option)) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "%s takes no value, as in %s", option,
                  line[i]);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
option_flags_parse(GOptionContext *context, int *argc, char ***argv, GError **error)
{
  return option_flags_check(context, *argv, error) &&
         g_option_context_parse(context, argc, argv, error);
}
