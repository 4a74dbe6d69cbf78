// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-guest-private.h"

/**
 * OrielGuest:
 *
 * A virtual machine on an #OrielHost.
 *
 * What the host's list tells is there from the start: name, UUID, id and state, and where the host
 * tells them in bulk, memory and virtual processors. The rest, the details, are fetched by
 * [method@Oriel.Guest.load_details_async] and then kept up to date for as long as the host is
 * connected.
 *
 * Names, titles and descriptions were chosen by others; they are made fit to be shown.
 */
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE(OrielGuest, oriel_guest, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_HOST,
  PROP_NAME,
  PROP_UUID,
  PROP_ID,
  PROP_STATE,
  PROP_MEMORY,
  PROP_VCPUS,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_METADATA,
  PROP_GRAPHICS,
  PROP_CONSOLES,
  PROP_HAS_DETAILS,
  PROP_AUTOSTART,
  PROP_CPU_SHARE,
  PROP_MEMORY_USED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

OrielGuestPrivate *
oriel_guest_private(OrielGuest *self)
{
  return oriel_guest_get_instance_private(self);
}

static void
oriel_guest_init(OrielGuest *self)
{
  oriel_guest_private(self)->id = -1;
  oriel_guest_private(self)->cpu_share = -1;
}

static void
oriel_guest_finalize(GObject *object)
{
  OrielGuestPrivate *priv = oriel_guest_private(ORIEL_GUEST(object));

  g_clear_pointer(&priv->host_handle, g_atomic_rc_box_release);
  g_free(priv->name);
  g_free(priv->title);
  g_free(priv->description);
  g_free(priv->metadata);
  g_clear_object(&priv->graphics);
  g_clear_object(&priv->consoles);
  G_OBJECT_CLASS(oriel_guest_parent_class)->finalize(object);
}

static void
oriel_guest_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielGuest *self = ORIEL_GUEST(object);
  OrielGuestPrivate *priv = oriel_guest_private(self);

  switch (id) {
  case PROP_HOST:
    g_value_set_object(value, oriel_guest_get_host(self));
    break;
  case PROP_NAME:
    g_value_set_string(value, priv->name);
    break;
  case PROP_UUID:
    g_value_set_string(value, priv->uuid);
    break;
  case PROP_ID:
    g_value_set_int(value, priv->id);
    break;
  case PROP_STATE:
    g_value_set_enum(value, priv->state);
    break;
  case PROP_MEMORY:
    g_value_set_uint64(value, priv->memory);
    break;
  case PROP_VCPUS:
    g_value_set_uint(value, priv->vcpus);
    break;
  case PROP_TITLE:
    g_value_set_string(value, priv->title);
    break;
  case PROP_DESCRIPTION:
    g_value_set_string(value, priv->description);
    break;
  case PROP_METADATA:
    g_value_set_string(value, priv->metadata);
    break;
  case PROP_GRAPHICS:
    g_value_set_object(value, oriel_guest_get_graphics(self));
    break;
  case PROP_CONSOLES:
    g_value_set_object(value, oriel_guest_get_consoles(self));
    break;
  case PROP_HAS_DETAILS:
    g_value_set_boolean(value, priv->has_details);
    break;
  case PROP_AUTOSTART:
    g_value_set_boolean(value, priv->autostart);
    break;
  case PROP_CPU_SHARE:
    g_value_set_double(value, priv->cpu_share);
    break;
  case PROP_MEMORY_USED:
    g_value_set_uint64(value, priv->memory_used);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static GParamSpec *
readable_string(const char *name)
{
  return g_param_spec_string(name, NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
install_identity(void)
{
  /**
   * OrielGuest:host:
   *
   * The host the guest is on; %NULL when nobody holds the host any more.
   */
  properties[PROP_HOST] = g_param_spec_object("host", NULL, NULL, ORIEL_TYPE_HOST,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * OrielGuest:name:
   *
   * The name, unique on the host. It changes when the guest is renamed.
   */
  properties[PROP_NAME] = readable_string("name");
  /**
   * OrielGuest:uuid:
   *
   * The UUID, in lower case with hyphens: what tells the guest from all others for ever.
   */
  properties[PROP_UUID] = readable_string("uuid");
}

static void
install_state(void)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * OrielGuest:id:
   *
   * The number of this run of the guest on its host; -1 while it is off.
   */
  properties[PROP_ID] = g_param_spec_int("id", NULL, NULL, -1, G_MAXINT, -1, readable);
  /**
   * OrielGuest:state:
   *
   * What the guest is doing.
   */
  properties[PROP_STATE] =
      g_param_spec_enum("state", NULL, NULL, ORIEL_TYPE_GUEST_STATE, ORIEL_GUEST_UNKNOWN, readable);
  /**
   * OrielGuest:memory:
   *
   * The memory the guest has, in KiB; 0 until the host has told.
   */
  properties[PROP_MEMORY] = g_param_spec_uint64("memory", NULL, NULL, 0, G_MAXUINT64, 0, readable);
  /**
   * OrielGuest:vcpus:
   *
   * How many virtual processors the guest has; 0 until the host has told.
   */
  properties[PROP_VCPUS] = g_param_spec_uint("vcpus", NULL, NULL, 0, G_MAXUINT, 0, readable);
}

static void
install_details(void)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * OrielGuest:title:
   *
   * A short title; a detail.
   */
  properties[PROP_TITLE] = readable_string("title");
  /**
   * OrielGuest:description:
   *
   * A longer text; a detail.
   */
  properties[PROP_DESCRIPTION] = readable_string("description");
  /**
   * OrielGuest:metadata:
   *
   * What management programs noted about the guest: an XML element `metadata`; a detail. It is for
   * programs, not made fit to be shown.
   */
  properties[PROP_METADATA] = readable_string("metadata");
  /**
   * OrielGuest:graphics:
   *
   * The graphical consoles, a list of #OrielGraphics in the order of the guest's definition; a
   * detail.
   */
  properties[PROP_GRAPHICS] = g_param_spec_object("graphics", NULL, NULL, G_TYPE_LIST_MODEL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * OrielGuest:consoles:
   *
   * The text consoles, a list of #OrielConsole in the order of the guest's definition; a detail.
   */
  properties[PROP_CONSOLES] = g_param_spec_object("consoles", NULL, NULL, G_TYPE_LIST_MODEL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * OrielGuest:has-details:
   *
   * Whether the details are there and up to date. After a change on the host they keep their last
   * values until they have been fetched again.
   */
  properties[PROP_HAS_DETAILS] = g_param_spec_boolean("has-details", NULL, NULL, FALSE, readable);
  /**
   * OrielGuest:autostart:
   *
   * Whether the guest starts when its host does; a detail.
   */
  properties[PROP_AUTOSTART] = g_param_spec_boolean("autostart", NULL, NULL, FALSE, readable);
}

static void
install_statistics(void)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * OrielGuest:cpu-share:
   *
   * How busy the processors of the guest were between the last two answers to
   * [method@Oriel.Host.load_statistics_async]: from 0 to 1 for all of them; -1 = not known.
   */
  properties[PROP_CPU_SHARE] = g_param_spec_double("cpu-share", NULL, NULL, -1, 1, -1, readable);
  /**
   * OrielGuest:memory-used:
   *
   * The memory that the guest uses, in KiB, as of the last answer to
   * [method@Oriel.Host.load_statistics_async]; 0 = not known.
   */
  properties[PROP_MEMORY_USED] =
      g_param_spec_uint64("memory-used", NULL, NULL, 0, G_MAXUINT64, 0, readable);
}

static void
oriel_guest_class_init(OrielGuestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->finalize = oriel_guest_finalize;
  object_class->get_property = oriel_guest_get_property;
  install_identity();
  install_state();
  install_details();
  install_statistics();
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

/**
 * oriel_guest_get_host:
 * @self: a guest
 *
 * Gets the host the guest is on. Guests do not keep it alive.
 *
 * Returns: (transfer none) (nullable): the host, or %NULL when nobody holds it any more
 */
OrielHost *
oriel_guest_get_host(OrielGuest *self)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);
  return priv->host_handle != NULL ? priv->host_handle->host : NULL;
}

/**
 * oriel_guest_get_name:
 * @self: a guest
 *
 * Gets the name.
 *
 * Returns: (transfer none): the name, fit to be shown
 */
const char *
oriel_guest_get_name(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);
  return oriel_guest_private(self)->name;
}

/**
 * oriel_guest_get_uuid:
 * @self: a guest
 *
 * Gets the UUID.
 *
 * Returns: (transfer none): the UUID, in lower case with hyphens
 */
const char *
oriel_guest_get_uuid(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);
  return oriel_guest_private(self)->uuid;
}

/**
 * oriel_guest_get_id:
 * @self: a guest
 *
 * Gets the number of this run of the guest.
 *
 * Returns: the id, or -1 while the guest is off
 */
int
oriel_guest_get_id(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), -1);
  return oriel_guest_private(self)->id;
}

