// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

/* More than anybody's: the document comes from another machine. */
#define MAX_XML (16 * 1024 * 1024)
#define MAX_DEVICES 256 /* of a kind; guests have a few */
#define MAX_TEXT 1024   /* bytes of what a person says about a snapshot */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

static gboolean
is_element(const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* The next element called @name, @node or one of its later siblings. */
static xmlNode *
find(xmlNode *node, const char *name)
{
  while (node != NULL && !is_element(node, name))
    node = node->next;
  return node;
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
  return node != NULL ? find(node->children, name) : NULL;
}

/* (transfer full) (nullable): NULL when it is absent or empty */
static char *
attribute(const xmlNode *node, const char *name)
{
  xmlChar *value = node != NULL ? xmlGetNoNsProp(node, (const xmlChar *)name) : NULL;
  char *copy = value != NULL && *value != '\0' ? g_strdup((const char *)value) : NULL;

  xmlFree(value);
  return copy;
}

/* (transfer full) (nullable): the text inside the child @name */
static char *
text_of(const xmlNode *node, const char *name)
{
  const xmlNode *element = child(node, name);
  xmlChar *content = element != NULL ? xmlNodeGetContent(element) : NULL;
  char *copy = content != NULL && *content != '\0' ? g_strdup((const char *)content) : NULL;

  xmlFree(content);
  return copy;
}

/* The attribute as a number of at most @max, else @fallback. */
static guint
number(const xmlNode *node, const char *name, guint max, guint fallback)
{
  g_autofree char *text = attribute(node, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0, max, &value, NULL))
    return fallback;
  return (guint)value;
}

/* Where one <graphics> listens. */
typedef struct {
  char *socket;  /* (owned) (nullable) */
  char *address; /* (owned) (nullable) */
  gboolean nowhere;
} Listen;

static void
listen_clear(Listen *self)
{
  g_free(self->socket);
  g_free(self->address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listen, listen_clear)

/* The first <listen> counts, as for libvirt; the attributes of <graphics> are its older form. */
static Listen
read_listen(const xmlNode *graphics)
{
  const xmlNode *element = child(graphics, "listen");
  g_autofree char *type = attribute(element, "type");
  Listen result = {0};

  result.nowhere = g_strcmp0(type, "none") == 0;
  result.socket = attribute(element, "socket");
  result.address = attribute(element, "address");
  if (result.socket == NULL && (type == NULL || strcmp(type, "socket") == 0))
    result.socket = attribute(graphics, "socket");
  if (result.address == NULL && result.socket == NULL)
    result.address = attribute(graphics, "listen");
  return result;
}

static gboolean
is_wildcard(const char *address)
{
  g_autoptr(GInetAddress) parsed = g_inet_address_new_from_string(address);

  return parsed != NULL && g_inet_address_get_is_any(parsed);
}

static gboolean
is_loopback(const char *address)
{
  g_autoptr(GInetAddress) parsed = g_inet_address_new_from_string(address);

  return (parsed != NULL && g_inet_address_get_is_loopback(parsed)) ||
         g_ascii_strcasecmp(address, "localhost") == 0;
}

/* (transfer full) (nullable): @target, unless this build knows no URI for its protocol: then it is
 * dropped. */
static OrielTarget *
with_uri(OrielTarget *target)
{
  g_autoptr(OrielTarget) owned = target;
  g_autofree char *uri = oriel_target_to_uri(target);

  return oriel_target_new_from_uri(uri, NULL);
}

/* (transfer full) (nullable): the target of a running guest's console; NULL = not reached from
 * here, or by a protocol that has no targets */
static OrielTarget *
read_target(const xmlNode *graphics, const char *protocol, const char *remote_host)
{
  g_auto(Listen) listen = read_listen(graphics);
  guint16 port = (guint16)number(graphics, "port", G_MAXUINT16, 0);
  guint16 tls_port = (guint16)number(graphics, "tlsPort", G_MAXUINT16, 0);
  const char *host = listen.address;

  if (listen.nowhere)
    return NULL;
  if (listen.socket != NULL)
    return remote_host == NULL && g_path_is_absolute(listen.socket)
               ? with_uri(oriel_target_new_unix(protocol, listen.socket))
               : NULL;
  if (port == 0 && tls_port == 0)
    return NULL;
  if (host == NULL || is_wildcard(host))
    host = remote_host != NULL ? remote_host : "127.0.0.1";
  else if (remote_host != NULL && is_loopback(host))
    return NULL;
  return with_uri(oriel_target_new_tcp(protocol, host, port, tls_port, NULL));
}

/* How the channel is set; NULL = as all the others. (transfer full) (nullable) */
static char *
read_channel_mode(const xmlNode *graphics, const char *channel)
{
  for (xmlNode *node = child(graphics, "channel"); node != NULL;
       node = find(node->next, "channel")) {
    g_autofree char *name = attribute(node, "name");

    if (g_strcmp0(name, channel) == 0)
      return attribute(node, "mode");
  }
  return NULL;
}

/* The channels of SPICE that are encrypted or refused; a mode of "any" is none.
 * (transfer full) (nullable) */
static char *
read_secure_channels(const xmlNode *graphics)
{
  static const char *const channels[] = {"main",     "display", "inputs",    "cursor",
                                         "playback", "record",  "smartcard", "usbredir"};
  g_autofree char *default_mode = attribute(graphics, "defaultMode");
  gboolean by_default = g_strcmp0(default_mode, "secure") == 0, all = by_default;
  g_autoptr(GString) list = g_string_new(NULL);

  for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
    g_autofree char *mode = read_channel_mode(graphics, channels[i]);

    if (g_strcmp0(mode, "secure") == 0 || (by_default && g_strcmp0(mode, "insecure") != 0))
      g_string_append_printf(list, "%s%s", list->len > 0 ? "," : "", channels[i]);
    else
      all = FALSE;
  }
  if (all)
    return g_strdup("all");
  return list->len > 0 ? g_strdup(list->str) : NULL;
}

