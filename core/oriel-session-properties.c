// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-session-properties.h"

#include "oriel-audio-private.h"
#include "oriel-auth-request-private.h"
#include "oriel-clipboard-private.h"
#include "oriel-display-private.h"
#include "oriel-session-private.h"

static GParamSpec *properties[ORIEL_SESSION_N_PROPS];

// clang-format off
G_DEFINE_ENUM_TYPE(OrielSessionState, oriel_session_state,
  G_DEFINE_ENUM_VALUE(ORIEL_SESSION_IDLE, "idle"),
  G_DEFINE_ENUM_VALUE(ORIEL_SESSION_CONNECTING, "connecting"),
  G_DEFINE_ENUM_VALUE(ORIEL_SESSION_AUTHENTICATING, "authenticating"),
  G_DEFINE_ENUM_VALUE(ORIEL_SESSION_CONNECTED, "connected"),
  G_DEFINE_ENUM_VALUE(ORIEL_SESSION_CLOSED, "closed"))
G_DEFINE_FLAGS_TYPE(OrielPowerAction, oriel_power_action,
  G_DEFINE_ENUM_VALUE(ORIEL_POWER_SHUTDOWN, "shutdown"),
  G_DEFINE_ENUM_VALUE(ORIEL_POWER_REBOOT, "reboot"),
  G_DEFINE_ENUM_VALUE(ORIEL_POWER_RESET, "reset"))
G_DEFINE_ENUM_TYPE(OrielSecurity, oriel_security,
  G_DEFINE_ENUM_VALUE(ORIEL_SECURITY_AUTOMATIC, "automatic"),
  G_DEFINE_ENUM_VALUE(ORIEL_SECURITY_ALLOW_WEAK, "allow-weak"))
// clang-format on

/**
 * OrielSession:
 *
 * One connection to the console of a guest.
 *
 * The protocol runs in a confined process of its own, which the session starts and watches: what a
 * hostile or broken server does to it ends the session with an error, never the program. A session
 * that is closed can be connected again; its displays keep their last picture meanwhile.
 *
 * Everything happens in the main context that was thread-default when the session was connected.
 */
G_DEFINE_FINAL_TYPE(OrielSession, oriel_session, G_TYPE_OBJECT)

void
oriel_session_notify(OrielSession *self, OrielSessionProp property)
{
  g_object_notify_by_pspec(G_OBJECT(self), properties[property]);
}

