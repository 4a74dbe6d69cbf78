// SPDX-License-Identifier: LGPL-2.1-or-later
/* How much of the pictures a session keeps, so that its server need not send it again. */
#include "oriel-session-private.h"
#include "oriel-session-properties.h"

void
oriel_session_install_images(GParamSpec **properties)
{
  const GParamFlags option = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OrielSession:image-cache-size:
   *
   * How many bytes of whole pictures the session keeps, which the server then only names; 0 leaves
   * it to the session. A session takes as much as it can of what is more than that. Takes effect
   * when connecting, where the protocol has such a cache.
   */
  properties[ORIEL_SESSION_PROP_IMAGE_CACHE_SIZE] =
      g_param_spec_uint("image-cache-size", NULL, NULL, 0, G_MAXUINT, 0, option);
  /**
   * OrielSession:image-window-size:
   *
   * How many bytes of the latest pixels the session keeps, out of which the server packs those that
   * follow; 0 leaves it to the session. For the rest as #OrielSession:image-cache-size.
   */
  properties[ORIEL_SESSION_PROP_IMAGE_WINDOW_SIZE] =
      g_param_spec_uint("image-window-size", NULL, NULL, 0, G_MAXUINT, 0, option);
}

void
oriel_session_write_images(OrielSession *self, GVariantDict *options)
{
  g_variant_dict_insert(options, "image-cache-size", "u", self->image_cache_size);
  g_variant_dict_insert(options, "image-window-size", "u", self->image_window_size);
}

/**
 * oriel_session_get_image_cache_size:
 * @self: a session
 *
 * Reads #OrielSession:image-cache-size.
 *
 * Returns: bytes; 0 = as the session has it
 */
guint
oriel_session_get_image_cache_size(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), 0);
  return self->image_cache_size;
}

/**
 * oriel_session_set_image_cache_size:
 * @self: a session
 * @size: bytes; 0 = as the session has it
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_image_cache_size(OrielSession *self, guint size)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));

  if (self->image_cache_size == size)
    return;
  self->image_cache_size = size;
  oriel_session_notify(self, ORIEL_SESSION_PROP_IMAGE_CACHE_SIZE);
}

/**
 * oriel_session_get_image_window_size:
 * @self: a session
 *
 * Reads #OrielSession:image-window-size.
 *
 * Returns: bytes; 0 = as the session has it
 */
guint
oriel_session_get_image_window_size(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), 0);
  return self->image_window_size;
}

/**
 * oriel_session_set_image_window_size:
 * @self: a session
 * @size: bytes; 0 = as the session has it
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_image_window_size(OrielSession *self, guint size)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));

  if (self->image_window_size == size)
    return;
  self->image_window_size = size;
  oriel_session_notify(self, ORIEL_SESSION_PROP_IMAGE_WINDOW_SIZE);
}
