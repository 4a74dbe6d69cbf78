// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-usb-device-private.h"

#include "oriel-usb-file.h"

struct _OrielUsbDevice {
  GObject parent_instance;

  OrielUsbPlug *plug; /* (owned) (nullable): NULL = it is a file */
  GFile *file;        /* (owned) (nullable): NULL = it is plugged in */
  char *description;  /* (owned) */
  char *problem;      /* (owned) (nullable) */
  OrielUsbState state;
  guint id;
};

enum {
  PROP_0,
  PROP_DESCRIPTION,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_VENDOR_ID,
  PROP_PRODUCT_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

// clang-format off
G_DEFINE_ENUM_TYPE(OrielUsbState, oriel_usb_state,
  G_DEFINE_ENUM_VALUE(ORIEL_USB_AVAILABLE, "available"),
  G_DEFINE_ENUM_VALUE(ORIEL_USB_CONNECTING, "connecting"),
  G_DEFINE_ENUM_VALUE(ORIEL_USB_CONNECTED, "connected"),
  G_DEFINE_ENUM_VALUE(ORIEL_USB_DISCONNECTING, "disconnecting"))
// clang-format on

/**
 * OrielUsbDevice:
 *
 * A USB device that a guest has or may get: one that is plugged into this machine, or a file that
 * it sees as a CD.
 */
G_DEFINE_FINAL_TYPE(OrielUsbDevice, oriel_usb_device, G_TYPE_OBJECT)

static void
oriel_usb_device_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielUsbDevice *self = ORIEL_USB_DEVICE(object);