static void
oriel_session_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielSession *self = ORIEL_SESSION(object);

  switch (id) {
  case ORIEL_SESSION_PROP_TARGET:
    g_value_set_boxed(value, self->target);
    break;
  case ORIEL_SESSION_PROP_GUEST:
    g_value_set_object(value, self->guest);
    break;
  case ORIEL_SESSION_PROP_GRAPHICS:
    g_value_set_object(value, self->graphics);
    break;
  case ORIEL_SESSION_PROP_STATE:
    g_value_set_enum(value, self->state);
    break;
  case ORIEL_SESSION_PROP_NAME:
    g_value_set_string(value, self->name);
    break;
  case ORIEL_SESSION_PROP_PEER:
    g_value_set_string(value, self->peer);
    break;
  case ORIEL_SESSION_PROP_DISPLAYS:
    g_value_set_object(value, self->displays);
    break;
  case ORIEL_SESSION_PROP_CLIPBOARD:
    g_value_set_object(value, self->clipboard);
    break;
  case ORIEL_SESSION_PROP_AUDIO:
    g_value_set_object(value, self->audio);
    break;
  case ORIEL_SESSION_PROP_POWER_ACTIONS:
    g_value_set_flags(value, self->power_actions);
    break;
  case ORIEL_SESSION_PROP_ANSWERING:
    g_value_set_boolean(value, !self->silent);
    break;
  case ORIEL_SESSION_PROP_VIEW_ONLY:
    g_value_set_boolean(value, self->view_only);
    break;
  case ORIEL_SESSION_PROP_SHARED:
    g_value_set_boolean(value, self->shared);
    break;
  case ORIEL_SESSION_PROP_ENABLE_AUDIO:
    g_value_set_boolean(value, self->enable_audio);
    break;
  case ORIEL_SESSION_PROP_SECURITY:
    g_value_set_enum(value, self->security);
    break;
  case ORIEL_SESSION_PROP_CONSOLES:
    g_value_set_object(value, self->consoles);
    break;
  case ORIEL_SESSION_PROP_MICROPHONE:
    g_value_set_object(value, self->microphone);
    break;
  case ORIEL_SESSION_PROP_ENABLE_MICROPHONE:
    g_value_set_boolean(value, self->enable_microphone);
    break;
  case ORIEL_SESSION_PROP_SHARED_FOLDER_WRITABLE:
    g_value_set_boolean(value, self->shared_folder_writable);
    break;
  case ORIEL_SESSION_PROP_FILES_REFUSAL:
    g_value_set_string(value, self->files_refusal);
    break;
  case ORIEL_SESSION_PROP_TRANSFERS:
    g_value_set_object(value, self->transfers);
    break;
  case ORIEL_SESSION_PROP_USB:
    g_value_set_object(value, self->usb);
    break;
  case ORIEL_SESSION_PROP_ENABLE_USB:
    g_value_set_boolean(value, self->enable_usb);
    break;
  case ORIEL_SESSION_PROP_DIRECT:
    g_value_set_boolean(value, self->direct);
    break;
  case ORIEL_SESSION_PROP_IMAGE_CACHE_SIZE:
    g_value_set_uint(value, self->image_cache_size);
    break;
  case ORIEL_SESSION_PROP_IMAGE_WINDOW_SIZE:
    g_value_set_uint(value, self->image_window_size);
    break;
  case ORIEL_SESSION_PROP_SMARTCARD:
    g_value_set_enum(value, self->smartcard);
    break;
  default:
    if (!oriel_session_get_text(self, id, value))
      G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_session_set_property(GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OrielSession *self = ORIEL_SESSION(object);

  switch (id) {
  case ORIEL_SESSION_PROP_TARGET:
    self->target = g_value_dup_boxed(value);
    break;
  case ORIEL_SESSION_PROP_GUEST:
    self->guest = g_value_dup_object(value);
    break;
  case ORIEL_SESSION_PROP_GRAPHICS:
    self->graphics = g_value_dup_object(value);
    break;
  case ORIEL_SESSION_PROP_VIEW_ONLY:
    oriel_session_set_view_only(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_SHARED:
    oriel_session_set_shared(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_ENABLE_AUDIO:
    oriel_session_set_enable_audio(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_ENABLE_MICROPHONE:
    oriel_session_set_enable_microphone(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_SHARED_FOLDER_WRITABLE:
    oriel_session_set_shared_folder_writable(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_ENABLE_USB:
    oriel_session_set_enable_usb(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_DIRECT:
    oriel_session_set_direct(self, g_value_get_boolean(value));
    break;
  case ORIEL_SESSION_PROP_IMAGE_CACHE_SIZE:
    oriel_session_set_image_cache_size(self, g_value_get_uint(value));
    break;
  case ORIEL_SESSION_PROP_IMAGE_WINDOW_SIZE:
    oriel_session_set_image_window_size(self, g_value_get_uint(value));
    break;
  case ORIEL_SESSION_PROP_SECURITY:
    oriel_session_set_security(self, g_value_get_enum(value));
    break;
  default:
    if (!G_VALUE_HOLDS_STRING(value) ||
        !oriel_session_set_text(self, id, g_value_get_string(value)))
      G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_session_constructed(GObject *object)
{
  OrielSession *self = ORIEL_SESSION(object);

  self->choosing = self->guest != NULL && self->graphics == NULL;
  if (self->target == NULL && self->graphics != NULL &&
      oriel_graphics_get_target(self->graphics) != NULL)
    self->target = oriel_target_ref(oriel_graphics_get_target(self->graphics));
  G_OBJECT_CLASS(oriel_session_parent_class)->constructed(object);
}

static void
oriel_session_dispose(GObject *object)
{
  OrielSession *self = ORIEL_SESSION(object);

  oriel_session_dispose_link(self);
  g_clear_object(&self->clipboard);
  g_clear_object(&self->audio);
  g_clear_object(&self->microphone);
  g_clear_object(&self->usb);
  g_clear_object(&self->guest);
  g_clear_object(&self->graphics);
  G_OBJECT_CLASS(oriel_session_parent_class)->dispose(object);
}

static void
oriel_session_finalize(GObject *object)
{
  OrielSession *self = ORIEL_SESSION(object);

  g_clear_pointer(&self->target, oriel_target_unref);
  g_clear_pointer(&self->connection, oriel_connection_free);
  g_clear_object(&self->displays);
  oriel_session_free_transfers(self);
  g_clear_object(&self->consoles);
  g_clear_pointer(&self->open_consoles, g_ptr_array_unref);
  g_clear_error(&self->error);
  g_free(self->name);
  g_free(self->peer);
  oriel_session_free_texts(self);
  oriel_session_trust_free(self->trust);
  G_OBJECT_CLASS(oriel_session_parent_class)->finalize(object);
}

static void
install_properties(GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags identity = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags option = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OrielSession:target:
   *
   * The address; %NULL for a guest that can be reached only through its host.
   */
  properties[ORIEL_SESSION_PROP_TARGET] =
      g_param_spec_boxed("target", NULL, NULL, ORIEL_TYPE_TARGET, identity);
  /**
   * OrielSession:guest:
   *
   * The guest, where it is known.
   */
  properties[ORIEL_SESSION_PROP_GUEST] =
      g_param_spec_object("guest", NULL, NULL, ORIEL_TYPE_GUEST, identity);
  /**
   * OrielSession:graphics:
   *
   * Which of the guest's displays to connect to. Where the program names none, it is the first that
   * can be shown when the session connects, and the next one when that fails.
   */
  properties[ORIEL_SESSION_PROP_GRAPHICS] =
      g_param_spec_object("graphics", NULL, NULL, ORIEL_TYPE_GRAPHICS, identity);
  /**
   * OrielSession:state:
   *
   * Where in its life the session is.
   */
  properties[ORIEL_SESSION_PROP_STATE] = g_param_spec_enum(
      "state", NULL, NULL, ORIEL_TYPE_SESSION_STATE, ORIEL_SESSION_IDLE, readable);
  /**
   * OrielSession:name:
   *
   * What the guest's desktop calls itself, fit to be shown; %NULL until it is known.
   */
  properties[ORIEL_SESSION_PROP_NAME] = g_param_spec_string("name", NULL, NULL, NULL, readable);
  /**
   * OrielSession:peer:
   *
   * The address at the other end of the network, as in `192.0.2.7`; %NULL until there is a
   * connection, and where none leaves for a network, or goes by way of a proxy or of a host.
   * Whoever waits for servers to connect sees here that one has, and which.
   */
  properties[ORIEL_SESSION_PROP_PEER] = g_param_spec_string("peer", NULL, NULL, NULL, readable);
  /**
   * OrielSession:displays:
   *
   * The screens of the guest, a list of #OrielDisplay ordered by their id. A session that is
   * connected has at least one, with a picture; screens may come and go later.
   */
  properties[ORIEL_SESSION_PROP_DISPLAYS] =
      g_param_spec_object("displays", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  /**
   * OrielSession:clipboard:
   *
   * The guest's clipboard; %NULL where the session has none.
   */
  properties[ORIEL_SESSION_PROP_CLIPBOARD] =
      g_param_spec_object("clipboard", NULL, NULL, ORIEL_TYPE_CLIPBOARD, readable);
  /**
   * OrielSession:audio:
   *
   * The guest's sound; %NULL until the guest has played, or chosen how loud.
   */
  properties[ORIEL_SESSION_PROP_AUDIO] =
      g_param_spec_object("audio", NULL, NULL, ORIEL_TYPE_AUDIO, readable);
  /**
   * OrielSession:power-actions:
   *
   * What oriel_session_power_async() can do.
   */
  properties[ORIEL_SESSION_PROP_POWER_ACTIONS] =
      g_param_spec_flags("power-actions", NULL, NULL, ORIEL_TYPE_POWER_ACTION, 0, readable);
  /**
   * OrielSession:answering:
   *
   * Whether the server answers. One that has sent nothing for eight seconds after a person did
   * something does not: it stands still, or is busy with something else, while its machine and the
   * network are there. The session goes on, and what was typed is done when the server goes on.
   */
  properties[ORIEL_SESSION_PROP_ANSWERING] =
      g_param_spec_boolean("answering", NULL, NULL, TRUE, readable);
  /**
   * OrielSession:view-only:
   *
   * Whether nothing of the user reaches the guest. Can be changed at any time.
   */
  properties[ORIEL_SESSION_PROP_VIEW_ONLY] =
      g_param_spec_boolean("view-only", NULL, NULL, FALSE, option);
  /**
   * OrielSession:shared:
   *
   * Whether other viewers stay connected. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_SHARED] = g_param_spec_boolean("shared", NULL, NULL, TRUE, option);
  /**
   * OrielSession:enable-audio:
   *
   * Whether to ask the guest for its sound. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_ENABLE_AUDIO] =
      g_param_spec_boolean("enable-audio", NULL, NULL, FALSE, option);
  /**
   * OrielSession:security:
   *
   * Which ways to authenticate are acceptable. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_SECURITY] = g_param_spec_enum(
      "security", NULL, NULL, ORIEL_TYPE_SECURITY, ORIEL_SECURITY_AUTOMATIC, option);
  oriel_session_install_texts(properties);
  /**
   * OrielSession:microphone:
   *
   * What the guest hears; %NULL until the guest has listened once, and while
   * #OrielSession:enable-microphone has never been on.
   */
  properties[ORIEL_SESSION_PROP_MICROPHONE] =
      g_param_spec_object("microphone", NULL, NULL, ORIEL_TYPE_MICROPHONE, readable);
  /**
   * OrielSession:enable-microphone:
   *
   * Whether the guest may listen. Turning it on takes effect when connecting; turning it off, at
   * once.
   */
  properties[ORIEL_SESSION_PROP_ENABLE_MICROPHONE] =
      g_param_spec_boolean("enable-microphone", NULL, NULL, FALSE, option);
  /**
   * OrielSession:shared-folder-writable:
   *
   * Whether the guest may change, remove and add files in #OrielSession:shared-folder. Takes effect
   * when connecting.
   */
  properties[ORIEL_SESSION_PROP_SHARED_FOLDER_WRITABLE] =
      g_param_spec_boolean("shared-folder-writable", NULL, NULL, FALSE, option);
  /**
   * OrielSession:files-refusal:
   *
   * Why oriel_session_send_file() cannot send files, in words for a person; %NULL when it can. It
   * changes as the guest starts and stops its agent.
   */
  properties[ORIEL_SESSION_PROP_FILES_REFUSAL] =
      g_param_spec_string("files-refusal", NULL, NULL, NULL, readable);
  /**
   * OrielSession:transfers:
   *
   * The files on their way to the guest, a list of #OrielTransfer in the order in which they were
   * sent. A transfer that is over leaves it.
   */
  properties[ORIEL_SESSION_PROP_TRANSFERS] =
      g_param_spec_object("transfers", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  /**
   * OrielSession:consoles:
   *
   * The text consoles that the guest offers beside its screens, a list of #OrielConsole; they come
   * and go as the guest opens and closes them. Where there is none, the list is empty.
   */
  properties[ORIEL_SESSION_PROP_CONSOLES] =
      g_param_spec_object("consoles", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  /**
   * OrielSession:usb:
   *
   * The guest's channels for USB devices; %NULL where it has none, and while
   * #OrielSession:enable-usb is off. Where a session that is connected has none,
   * oriel_session_share_cd_async() tells why.
   */
  properties[ORIEL_SESSION_PROP_USB] =
      g_param_spec_object("usb", NULL, NULL, ORIEL_TYPE_USB, readable);
  /**
   * OrielSession:enable-usb:
   *
   * Whether USB devices can be given to the guest. None is by itself. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_ENABLE_USB] =
      g_param_spec_boolean("enable-usb", NULL, NULL, FALSE, option);
  oriel_session_install_direct(properties);
  oriel_session_install_images(properties);
  oriel_session_install_smartcard(properties);
  g_object_class_install_properties(object_class, ORIEL_SESSION_N_PROPS, properties);
}

static void
oriel_session_class_init(OrielSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_session_get_property;
  object_class->set_property = oriel_session_set_property;
  object_class->constructed = oriel_session_constructed;
  object_class->dispose = oriel_session_dispose;
  object_class->finalize = oriel_session_finalize;
  install_properties(object_class);
  oriel_session_install_signals();
}

static void
oriel_session_init(OrielSession *self)
{
  self->shared = TRUE;
  self->leds = ORIEL_LEDS_UNKNOWN;
  self->resizable = TRUE;
  self->displays = g_list_store_new(ORIEL_TYPE_DISPLAY);
  self->trust = oriel_session_trust_new();
  oriel_session_init_transfers(self);
  self->consoles = g_list_store_new(ORIEL_TYPE_CONSOLE);
}

void
oriel_session_set_name(OrielSession *self, const char *name)
{
  if (g_strcmp0(self->name, name) == 0)
    return;
  g_free(self->name);
  self->name = g_strdup(name);
  oriel_session_notify(self, ORIEL_SESSION_PROP_NAME);
}

void
oriel_session_set_peer(OrielSession *self, const char *peer)
{
  if (g_strcmp0(self->peer, peer) == 0)
    return;
  g_free(self->peer);
  self->peer = g_strdup(peer);
  oriel_session_notify(self, ORIEL_SESSION_PROP_PEER);
}

void
oriel_session_set_silent(OrielSession *self, gboolean silent)
{
  if (self->silent == silent)
    return;
  self->silent = silent;
  oriel_session_notify(self, ORIEL_SESSION_PROP_ANSWERING);
}

void
oriel_session_set_power_actions(OrielSession *self, OrielPowerAction actions)
{
  if (self->power_actions == actions)
    return;
  self->power_actions = actions;
  oriel_session_notify(self, ORIEL_SESSION_PROP_POWER_ACTIONS);
}

OrielAudio *
oriel_session_ensure_audio(OrielSession *self)
{
  if (self->audio == NULL) {
    self->audio = oriel_audio_new();
    oriel_audio_set_link(self->audio, self->link);
    oriel_session_notify(self, ORIEL_SESSION_PROP_AUDIO);
  }
  return self->audio;
}
