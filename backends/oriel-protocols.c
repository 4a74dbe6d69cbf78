// SPDX-License-Identifier: LGPL-2.1-or-later
#include "impl/oriel-protocol.h"

static const OrielProtocol protocols[] = {
    {.name = "vnc",
     .program = "oriel-session-vnc",
     .default_port = 5900,
     .reverse_port = 5500,
     .needs_address = TRUE,
     .shared = TRUE},
    {.name = "spice",
     .program = "oriel-session-spice",
     .default_port = 5900,
     .needs_address = TRUE,
     .moves = TRUE,
     .shares_folders = TRUE,
     .has_smartcards = TRUE},
    {.name = "test", .program = "oriel-session-test", .shared = TRUE, .has_smartcards = TRUE},
};

const OrielProtocol *
oriel_protocol_find(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(protocols); i++)
    if (g_ascii_strcasecmp(protocols[i].name, name) == 0)
      return &protocols[i];
  return NULL;
}

const OrielProtocol *
oriel_protocol_get(guint index)
{
  return index < G_N_ELEMENTS(protocols) ? &protocols[index] : NULL;
}
