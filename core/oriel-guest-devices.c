// SPDX-License-Identifier: LGPL-2.1-or-later
#include "impl/oriel-guest-impl.h"
#include "impl/oriel-protocol.h"

/**
 * OrielGraphics:
 *
 * One graphical console of a guest, as the guest's definition names it. Immutable.
 */
struct _OrielGraphics {
  GObject parent_instance;
  char *protocol;        /* (owned) */
  OrielTarget *target;   /* (owned) (nullable) */
  char *password;        /* (owned) (nullable) */
  char *secure_channels; /* (owned) (nullable) */
  guint index;
};

G_DEFINE_FINAL_TYPE(OrielGraphics, oriel_graphics, G_TYPE_OBJECT)

/**
 * OrielConsole:
 *
 * One text console (serial line or other) of a guest, as the guest's definition names it, or as a
 * session found it. Immutable.
 */
struct _OrielConsole {
  GObject parent_instance;
  char *alias; /* (owned) */
  char *kind;  /* (owned) */
  guint port;
};

G_DEFINE_FINAL_TYPE(OrielConsole, oriel_console, G_TYPE_OBJECT)

static void
oriel_graphics_init(OrielGraphics *self)
{
}

static void
oriel_graphics_finalize(GObject *object)
{
  OrielGraphics *self = ORIEL_GRAPHICS(object);

  g_clear_pointer(&self->protocol, g_free);
  g_clear_pointer(&self->target, oriel_target_unref);
  g_clear_pointer(&self->password, g_free);
  g_clear_pointer(&self->secure_channels, g_free);
  G_OBJECT_CLASS(oriel_graphics_parent_class)->finalize(object);
}

static void
oriel_graphics_class_init(OrielGraphicsClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_graphics_finalize;
}

OrielGraphics *
oriel_graphics_new(guint index,
                   const char *protocol,
                   OrielTarget *target,
                   const char *password,
                   const char *secure_channels)
{
  OrielGraphics *self = g_object_new(ORIEL_TYPE_GRAPHICS, NULL);

  self->index = index;
  self->protocol = g_strdup(protocol);
  self->target = target != NULL ? oriel_target_ref(target) : NULL;
  self->password = g_strdup(password);
  self->secure_channels = g_strdup(secure_channels);
  return self;
}

/**
 * oriel_graphics_get_protocol:
 * @self: a graphical console
 *
 * Gets the protocol, as the guest's definition calls it: `vnc`, `spice`, `rdp`, `dbus`, ...
 *
 * Returns: (transfer none): the protocol
 */
const char *
oriel_graphics_get_protocol(OrielGraphics *self)
{
  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), NULL);
  return self->protocol;
}

/**
 * oriel_graphics_is_supported:
 * @self: a graphical console
 *
 * Tells whether this build speaks the console's protocol.
 *
 * Returns: %TRUE if a session can be made of it
 */
gboolean
oriel_graphics_is_supported(OrielGraphics *self)
{
  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), FALSE);
  return oriel_protocol_find(self->protocol) != NULL;
}

/**
 * oriel_graphics_is_shared:
 * @self: a graphical console
 *
 * Tells whether several viewers can see the console at a time, as servers of its protocol have it:
 * otherwise who comes takes it from who was there.
 *
 * Returns: %TRUE if nobody is disturbed by one more who looks on
 */
gboolean
oriel_graphics_is_shared(OrielGraphics *self)
{
  const OrielProtocol *protocol;

  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), FALSE);
  protocol = oriel_protocol_find(self->protocol);
  return protocol != NULL && protocol->shared;
}

/**
 * oriel_graphics_get_index:
 * @self: a graphical console
 *
 * Gets the place of the console among the graphical consoles of its guest.
 *
 * Returns: the index, from 0
 */
guint
oriel_graphics_get_index(OrielGraphics *self)
{
  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), 0);
  return self->index;
}

/**
 * oriel_graphics_get_target:
 * @self: a graphical console
 *
 * Gets where the console is reached from here. There is no such place while the guest is off, when
 * the console listens nowhere (then only [method@Oriel.Guest.open_graphics_async] opens it), when
 * it listens only inside a remote host, and when this build does not know the protocol.
 *
 * Returns: (transfer none) (nullable): a target, or %NULL
 */
OrielTarget *
oriel_graphics_get_target(OrielGraphics *self)
{
  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), NULL);
  return self->target;
}

/**
 * oriel_graphics_get_password:
 * @self: a graphical console
 *
 * Gets the password of the console, where there is one and the host let us see it. It is a secret:
 * not to be shown or logged.
 *
 * Returns: (transfer none) (nullable): the password, or %NULL
 */
const char *
oriel_graphics_get_password(OrielGraphics *self)
{
  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), NULL);
  return self->password;
}

/**
 * oriel_graphics_get_secure_channels:
 * @self: a graphical console
 *
 * Gets what the console's server takes in no way but encrypted. A session encrypts that as well as
 * its own #OrielSession:secure-channels, whose form this has.
 *
 * Returns: (transfer none) (nullable): `all`, or names separated by commas, or %NULL
 */
const char *
oriel_graphics_get_secure_channels(OrielGraphics *self)
{
  g_return_val_if_fail(ORIEL_IS_GRAPHICS(self), NULL);
  return self->secure_channels;
}

static void
oriel_console_init(OrielConsole *self)
{
}

static void
oriel_console_finalize(GObject *object)
{
  OrielConsole *self = ORIEL_CONSOLE(object);

  g_clear_pointer(&self->alias, g_free);
  g_clear_pointer(&self->kind, g_free);
  G_OBJECT_CLASS(oriel_console_parent_class)->finalize(object);
}

static void
oriel_console_class_init(OrielConsoleClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_console_finalize;
}

OrielConsole *
oriel_console_new(const char *alias, const char *kind, guint port)
{
  OrielConsole *self = g_object_new(ORIEL_TYPE_CONSOLE, NULL);

  self->alias = g_strdup(alias);
  self->kind = g_strdup(kind);
  self->port = port;
  return self;
}

/**
 * oriel_console_get_alias:
 * @self: a text console
 *
 * Gets the name the host has for the device, for example `serial0`; of a session's console, what
 * the server calls it, fit to be shown, for example `org.qemu.console.serial.0`.
 *
 * Returns: (transfer none): the alias
 */
const char *
oriel_console_get_alias(OrielConsole *self)
{
  g_return_val_if_fail(ORIEL_IS_CONSOLE(self), NULL);
  return self->alias;
}

/**
 * oriel_console_get_kind:
 * @self: a text console
 *
 * Gets what the device is to the guest: `serial` or `console`, or `port` where that is not known.
 *
 * Returns: (transfer none): the kind
 */
const char *
oriel_console_get_kind(OrielConsole *self)
{
  g_return_val_if_fail(ORIEL_IS_CONSOLE(self), NULL);
  return self->kind;
}

/**
 * oriel_console_get_port:
 * @self: a text console
 *
 * Gets the number of the port among the guest's devices of this kind. Of a session's console it is
 * just a number that no other console of the session has.
 *
 * Returns: the port, from 0
 */
guint
oriel_console_get_port(OrielConsole *self)
{
  g_return_val_if_fail(ORIEL_IS_CONSOLE(self), 0);
  return self->port;
}
