// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/listen-option.h"

#include <string.h>

GStrv
listen_option_complete(char *const *argv)
{
  GStrv line = g_strdupv((char **)argv);

  for (char **word = line; *word != NULL && strcmp(*word, "--") != 0; word++) {
    if (strcmp(*word, "--listen") == 0 || strcmp(*word, "-listen") == 0) {
      g_free(*word);
      *word = g_strdup("--listen=");
    }
  }
  return line;
}

char *
listen_option_make_target(const char *value, GError **error)
{
  gboolean is_port = *value != '\0' && strspn(value, G_CSET_DIGITS) == strlen(value);
  g_autofree char *uri = g_strconcat("vnc+listen://", is_port || *value == '\0' ? "localhost" : "",
                                     is_port ? ":" : "", value, NULL);
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(uri, error);

  if (target == NULL) {
    g_prefix_error(error, "--listen takes [ADDRESS:]PORT, not '%s'. ", value);
    return NULL;
  }
  return oriel_target_to_uri(target);
}