static void
free_place(gpointer target)
{
  if (target != NULL)
    oriel_target_unref(target);
}

static void
read_graphics(OrielLibvirtDetails *self,
              const xmlNode *devices,
              gboolean active,
              const char *remote_host)
{
  self->graphics = g_ptr_array_new_with_free_func(g_object_unref);
  self->places = g_ptr_array_new_with_free_func(free_place);

  for (xmlNode *node = child(devices, "graphics");
       node != NULL && self->graphics->len < MAX_DEVICES; node = find(node->next, "graphics")) {
    g_autofree char *type = attribute(node, "type");
    g_autofree char *protocol = oriel_text_sanitize(type != NULL ? type : "unknown", -1, 32);
    g_autofree char *password = attribute(node, "passwd");
    g_autofree char *secure_channels = read_secure_channels(node);
    g_autoptr(OrielTarget) target = active ? read_target(node, protocol, remote_host) : NULL;

    g_ptr_array_add(self->places, active ? read_target(node, protocol, NULL) : NULL);
    g_ptr_array_add(self->graphics, oriel_graphics_new(self->graphics->len, protocol, target,
                                                       password, secure_channels));
  }
}

/* What libvirt calls the @index-th device of @kind; it tells only while the guest runs. */
static char *
read_alias(const xmlNode *device, const char *kind, guint index)
{
  g_autofree char *alias = attribute(child(device, "alias"), "name");

  return alias != NULL ? oriel_text_sanitize(alias, -1, 64) : g_strdup_printf("%s%u", kind, index);
}

static void
read_serials(const xmlNode *devices, GPtrArray *result)
{
  guint index = 0;

  for (xmlNode *node = child(devices, "serial"); node != NULL && index < MAX_DEVICES;
       node = find(node->next, "serial")) {
    g_autofree char *alias = read_alias(node, "serial", index);
    guint port = number(child(node, "target"), "port", G_MAXINT, index);

    g_ptr_array_add(result, oriel_console_new(alias, "serial", port));
    index++;
  }
}

static gboolean
has_alias(GPtrArray *consoles, const char *alias)
{
  for (guint i = 0; i < consoles->len; i++)
    if (strcmp(oriel_console_get_alias(consoles->pdata[i]), alias) == 0)
      return TRUE;
  return FALSE;
}

/* A <console> whose target is a serial line is that line once more: libvirt writes the first of
 * them for programs that know no <serial>. */
static void
read_consoles(const xmlNode *devices, GPtrArray *result)
{
  guint n_serials = result->len, index = 0;

  for (xmlNode *node = child(devices, "console"); node != NULL && index < MAX_DEVICES;
       node = find(node->next, "console"), index++) {
    const xmlNode *target = child(node, "target");
    g_autofree char *type = attribute(target, "type");
    gboolean is_serial = type == NULL || strcmp(type, "serial") == 0;
    g_autofree char *alias = read_alias(node, "console", index);

    if ((is_serial && n_serials > 0) || has_alias(result, alias))
      continue;
    g_ptr_array_add(result,
                    oriel_console_new(alias, "console", number(target, "port", G_MAXINT, index)));
  }
}

