// SPDX-License-Identifier: LGPL-2.1-or-later
/* A folder of the user's that the guest sees. */
#include "oriel-session-private.h"
#include "oriel-session-properties.h"

/* Nothing of the user reaches a guest that is only looked at. */
static gboolean
is_shared(const OrielSession *self)
{
  return self->shared_folder != NULL && !self->view_only;
}

gboolean
oriel_session_choose_paths(OrielSession *self,
                           const OrielProtocol *protocol,
                           OrielSpawnPaths *paths,
                           GError **error)
{
  if (is_shared(self) && !protocol->shares_folders) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "this kind of console shares no folders with its guest");
    return FALSE;
  }
  *paths = (OrielSpawnPaths){.file = self->ca_file,
                             .folder = is_shared(self) ? self->shared_folder : NULL,
                             .writable = self->shared_folder_writable,
                             .usb = self->enable_usb,
                             .certificates = protocol->has_smartcards && !self->view_only
                                                 ? self->smartcard_certificates
                                                 : NULL,
                             .database = self->smartcard_database,
                             .encodings = self->encodings};
  return TRUE;
}

void
oriel_session_write_folder(OrielSession *self, GVariantDict *options)
{
  if (!is_shared(self))
    return;
  g_variant_dict_insert(options, "shared-folder", "s", self->shared_folder);
  g_variant_dict_insert(options, "shared-folder-writable", "b", self->shared_folder_writable);
}

/**
 * oriel_session_get_shared_folder:
 * @self: a session
 *
 * Reads #OrielSession:shared-folder.
 *
 * Returns: (nullable): the folder that the guest may see
 */
const char *
oriel_session_get_shared_folder(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->shared_folder;
}

/**
 * oriel_session_set_shared_folder:
 * @self: a session
 * @path: (nullable): the absolute path of a folder, in UTF-8; %NULL = none
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_shared_folder(OrielSession *self, const char *path)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_SHARED_FOLDER, path);
}

/**
 * oriel_session_can_share_folder:
 * @self: a session
 *
 * Whether its protocol, as far as it is known, has a way to share folders: sessions of others that
 * have an #OrielSession:shared-folder cannot connect.
 *
 * Returns: whether it has
 */
gboolean
oriel_session_can_share_folder(OrielSession *self)
{
  const OrielProtocol *protocol;

  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  if (self->target == NULL && self->graphics == NULL)
    return FALSE;
  protocol = oriel_session_get_protocol(self);
  return protocol != NULL && protocol->shares_folders;
}

/**
 * oriel_session_get_shared_folder_writable:
 * @self: a session
 *
 * Reads #OrielSession:shared-folder-writable.
 *
 * Returns: whether the guest may change what is in the folder
 */
gboolean
oriel_session_get_shared_folder_writable(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->shared_folder_writable;
}

/**
 * oriel_session_set_shared_folder_writable:
 * @self: a session
 * @writable: whether the guest may change what is in the folder
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_shared_folder_writable(OrielSession *self, gboolean writable)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->shared_folder_writable == !!writable)
    return;
  self->shared_folder_writable = !!writable;
  oriel_session_notify(self, ORIEL_SESSION_PROP_SHARED_FOLDER_WRITABLE);
}
