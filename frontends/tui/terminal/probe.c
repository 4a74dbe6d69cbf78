// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/probe.h"

#include <string.h>

#define ESC "\033"
#define CSI ESC "["
#define DCS ESC "P"
#define OSC ESC "]"
#define APC ESC "_"
#define ST ESC "\\"

/* Numbers of the pictures that are asked about. */
#define PICTURE_DIRECT 31
#define PICTURE_SHARED 32

static gboolean
has_prefix(const char *text, const char *prefix)
{
  return text != NULL && g_str_has_prefix(text, prefix);
}

static gboolean
is_set(const char *text)
{
  return text != NULL && *text != '\0';
}

gboolean
probe_is_usable(const char *term)
{
  return is_set(term) && strcmp(term, "dumb") != 0;
}

/* Consoles and terminals that may show a question that they do not understand. */
static gboolean
is_limited(const char *term)
{
  static const char *const names[] = {"linux", "vt", "ansi", "cons", "con80", "sun", "wy"};

  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (has_prefix(term, names[i]))
      return TRUE;
  return !is_set(term);
}

/* Colours that are wanted, or known, whatever the terminal answers. */
static gboolean
find_told_colors(const ProbeEnvironment *environment, TerminalColors *colors)
{
  const char *term = environment->term != NULL ? environment->term : "";

  if (is_set(environment->no_color) || g_str_has_suffix(term, "-m") ||
      g_str_has_suffix(term, "-mono") || has_prefix(term, "vt"))
    *colors = TERMINAL_COLORS_NONE;
  else if (g_str_has_suffix(term, "-16color") || has_prefix(term, "linux"))
    *colors = TERMINAL_COLORS_16; /* Linux says true colours, and has sixteen */
  else if (g_str_has_suffix(term, "-8color") || g_str_has_suffix(term, "-color") ||
           has_prefix(term, "ansi") || has_prefix(term, "cons"))
    *colors = TERMINAL_COLORS_8;
  else
    return FALSE;
  return TRUE;
}

static TerminalColors
guess_colors(const ProbeEnvironment *environment)
{
  const char *term = environment->term != NULL ? environment->term : "";
  const char *colorterm = environment->colorterm != NULL ? environment->colorterm : "";

  if (strcmp(colorterm, "truecolor") == 0 || strcmp(colorterm, "24bit") == 0 ||
      strstr(term, "direct") != NULL)
    return TERMINAL_COLORS_TRUE;
  if (strstr(term, "256color") != NULL || has_prefix(term, "xterm") || has_prefix(term, "foot") ||
      has_prefix(term, "rxvt") || has_prefix(term, "tmux") || has_prefix(term, "screen"))
    return TERMINAL_COLORS_256;
  return TERMINAL_COLORS_16;
}

void
probe_init(Probe *self, const ProbeEnvironment *environment)
{
  const char *term = environment->term;

  *self = (Probe){0};
  self->limited = is_limited(term);
  self->told_colors = find_told_colors(environment, &self->abilities.colors);
  if (!self->told_colors)
    self->abilities.colors = guess_colors(environment);
  self->abilities.few_glyphs = has_prefix(term, "linux");
  self->abilities.unicode = environment->utf8 && (!self->limited || self->abilities.few_glyphs);
  self->abilities.dark = TRUE;
  self->abilities.multiplexer = is_set(environment->tmux) || is_set(environment->sty) ||
                                has_prefix(term, "tmux") || has_prefix(term, "screen");
}

static void
ask_graphics(const char *shared_name, GString *bytes)
{
  g_string_append_printf(bytes, APC "Gi=%d,s=1,v=1,a=q,t=d,f=24;AAAA" ST, PICTURE_DIRECT);
  if (shared_name != NULL) {
    g_autofree char *name = g_base64_encode((const guchar *)shared_name, strlen(shared_name));

    g_string_append_printf(bytes, APC "Gi=%d,s=1,v=1,a=q,t=s,f=24;%s" ST, PICTURE_SHARED, name);
  }
}

void
probe_ask(const Probe *self, const char *shared_name, GString *bytes)
{
  if (!self->limited) {
    g_string_append(bytes, CSI ">0q"); /* XTVERSION */
    /* tmux takes the first for its title, screen passes the second on to whoever is outside. */
    if (!self->abilities.multiplexer) {
      ask_graphics(shared_name, bytes);
      /* DECRQSS of a colour that was just set */
      g_string_append(bytes, CSI "48:2::1:2:3m" DCS "$qm" ST CSI "m");
    }
    g_string_append(bytes, CSI "?u" CSI "?2026$p" CSI "?1016$p" CSI "?4m" CSI "16t" OSC "11;?" ST);
  }
  g_string_append(bytes, CSI "5n" CSI "c");
}

