// SPDX-License-Identifier: LGPL-2.1-or-later
/* What keyrings have in common, with libsecret and without. */
#include "shared/keyring.h"

char *
keyring_dup_console(OrielSession *session)
{
  OrielGuest *guest = oriel_session_get_guest(session);
  OrielTarget *target = oriel_session_get_target(session);

  if (guest != NULL)
    return g_strdup_printf("%s %s", oriel_host_get_uri(oriel_guest_get_host(guest)),
                           oriel_guest_get_uuid(guest));
  /* Whoever connects to us may be anybody. */
  return target != NULL && !oriel_target_is_listening(target) ? oriel_target_to_uri(target) : NULL;
}
