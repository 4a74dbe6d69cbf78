// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/spice-options.h"

#include "shared/connect-options.h"
#include "shared/usb-share.h"

/**
 * spice_options_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
spice_options_clear(SpiceOptions *self)
{
  g_clear_pointer(&self->disable_effects, g_free);
  g_clear_pointer(&self->compression, g_free);
  g_clear_pointer(&self->smartcard_certificates, g_free);
  g_clear_pointer(&self->smartcard_db, g_free);
  g_clear_pointer(&self->usb_auto_redirect, g_free);
  g_clear_pointer(&self->usb_redirect_on_connect, g_free);
}

GOptionGroup *
spice_options_new_group(SpiceOptions *self)
{
  const GOptionEntry entries[] = {
      {"spice-disable-effects", 0, 0, G_OPTION_ARG_STRING, &self->disable_effects,
       "effects the guest's desktop is to do without: wallpaper, font-smooth, animation, all",
       "LIST"},
      {"spice-disable-audio", 0, 0, G_OPTION_ARG_NONE, &self->disable_audio, "as --no-audio", NULL},
      {"spice-smartcard", 0, 0, G_OPTION_ARG_NONE, &self->smartcard, "redirect smartcards", NULL},
      {"spice-smartcard-certificates", 0, 0, G_OPTION_ARG_STRING, &self->smartcard_certificates,
       "certificates of a smartcard that is made up", "LIST"},
      {"spice-smartcard-db", 0, 0, G_OPTION_ARG_FILENAME, &self->smartcard_db,
       "where those certificates are", "FOLDER"},
      {"spice-disable-usbredir", 0, 0, G_OPTION_ARG_NONE, &self->disable_usb,
       "redirect no USB devices", NULL},
      {"spice-usbredir-auto-redirect-filter", 0, 0, G_OPTION_ARG_STRING, &self->usb_auto_redirect,
       "the USB devices to redirect when they are plugged in", "FILTER"},
      {"spice-usbredir-redirect-on-connect", 0, 0, G_OPTION_ARG_STRING,
       &self->usb_redirect_on_connect, "the USB devices to redirect at once", "FILTER"},
      {"spice-cache-size", 0, 0, G_OPTION_ARG_INT, &self->cache_size,
       "how much is kept of pictures, for the server to name", "BYTES"},
      {"spice-glz-window-size", 0, 0, G_OPTION_ARG_INT, &self->glz_window_size,
       "how much is kept of pixels, for the server to pack by", "BYTES"},
      {"spice-preferred-compression", 0, 0, G_OPTION_ARG_STRING, &self->compression,
       "how the server packs pictures: auto-glz, auto-lz, quic, glz, lz, lz4, off", "NAME"},
      {"spice-debug", 0, 0, G_OPTION_ARG_NONE, &self->debug, "as --debug", NULL},
      {"spice-gtk-version", 0, 0, G_OPTION_ARG_NONE, &self->version, "as --version", NULL},
      G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group =
      g_option_group_new("spice", "Options of SPICE:", "Show the options of SPICE", NULL, NULL);

  g_option_group_add_entries(group, entries);
  return group;
}

gboolean
spice_options_check(const SpiceOptions *self, GError **error)
{
  static const char *const names[] = {"auto-glz", "auto-lz", "quic", "glz",
                                      "lz",       "lz4",     "off",  NULL};
  static const char *const effects[] = {"wallpaper", "font-smooth", "animation", "all", NULL};

  if (self->cache_size < 0 || self->glz_window_size < 0) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                        "--spice-cache-size and --spice-glz-window-size take a number of bytes");
    return FALSE;
  }
  if (!connect_options_check_list("spice-disable-effects", self->disable_effects, effects, error))
    return FALSE;
  if (self->compression == NULL || g_strv_contains(names, self->compression))
    return usb_share_check(self, error);
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
              "--spice-preferred-compression takes auto-glz, auto-lz, quic, glz, lz, lz4 or off, "
              "not '%s'",
              self->compression);
  return FALSE;
}

/* (transfer full) (nullable): as NSS writes it, it may say of which kind it is */
static char *
find_database(const char *folder)
{
  const char *kind = "sql:";

  if (folder == NULL)
    return NULL;
  return g_canonicalize_filename(folder + (g_str_has_prefix(folder, kind) ? strlen(kind) : 0),
                                 NULL);
}

void
spice_options_apply(const SpiceOptions *self, OrielSession *session)
{
  g_autofree char *database = find_database(self->smartcard_db);

  oriel_session_set_disable_effects(session, self->disable_effects);
  oriel_session_set_image_cache_size(session, (guint)self->cache_size);
  oriel_session_set_image_window_size(session, (guint)self->glz_window_size);
  oriel_session_set_smartcard_database(session, database);
  oriel_session_set_smartcard_certificates(session,
                                           self->smartcard ? self->smartcard_certificates : NULL);
}

void
spice_options_note(const SpiceOptions *self)
{
  g_autoptr(GError) error = NULL;

  if (self->smartcard && self->smartcard_certificates == NULL)
    g_printerr("oriel: --spice-smartcard has no effect without --spice-smartcard-certificates: "
               "readers of this machine are not passed on\n");
  if (!self->smartcard && self->smartcard_certificates != NULL)
    g_printerr("oriel: --spice-smartcard-certificates has no effect without --spice-smartcard\n");
  if (!self->disable_usb && !usb_share_check(self, &error))
    g_printerr("oriel: no USB device is redirected by itself: %s\n", error->message);
}