/**
 * oriel_guest_get_state:
 * @self: a guest
 *
 * Gets what the guest is doing.
 *
 * Returns: the state
 */
OrielGuestState
oriel_guest_get_state(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), ORIEL_GUEST_UNKNOWN);
  return oriel_guest_private(self)->state;
}

/**
 * oriel_guest_get_memory:
 * @self: a guest
 *
 * Gets the memory the guest has.
 *
 * Returns: KiB, or 0 when the host has not told
 */
guint64
oriel_guest_get_memory(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), 0);
  return oriel_guest_private(self)->memory;
}

/**
 * oriel_guest_get_vcpus:
 * @self: a guest
 *
 * Gets how many virtual processors the guest has.
 *
 * Returns: their number, or 0 when the host has not told
 */
guint
oriel_guest_get_vcpus(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), 0);
  return oriel_guest_private(self)->vcpus;
}

/**
 * oriel_guest_get_title:
 * @self: a guest
 *
 * Gets the title, a detail.
 *
 * Returns: (transfer none) (nullable): the title, fit to be shown, or %NULL
 */
const char *
oriel_guest_get_title(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);
  return oriel_guest_private(self)->title;
}

/**
 * oriel_guest_get_description:
 * @self: a guest
 *
 * Gets the description, a detail. It may have several lines.
 *
 * Returns: (transfer none) (nullable): the description, fit to be shown, or %NULL
 */