/* KiB, which is what libvirt writes, whatever it was given. */
static guint64
read_memory(const xmlNode *domain)
{
  g_autofree char *current = text_of(domain, "currentMemory");
  g_autofree char *memory = text_of(domain, "memory");
  guint64 kibibytes = 0;

  g_ascii_string_to_unsigned(current != NULL  ? current
                             : memory != NULL ? memory
                                              : "",
                             10, 0, G_MAXUINT64, &kibibytes, NULL);
  return kibibytes;
}

static guint
read_vcpus(const xmlNode *domain)
{
  g_autofree char *text = text_of(domain, "vcpu");
  guint64 maximum;

  if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT, &maximum, NULL))
    return 0;
  return number(child(domain, "vcpu"), "current", G_MAXUINT, (guint)maximum);
}

/* (transfer full) (nullable) */
static char *
read_metadata(const xmlNode *domain)
{
  xmlNode *node = child(domain, "metadata");
  xmlBuffer *buffer;
  char *copy;

  if (node == NULL)
    return NULL;
  buffer = xmlBufferCreate();
  xmlNodeDump(buffer, node->doc, node, 0, 0);
  copy = g_strdup((const char *)xmlBufferContent(buffer));
  xmlBufferFree(buffer);
  return copy;
}

static OrielLibvirtDetails *
read_domain(const xmlNode *domain, const char *remote_host)
{
  OrielLibvirtDetails *self = g_new0(OrielLibvirtDetails, 1);
  const xmlNode *devices = child(domain, "devices");
  g_autofree char *id = attribute(domain, "id");

  self->runs = id != NULL;
  self->title = text_of(domain, "title");
  self->description = text_of(domain, "description");
  self->metadata = read_metadata(domain);
  self->memory = read_memory(domain);
  self->vcpus = read_vcpus(domain);
  read_graphics(self, devices, self->runs, remote_host);
  self->consoles = g_ptr_array_new_with_free_func(g_object_unref);
  read_serials(devices, self->consoles);
  read_consoles(devices, self->consoles);
  return self;
}

/* (nullable): the document whose root is called @name */
static xmlDoc *
parse(const char *xml, const char *name)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
  gsize length = strlen(xml);
  g_autoptr(xmlDoc) document = NULL;
  xmlNode *root;

  if (length <= MAX_XML)
    document = xmlReadMemory(xml, (int)length, NULL, NULL, options);
  root = document != NULL ? xmlDocGetRootElement(document) : NULL;
  /* A document type could declare entities, and libvirt never writes one. */
  if (root == NULL || xmlGetIntSubset(document) != NULL || !is_element(root, name))
    return NULL;
  return g_steal_pointer(&document);
}

OrielLibvirtDetails *
oriel_libvirt_xml_parse(const char *xml, const char *remote_host, GError **error)
{
  g_autoptr(xmlDoc) document = parse(xml, "domain");

  if (document == NULL) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                        "the description of the guest is not a libvirt domain");
    return NULL;
  }
  return read_domain(xmlDocGetRootElement(document), remote_host);
}

OrielSnapshot *
oriel_libvirt_xml_parse_snapshot(const char *xml, const char *name, gboolean current)
{
  g_autoptr(xmlDoc) document = parse(xml, "domainsnapshot");
  const xmlNode *root = document != NULL ? xmlDocGetRootElement(document) : NULL;
  g_autofree char *description = text_of(root, "description");
  g_autofree char *state = text_of(root, "state");
  g_autofree char *created = text_of(root, "creationTime");
  gint64 time = 0;

  if (created != NULL)
    g_ascii_string_to_signed(created, 10, 0, G_MAXINT64, &time, NULL);
  return oriel_snapshot_new(name, description, state, time, current);
}

char *
oriel_libvirt_xml_make_snapshot(const char *name, const char *description)
{
  g_autoptr(GString) xml = g_string_new("<domainsnapshot>");
  const struct {
    const char *element, *text;
  } parts[] = {{"name", name}, {"description", description}};

  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autofree char *clean =
        parts[i].text != NULL ? oriel_text_sanitize(parts[i].text, -1, MAX_TEXT) : NULL;
    g_autofree char *escaped = clean != NULL ? g_markup_escape_text(clean, -1) : NULL;

    if (escaped != NULL && *escaped != '\0')
      g_string_append_printf(xml, "<%s>%s</%s>", parts[i].element, escaped, parts[i].element);
  }
  g_string_append(xml, "</domainsnapshot>");
  return g_string_free(g_steal_pointer(&xml), FALSE);
}

void
oriel_libvirt_details_free(OrielLibvirtDetails *self)
{
  g_free(self->title);
  g_free(self->description);
  g_free(self->metadata);
  g_ptr_array_unref(self->graphics);
  g_ptr_array_unref(self->places);
  g_ptr_array_unref(self->consoles);
  g_free(self);
}