/* rgb:RRRR/GGGG/BBBB of one to four hexadecimal digits each. */
static gboolean
parse_color(const char *text, double rgb[3])
{
  if (!has_prefix(text, "rgb:"))
    return FALSE;
  text += strlen("rgb:");
  for (int i = 0; i < 3; i++) {
    char *end;
    guint64 value = g_ascii_strtoull(text, &end, 16);
    gint64 digits = end - text;

    if (digits < 1 || digits > 4 || (i < 2 && *end != '/'))
      return FALSE;
    rgb[i] = (double)value / (double)((1u << (4 * digits)) - 1);
    text = end + 1;
  }
  return TRUE;
}

/* Luma of ITU-R BT.709. */
static void
take_background(Probe *self, const char *text)
{
  double rgb[3];

  if (parse_color(text, rgb))
    self->abilities.dark = rgb[0] * 0.2126 + rgb[1] * 0.7152 + rgb[2] * 0.0722 < 0.5;
}

static void
take_version(Probe *self, const char *name)
{
  static const char *const with_sextants[] = {"kitty(", "foot(", "WezTerm", "contour", "ghostty"};

  if (has_prefix(name, "tmux") || has_prefix(name, "GNU Screen"))
    self->abilities.multiplexer = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(with_sextants); i++)
    self->abilities.sextants |= has_prefix(name, with_sextants[i]);
}

static gboolean
take_dcs(Probe *self, const Reply *reply)
{
  if (has_prefix(reply->text, ">|")) {
    take_version(self, reply->text + 2);
    return TRUE;
  }
  if (!has_prefix(reply->text, "1$r"))
    return has_prefix(reply->text, "0$r");
  if (!self->told_colors && strstr(reply->text, "48:2") != NULL)
    self->abilities.colors = TERMINAL_COLORS_TRUE;
  return TRUE;
}

static gboolean
take_apc(Probe *self, const Reply *reply)
{
  g_autofree char *direct = g_strdup_printf("Gi=%d;", PICTURE_DIRECT);
  g_autofree char *shared = g_strdup_printf("Gi=%d;", PICTURE_SHARED);
  gboolean good = g_str_has_suffix(reply->text, ";OK");

  if (has_prefix(reply->text, direct))
    self->abilities.kitty_graphics = good;
  else if (has_prefix(reply->text, shared))
    self->abilities.kitty_shared = good;
  else
    return FALSE;
  return TRUE;
}

static void
take_attributes(Probe *self, const Reply *reply)
{
  for (guint i = 1; i < reply->n_parameters; i++)
    self->abilities.sixel |= reply->parameters[i] == 4;
  self->done = TRUE;
}

/* DECRPM: 1 and 2 are modes that can be changed, 3 one that is always set. */
static void
take_mode(Probe *self, const Reply *reply)
{
  gboolean has = reply->n_parameters >= 2 && reply->parameters[1] >= 1 && reply->parameters[1] <= 3;

  if (reply->parameters[0] == 2026)
    self->abilities.synchronized = has;
  else if (reply->parameters[0] == 1016)
    self->abilities.pixel_mouse = has;
}

static gboolean
take_csi(Probe *self, const Reply *reply)
{
  if (reply->prefix == '?' && reply->final == 'c') {
    take_attributes(self, reply);
  } else if (reply->prefix == '?' && reply->final == 'u') {
    self->abilities.kitty_keyboard = TRUE;
  } else if (reply->prefix == '?' && reply->intermediate == '$' && reply->final == 'y') {
    take_mode(self, reply);
  } else if (reply->prefix == '>' && reply->final == 'm') {
    self->abilities.other_keys = TRUE;
  } else if (reply->prefix == 0 && reply->final == 'n') {
    self->abilities.status_report = TRUE;
  } else if (reply->prefix == 0 && reply->final == 't' && reply->parameters[0] == 6) {
    self->cell_height = (int)MIN(reply->parameters[1], 1000);
    self->cell_width = (int)MIN(reply->parameters[2], 1000);
  } else {
    return FALSE;
  }
  return TRUE;
}

gboolean
probe_take(Probe *self, const Reply *reply)
{
  switch (reply->kind) {
  case REPLY_CSI:
    return take_csi(self, reply);
  case REPLY_DCS:
    return take_dcs(self, reply);
  case REPLY_APC:
    return take_apc(self, reply);
  case REPLY_OSC:
    if (!has_prefix(reply->text, "11;"))
      return FALSE;
    take_background(self, reply->text + 3);
    return TRUE;
  default:
    return FALSE;
  }
}