  switch (id) {
  case PROP_DESCRIPTION:
    g_value_set_string(value, self->description);
    break;
  case PROP_STATE:
    g_value_set_enum(value, self->state);
    break;
  case PROP_PROBLEM:
    g_value_set_string(value, self->problem);
    break;
  case PROP_VENDOR_ID:
    g_value_set_uint(value, oriel_usb_device_get_vendor_id(self));
    break;
  case PROP_PRODUCT_ID:
    g_value_set_uint(value, oriel_usb_device_get_product_id(self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_usb_device_finalize(GObject *object)
{
  OrielUsbDevice *self = ORIEL_USB_DEVICE(object);

  g_clear_pointer(&self->plug, oriel_usb_plug_free);
  g_clear_object(&self->file);
  g_free(self->description);
  g_free(self->problem);
  G_OBJECT_CLASS(oriel_usb_device_parent_class)->finalize(object);
}

static void
oriel_usb_device_class_init(OrielUsbDeviceClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_usb_device_get_property;
  object_class->finalize = oriel_usb_device_finalize;

  /**
   * OrielUsbDevice:description:
   *
   * What the device is, fit to be shown.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string("description", NULL, NULL, NULL, readable);
  /**
   * OrielUsbDevice:state:
   *
   * Where the device is.
   */
  properties[PROP_STATE] =
      g_param_spec_enum("state", NULL, NULL, ORIEL_TYPE_USB_STATE, ORIEL_USB_AVAILABLE, readable);
  /**
   * OrielUsbDevice:problem:
   *
   * Why the guest does not have it, fit to be shown; %NULL = nothing is known against it.
   */
  properties[PROP_PROBLEM] = g_param_spec_string("problem", NULL, NULL, NULL, readable);
  /**
   * OrielUsbDevice:vendor-id:
   *
   * The number of its vendor; 0 for a file.
   */
  properties[PROP_VENDOR_ID] =
      g_param_spec_uint("vendor-id", NULL, NULL, 0, G_MAXUINT16, 0, readable);
  /**
   * OrielUsbDevice:product-id:
   *
   * The number that its vendor has given it; 0 for a file.
   */
  properties[PROP_PRODUCT_ID] =
      g_param_spec_uint("product-id", NULL, NULL, 0, G_MAXUINT16, 0, readable);
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_usb_device_init(OrielUsbDevice *self)
{
}

OrielUsbDevice *
oriel_usb_device_new_cd(GFile *file)
{
  OrielUsbDevice *self = g_object_new(ORIEL_TYPE_USB_DEVICE, NULL);
  g_autofree char *name = g_file_get_basename(file);
  g_autofree char *description = g_strdup_printf("CD of %s", name);

  self->file = g_object_ref(file);
  self->state = ORIEL_USB_CONNECTING;
  self->description = oriel_text_sanitize(description, -1, 200);
  return self;
}

OrielUsbDevice *
oriel_usb_device_new_plugged(OrielUsbPlug *plug)
{
  OrielUsbDevice *self = g_object_new(ORIEL_TYPE_USB_DEVICE, NULL);
  g_autofree char *name = oriel_text_sanitize(plug->text, -1, 100);

  self->plug = plug;
  self->description = g_strdup_printf("%s (%04x:%04x)", *name != '\0' ? name : "USB device",
                                      plug->vendor, plug->product);
  return self;
}

const OrielUsbPlug *
oriel_usb_device_get_plug(OrielUsbDevice *self)
{
  return self->plug;
}

int
oriel_usb_device_open(OrielUsbDevice *self, GError **error)
{
  return self->plug != NULL ? oriel_usb_plug_open(self->plug, oriel_usb_plug_get_root(), error)
                            : oriel_usb_file_open(self->file, error);
}

guint
oriel_usb_device_get_id(OrielUsbDevice *self)
{
  return self->id;
}

void
oriel_usb_device_set_id(OrielUsbDevice *self, guint id)
{
  self->id = id;
}

void
oriel_usb_device_set_state(OrielUsbDevice *self, OrielUsbState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_STATE]);
}

void
oriel_usb_device_set_problem(OrielUsbDevice *self, const char *problem)
{
  if (g_strcmp0(self->problem, problem) == 0)
    return;
  g_free(self->problem);
  self->problem = g_strdup(problem);
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_PROBLEM]);
}

/**
 * oriel_usb_device_get_description:
 * @self: a device
 *
 * Reads #OrielUsbDevice:description.
 *
 * Returns: what the device is, fit to be shown
 */
const char *
oriel_usb_device_get_description(OrielUsbDevice *self)
{
  g_return_val_if_fail(ORIEL_IS_USB_DEVICE(self), NULL);
  return self->description;
}

/**
 * oriel_usb_device_get_state:
 * @self: a device
 *
 * Reads #OrielUsbDevice:state.
 *
 * Returns: where the device is
 */
OrielUsbState
oriel_usb_device_get_state(OrielUsbDevice *self)
{
  g_return_val_if_fail(ORIEL_IS_USB_DEVICE(self), ORIEL_USB_AVAILABLE);
  return self->state;
}

/**
 * oriel_usb_device_get_problem:
 * @self: a device
 *
 * Reads #OrielUsbDevice:problem.
 *
 * Returns: (nullable): why the guest does not have it, fit to be shown
 */
const char *
oriel_usb_device_get_problem(OrielUsbDevice *self)
{
  g_return_val_if_fail(ORIEL_IS_USB_DEVICE(self), NULL);
  return self->problem;
}

/**
 * oriel_usb_device_get_vendor_id:
 * @self: a device
 *
 * Reads #OrielUsbDevice:vendor-id.
 *
 * Returns: the number of its vendor; 0 for a file
 */
guint
oriel_usb_device_get_vendor_id(OrielUsbDevice *self)
{
  g_return_val_if_fail(ORIEL_IS_USB_DEVICE(self), 0);
  return self->plug != NULL ? self->plug->vendor : 0;
}

/**
 * oriel_usb_device_get_product_id:
 * @self: a device
 *
 * Reads #OrielUsbDevice:product-id.
 *
 * Returns: the number that its vendor has given it; 0 for a file
 */
guint
oriel_usb_device_get_product_id(OrielUsbDevice *self)
{
  g_return_val_if_fail(ORIEL_IS_USB_DEVICE(self), 0);
  return self->plug != NULL ? self->plug->product : 0;
}
