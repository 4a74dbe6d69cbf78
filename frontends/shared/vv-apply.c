// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/vv-apply.h"

#include "shared/secret.h"

#include <string.h>

/* What spice-gtk shares by itself where no filter is given: all but keyboards and mice. */
#define USUAL_USB_FILTER "0x03,-1,-1,-1,0|-1,-1,-1,-1,1"

/* Moves a text, where there is one. */
static void
move(char **to, char **from)
{
  if (*from == NULL)
    return;
  g_free(*to);
  *to = g_steal_pointer(from);
}

static gboolean
has_word(const char *list, const char *word)
{
  g_auto(GStrv) words = g_strsplit(list != NULL ? list : "", ",", -1);

  return g_strv_contains((const char *const *)words, word);
}

/* A channel is what a protocol calls it; what a person gets by it has an option of its own. */
static void
disable_channels(const VvFile *file, ViewOptions *options)
{
  const char *channels = file->disable_channels;

  options->view_only |= has_word(channels, "inputs");
  options->local_cursor |= has_word(channels, "cursor");
  options->audio &= !has_word(channels, "playback");
  options->microphone &= !has_word(channels, "record");
  options->spice.smartcard &= !has_word(channels, "smartcard");
  options->spice.disable_usb |= has_word(channels, "usbredir");
}

static void
apply_devices(VvFile *file, ViewOptions *options)
{
  if (file->enable_smartcard >= 0)
    options->spice.smartcard = file->enable_smartcard;
  if (file->enable_usbredir >= 0)
    options->spice.disable_usb = !file->enable_usbredir;
  move(&options->spice.usb_redirect_on_connect, &file->usb_redirect_on_connect);
  if (file->enable_usb_autoshare == TRUE && file->usb_filter == NULL)
    file->usb_filter = g_strdup(USUAL_USB_FILTER);
  if (file->enable_usb_autoshare == TRUE)
    move(&options->spice.usb_auto_redirect, &file->usb_filter);
  else if (file->enable_usb_autoshare == FALSE)
    g_clear_pointer(&options->spice.usb_auto_redirect, g_free);
  disable_channels(file, options);
  if (options->spice.disable_usb)
    g_clear_pointer(&options->share_cds, g_strfreev);
}

/* What the person calls it: "-" is no name. */
static void
apply_title(VvFile *file, ViewOptions *options)
{
  g_autofree char *title = file->title != NULL ? oriel_text_sanitize(file->title, -1, 200) : NULL;

  if (g_str_equal(options->target, "-")) {
    g_free(options->target);
    options->target = g_strdup(title != NULL ? title : "a console");
  }
  move(&options->title, &title);
}

static void
apply_trust(VvFile *file, ViewOptions *options)
{
  move(&options->network.host_subject, &file->host_subject);
  move(&options->network.tls_ciphers, &file->tls_ciphers);
  move(&options->ca_data, &file->ca);
  move(&options->network.secure_channels, &file->secure_channels);
  move(&options->network.proxy, &file->proxy);
}

static void
say_notes(const VvFile *file, const ViewOptions *options)
{
  for (guint i = 0; i < file->notes->len; i++) {
    g_autofree char *shown = oriel_text_sanitize(g_ptr_array_index(file->notes, i), -1, 300);

    g_printerr("oriel: %s\n", shown);
  }
  if (file->color_depth != 0)
    view_options_say(options, "color-depth has no effect any more: guests choose it");
  if (file->has_ovirt)
    view_options_say(options, "oVirt's menu of CDs is not offered; the console works without it");
}

void
vv_apply(VvFile *file, ViewOptions *options)
{
  g_clear_pointer(&options->address, oriel_target_unref);
  options->address = g_steal_pointer(&file->target);
  move(&options->username, &file->username);
  if (file->password != NULL) {
    secret_free(options->password);
    options->password = g_steal_pointer(&file->password);
  }
  apply_trust(file, options);
  move(&options->spice.disable_effects, &file->disable_effects);
  if (file->full_screen >= 0)
    options->full_screen = file->full_screen || options->kiosk;
  options->hotkeys = file->hotkeys;
  options->delete_file = file->delete_this_file;
  apply_devices(file, options);
  apply_title(file, options);
  say_notes(file, options);
}
