// SPDX-License-Identifier: LGPL-2.1-or-later
#include "style.h"

#include <adwaita.h>
#include <pango/pangocairo.h>

static const char css[] =
    ".oriel-pages { background: alpha(@window_bg_color, 0.92); }"
    ".oriel-kiosk .oriel-pages { background: @window_bg_color; }"
    ".oriel-pages .compact .icon { -gtk-icon-size: 48px; }"
    ".oriel-pages .compact .title { font-size: 1.3rem; }"
    "vte-terminal { padding: 6px; }"
    ".oriel-hosts { padding: 18px; }"
    ".oriel-form { padding: 18px; }"
    ".oriel-trouble { padding: 12px; }"
    ".oriel-thumbnail { background: #1e1e1e; }"
    ".oriel-still { filter: grayscale(0.6) brightness(0.7); }"
    /* The outline that windows have lies on their content, whose corners are cut off. */
    "window.oriel-console { border-bottom-left-radius: 0; border-bottom-right-radius: 0; outline: "
    "none; }"
    /* Where nothing composes the screen, a frame would stay, and keep the pointer from the edge. */
    ".oriel-kiosk, .oriel-covering, window.oriel-console.fullscreen { margin: 0; padding: 0; "
    "border: none; border-radius: 0; box-shadow: none; }"
    ".oriel-commands, .oriel-words { padding: 12px 18px; border-radius: 12px; }"
    ".oriel-drop { border: 3px solid @accent_bg_color; background: alpha(@accent_bg_color, 0.25); }"
    ".oriel-drop.refused { border-color: @error_bg_color; background: alpha(@error_bg_color, "
    "0.25); }"
    ".oriel-blank { color: alpha(white, 0.5); }"
    ".oriel-card-foot { padding: 6px 6px 6px 12px; }"
    ".oriel-card-foot:dir(rtl) { padding: 6px 12px 6px 6px; }";

gboolean
style_init(void)
{
  g_autoptr(GtkCssProvider) provider = NULL;

  pango_cairo_font_map_get_default(); /* a thread looks for fonts meanwhile */
  if (!gtk_init_check()) {
    g_printerr("oriel: there is no display to open a window on\n");
    return FALSE;
  }
  adw_init();
  provider = gtk_css_provider_new();
  gtk_css_provider_load_from_data(provider, css, -1);
  gtk_style_context_add_provider_for_display(gdk_display_get_default(),
                                             GTK_STYLE_PROVIDER(provider),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  /* Its own, wherever the program is, and whether it is installed or not. */
  gtk_icon_theme_add_resource_path(gtk_icon_theme_get_for_display(gdk_display_get_default()),
                                   "/org/oriel/icons");
  return TRUE;
}

void
style_set_colors(Colors colors)
{
  static const AdwColorScheme schemes[N_COLORS] = {
      ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK};

  adw_style_manager_set_color_scheme(adw_style_manager_get_default(), schemes[colors]);
}