const char *
oriel_guest_get_description(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);
  return oriel_guest_private(self)->description;
}

/**
 * oriel_guest_get_metadata:
 * @self: a guest
 *
 * Gets what management programs noted about the guest, a detail.
 *
 * Returns: (transfer none) (nullable): an XML element, or %NULL
 */
const char *
oriel_guest_get_metadata(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);
  return oriel_guest_private(self)->metadata;
}

/**
 * oriel_guest_get_graphics:
 * @self: a guest
 *
 * Gets the graphical consoles, a detail: the list is empty until details were loaded.
 *
 * Returns: (transfer none): a list of #OrielGraphics
 */
GListModel *
oriel_guest_get_graphics(OrielGuest *self)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);

  if (priv->graphics == NULL)
    priv->graphics = g_list_store_new(ORIEL_TYPE_GRAPHICS);
  return G_LIST_MODEL(priv->graphics);
}

/**
 * oriel_guest_get_consoles:
 * @self: a guest
 *
 * Gets the text consoles, a detail: the list is empty until details were loaded.
 *
 * Returns: (transfer none): a list of #OrielConsole
 */
GListModel *
oriel_guest_get_consoles(OrielGuest *self)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);

  if (priv->consoles == NULL)
    priv->consoles = g_list_store_new(ORIEL_TYPE_CONSOLE);
  return G_LIST_MODEL(priv->consoles);
}

/**
 * oriel_guest_has_details:
 * @self: a guest
 *
 * Tells whether the details are there and up to date.
 *
 * Returns: whether they are
 */
gboolean
oriel_guest_has_details(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), FALSE);
  return oriel_guest_private(self)->has_details;
}
