// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Which USB devices, in the words of usbredir's filters: rules that are tried in their order, each
 * "class,vendor,product,version,allow", with "|" between them and -1 for any.
 */
#include "oriel-usb-filter-private.h"

#include "oriel-usb-device-private.h"

#define MAX_RULES 1000

#define CLASS_HID 0x03
/* The interfaces tell what it is. */
#define CLASS_BY_INTERFACE 0x00
#define CLASS_MISCELLANEOUS 0xef

enum {
  FIELD_CLASS,
  FIELD_VENDOR,
  FIELD_PRODUCT,
  FIELD_VERSION,
  FIELD_ALLOW,
  N_FIELDS,
};

typedef struct {
  int fields[N_FIELDS]; /* -1 = any */
} Rule;

struct _OrielUsbFilter {
  GArray *rules; /* (owned) (element-type Rule) */
};

/**
 * OrielUsbFilter:
 *
 * Which USB devices are meant: by what they are, who made them, and their version.
 */
G_DEFINE_BOXED_TYPE(OrielUsbFilter, oriel_usb_filter, oriel_usb_filter_ref, oriel_usb_filter_unref)

static gboolean
parse_field(const char *text, int max, int *field)
{
  gboolean hex = g_str_has_prefix(text, "0x") || g_str_has_prefix(text, "0X");
  guint64 number;

  if (g_str_equal(text, "-1")) {
    *field = -1;
    return TRUE;
  }
  if (!g_ascii_string_to_unsigned(hex ? text + 2 : text, hex ? 16 : 10, 0, (guint64)max, &number,
                                  NULL))
    return FALSE;
  *field = (int)number;
  return TRUE;
}

static gboolean
parse_rule(const char *text, Rule *rule)
{
  static const int max[N_FIELDS] = {0xff, 0xffff, 0xffff, 0xffff, 1};
  g_auto(GStrv) words = g_strsplit(text, ",", -1);

  if (g_strv_length(words) != N_FIELDS)
    return FALSE;
  for (guint i = 0; i < N_FIELDS; i++)
    if (!parse_field(g_strstrip(words[i]), max[i], &rule->fields[i]))
      return FALSE;
  return rule->fields[FIELD_ALLOW] >= 0;
}

/**
 * oriel_usb_filter_new:
 * @text: rules, with "|" between them: "class,vendor,product,version,allow", where -1 stands for
 *   any, and allow is 0 or 1
 * @error: return location for an error
 *
 * Makes a filter. The first rule that a device meets decides, and what meets none is not allowed.
 * Numbers are decimal, or hexadecimal behind 0x.
 *
 * Returns: (transfer full): a filter; %NULL with %ORIEL_ERROR_INVALID for what is none
 */
OrielUsbFilter *
oriel_usb_filter_new(const char *text, GError **error)
{
  g_autoptr(OrielUsbFilter) self = NULL;
  g_auto(GStrv) rules = NULL;

  g_return_val_if_fail(text != NULL, NULL);
  rules = g_strsplit(text, "|", MAX_RULES);
  self = g_atomic_rc_box_new0(OrielUsbFilter);
  self->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
  for (char **rule = rules; *rule != NULL; rule++) {
    Rule parsed;
    if (*g_strstrip(*rule) == '\0')
      continue;
    if (!parse_rule(*rule, &parsed)) {
      g_autofree char *shown = oriel_text_sanitize(*rule, -1, 100);
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "\"%s\" is no rule for USB devices: it has to be class,vendor,product,version,"
                  "allow, where -1 stands for any, as in 0x08,-1,-1,-1,1",
                  shown);
      return NULL;
    }
    g_array_append_val(self->rules, parsed);
  }
  return g_steal_pointer(&self);
}

/**
 * oriel_usb_filter_ref: (skip)
 * @self: a filter
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
OrielUsbFilter *
oriel_usb_filter_ref(OrielUsbFilter *self)
{
  g_return_val_if_fail(self != NULL, NULL);
  return g_atomic_rc_box_acquire(self);
}

static void
clear(gpointer data)
{
  g_array_unref(((OrielUsbFilter *)data)->rules);
}

/**
 * oriel_usb_filter_unref: (skip)
 * @self: (transfer full): a filter
 *
 * Gives a reference back.
 */
void
oriel_usb_filter_unref(OrielUsbFilter *self)
{
  g_return_if_fail(self != NULL);
  g_atomic_rc_box_release_full(self, clear);
}

/* A device, or one of its interfaces, which is of this class. */
static gboolean
allows_class(const OrielUsbFilter *self, const OrielUsbPlug *plug, guint8 class)
{
  const int seen[] = {class, plug->vendor, plug->product, plug->version};

  for (guint i = 0; i < self->rules->len; i++) {
    const Rule *rule = &g_array_index(self->rules, Rule, i);
    gboolean met = TRUE;
    for (guint j = 0; j < G_N_ELEMENTS(seen); j++)
      met = met && (rule->fields[j] == -1 || rule->fields[j] == seen[j]);
    if (met)
      return rule->fields[FIELD_ALLOW] != 0;
  }
  return FALSE;
}

/* Buttons of a device that is something else, of a headset for example: they are no keyboard. */
static gboolean
is_aside(const OrielUsbPlug *plug, const OrielUsbKind *kind)
{
  return plug->interfaces->len > 1 && kind->class == CLASS_HID && kind->subclass == 0 &&
         kind->protocol == 0;
}

gboolean
oriel_usb_filter_allows_plug(const OrielUsbFilter *self, const OrielUsbPlug *plug)
{
  guint n_checked = 0;

  if (plug->kind.class != CLASS_BY_INTERFACE && plug->kind.class != CLASS_MISCELLANEOUS) {
    if (!allows_class(self, plug, plug->kind.class))
      return FALSE;
    n_checked++;
  }
  for (guint i = 0; i < plug->interfaces->len; i++) {
    const OrielUsbKind *kind = &g_array_index(plug->interfaces, OrielUsbKind, i);
    if (is_aside(plug, kind))
      continue;
    if (!allows_class(self, plug, kind->class))
      return FALSE;
    n_checked++;
  }
  return n_checked > 0 || allows_class(self, plug, CLASS_HID);
}

/**
 * oriel_usb_filter_allows:
 * @self: a filter
 * @device: a device
 *
 * Whether the rules allow a device, with all that it is. Files that are shared as CDs are no
 * devices of this machine, and never allowed.
 *
 * Returns: whether @device is one of those that are meant
 */
gboolean
oriel_usb_filter_allows(OrielUsbFilter *self, OrielUsbDevice *device)
{
  const OrielUsbPlug *plug;

  g_return_val_if_fail(self != NULL, FALSE);
  g_return_val_if_fail(ORIEL_IS_USB_DEVICE(device), FALSE);
  plug = oriel_usb_device_get_plug(device);
  return plug != NULL && oriel_usb_filter_allows_plug(self, plug);
}
