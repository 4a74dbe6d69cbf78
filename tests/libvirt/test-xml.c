// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is read out of domain XML: pure, no libvirt. */
#include "oriel-libvirt-xml.h"

#include <string.h>

static OrielLibvirtDetails *
parse(const char *xml, const char *remote_host)
{
  g_autoptr(GError) error = NULL;
  OrielLibvirtDetails *details = oriel_libvirt_xml_parse(xml, remote_host, &error);

  g_assert_no_error(error);
  g_assert_nonnull(details);
  return details;
}

/* A running guest with @devices. */
static OrielLibvirtDetails *
parse_devices(const char *devices, const char *remote_host)
{
  g_autofree char *xml = g_strdup_printf(
      "<domain type='kvm' id='3'><name>a</name><devices>%s</devices></domain>", devices);

  return parse(xml, remote_host);
}

static void
check_uri(OrielLibvirtDetails *details, guint index, const char *uri)
{
  OrielTarget *target;
  g_autofree char *found = NULL;

  g_assert_cmpuint(index, <, details->graphics->len);
  target = oriel_graphics_get_target(details->graphics->pdata[index]);
  found = target != NULL ? oriel_target_to_uri(target) : NULL;
  g_assert_cmpstr(found, ==, uri);
}

static void
test_texts(void)
{
  g_autoptr(OrielLibvirtDetails) details =
      parse("<domain type='kvm'><name>a</name><title>The &lt;first&gt;</title>"
            "<description>one\ntwo</description>"
            "<metadata><x:os xmlns:x='http://x/1' id='debian'/></metadata>"
            "<memory unit='KiB'>2097152</memory><currentMemory unit='KiB'>1048576</currentMemory>"
            "<vcpu placement='static' current='2'>8</vcpu></domain>",
            NULL);

  g_assert_false(details->runs);
  g_assert_cmpstr(details->title, ==, "The <first>");
  g_assert_cmpstr(details->description, ==, "one\ntwo");
  g_assert_cmpstr(details->metadata, ==,
                  "<metadata><x:os xmlns:x=\"http://x/1\" id=\"debian\"/></metadata>");
  g_assert_cmpuint(details->memory, ==, 1048576);
  g_assert_cmpuint(details->vcpus, ==, 2);
  g_assert_cmpuint(details->graphics->len, ==, 0);
  g_assert_cmpuint(details->consoles->len, ==, 0);
}

static void
test_bare(void)
{
  g_autoptr(OrielLibvirtDetails) details = parse("<domain><vcpu>4</vcpu></domain>", NULL);

  g_assert_null(details->title);
  g_assert_null(details->description);
  g_assert_null(details->metadata);
  g_assert_cmpuint(details->memory, ==, 0);
  g_assert_cmpuint(details->vcpus, ==, 4);
}

/* Where a <graphics> is reached: from the same machine, and from another. */
static void
test_addresses(void)
{
  static const struct {
    const char *graphics;
    const char *local;
    const char *remote;
  } cases[] = {
      {"<graphics type='vnc' port='5901'><listen type='address' address='127.0.0.1'/></graphics>",
       "vnc://127.0.0.1:5901", NULL},
      {"<graphics type='vnc' port='5901' listen='::1'/>", "vnc://[::1]:5901", NULL},
      {"<graphics type='vnc' port='5901' listen='localhost'/>", "vnc://localhost:5901", NULL},
      {"<graphics type='vnc' port='5901' listen='0.0.0.0'/>", "vnc://127.0.0.1:5901",
       "vnc://server1:5901"},
      {"<graphics type='vnc' port='5901'><listen type='address' address='::'/></graphics>",
       "vnc://127.0.0.1:5901", "vnc://server1:5901"},
      {"<graphics type='vnc' port='5901'/>", "vnc://127.0.0.1:5901", "vnc://server1:5901"},
      {"<graphics type='vnc' port='5901' listen=''><listen type='address'/></graphics>",
       "vnc://127.0.0.1:5901", "vnc://server1:5901"},
      {"<graphics type='vnc' port='5902' listen='10.0.0.1'/>", "vnc://10.0.0.1:5902",
       "vnc://10.0.0.1:5902"},
      {"<graphics type='vnc' port='5902'><listen type='network' network='n' address='10.0.0.7'/>"
       "</graphics>",
       "vnc://10.0.0.7:5902", "vnc://10.0.0.7:5902"},
      /* The first <listen> counts, before the older attribute. */
      {"<graphics type='vnc' port='5902' listen='10.0.0.1'>"
       "<listen type='address' address='10.0.0.2'/><listen type='address' address='10.0.0.3'/>"
       "</graphics>",
       "vnc://10.0.0.2:5902", "vnc://10.0.0.2:5902"},
      {"<graphics type='vnc'><listen type='socket' socket='/run/a.sock'/></graphics>",
       "vnc+unix:///run/a.sock", NULL},
      {"<graphics type='vnc' socket='/run/a.sock'/>", "vnc+unix:///run/a.sock", NULL},
      {"<graphics type='vnc' socket='run/a.sock'/>", NULL, NULL},
      {"<graphics type='vnc' port='5901'><listen type='none'/></graphics>", NULL, NULL},
      {"<graphics type='vnc' port='-1' autoport='yes' listen='10.0.0.1'/>", NULL, NULL},
      {"<graphics type='vnc' port='70000' listen='10.0.0.1'/>", NULL, NULL},
      {"<graphics type='vnc' port='59x' listen='10.0.0.1'/>", NULL, NULL},
      {"<graphics type='vnc' listen='10.0.0.1'/>", NULL, NULL},
      /* Listed, though no URI leads there. */
      {"<graphics type='dbus'/>", NULL, NULL},
      {"<graphics type='sdl' display=':0'/>", NULL, NULL},
      {"<graphics type='rdp' port='3389' listen='10.0.0.1'/>", NULL, NULL},
      {"<graphics/>", NULL, NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(OrielLibvirtDetails) local = parse_devices(cases[i].graphics, NULL);
    g_autoptr(OrielLibvirtDetails) remote = parse_devices(cases[i].graphics, "server1");

    g_test_message("%s", cases[i].graphics);
    g_assert_cmpuint(local->graphics->len, ==, 1);
    check_uri(local, 0, cases[i].local);
    check_uri(remote, 0, cases[i].remote);
  }
}

static void
test_several(void)
{
  g_autoptr(OrielLibvirtDetails) details =
      parse_devices("<graphics type='spice' port='5900' tlsPort='5901' passwd='one'/>"
                    "<graphics type='vnc' port='5902' passwd='two'/><video/>"
                    "<graphics type='egl-headless'/>",
                    NULL);
  static const char *const protocols[] = {"spice", "vnc", "egl-headless"};
  static const char *const passwords[] = {"one", "two", NULL};

  g_assert_cmpuint(details->graphics->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    OrielGraphics *graphics = details->graphics->pdata[i];

    g_assert_cmpuint(oriel_graphics_get_index(graphics), ==, i);
    g_assert_cmpstr(oriel_graphics_get_protocol(graphics), ==, protocols[i]);
    g_assert_cmpstr(oriel_graphics_get_password(graphics), ==, passwords[i]);
  }
  check_uri(details, 1, "vnc://127.0.0.1:5902");
  check_uri(details, 2, NULL);
}

/* What a server of SPICE refuses where it is not encrypted. */
static void
test_secure_channels(void)
{
  static const struct {
    const char *graphics, *channels;
  } cases[] = {
      {"<graphics type='spice' tlsPort='5901'/>", NULL},
      {"<graphics type='spice' defaultMode='any'><channel name='main' mode='any'/></graphics>",
       NULL},
      {"<graphics type='spice' defaultMode='secure'/>", "all"},
      {"<graphics type='spice' defaultMode='secure'><channel name='main' mode='any'/></graphics>",
       "all"},
      {"<graphics type='spice'><channel name='main' mode='secure'/>"
       "<channel name='inputs' mode='secure'/><channel name='display' mode='insecure'/></graphics>",
       "main,inputs"},
      {"<graphics type='spice' defaultMode='secure'><channel name='display' mode='insecure'/>"
       "<channel name='cursor' mode='insecure'/></graphics>",
       "main,inputs,playback,record,smartcard,usbredir"},
      {"<graphics type='spice' defaultMode='insecure'><channel/><channel name='x' mode='secure'/>"
       "<channel name='main'/><channel mode='secure'/></graphics>",
       NULL},
      {"<graphics type='vnc' port='5901'/>", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(OrielLibvirtDetails) details = parse_devices(cases[i].graphics, NULL);

    g_test_message("%s", cases[i].graphics);
    g_assert_cmpstr(oriel_graphics_get_secure_channels(details->graphics->pdata[0]), ==,
                    cases[i].channels);
  }
}

static void
test_inactive(void)
{
  g_autoptr(OrielLibvirtDetails) details =
      parse("<domain type='kvm'><devices><graphics type='vnc' port='5905' listen='10.0.0.1'/>"
            "<serial type='pty'/><console type='pty'><target type='serial'/></console>"
            "</devices></domain>",
            NULL);

  check_uri(details, 0, NULL);
  g_assert_cmpuint(details->consoles->len, ==, 1);
  g_assert_cmpstr(oriel_console_get_alias(details->consoles->pdata[0]), ==, "serial0");
}

static void
check_console(
    OrielLibvirtDetails *details, guint index, const char *alias, const char *kind, guint port)
{
  OrielConsole *console;

  g_assert_cmpuint(index, <, details->consoles->len);
  console = details->consoles->pdata[index];
  g_assert_cmpstr(oriel_console_get_alias(console), ==, alias);
  g_assert_cmpstr(oriel_console_get_kind(console), ==, kind);
  g_assert_cmpuint(oriel_console_get_port(console), ==, port);
}

static void
test_consoles(void)
{
  g_autoptr(OrielLibvirtDetails) details = parse_devices(
      "<serial type='pty'><source path='/dev/pts/1'/><target type='isa-serial' port='0'/>"
      "<alias name='serial0'/></serial>"
      "<serial type='unix'><target port='3'/><alias name='ua-mine'/></serial>"
      "<console type='pty' tty='/dev/pts/1'><target type='serial' port='0'/>"
      "<alias name='serial0'/></console>"
      "<console type='pty'><target type='virtio' port='1'/><alias name='console1'/></console>"
      "<console type='pty'><target type='virtio' port='2'/></console>",
      NULL);

  g_assert_cmpuint(details->consoles->len, ==, 4);
  check_console(details, 0, "serial0", "serial", 0);
  check_console(details, 1, "ua-mine", "serial", 3);
  check_console(details, 2, "console1", "console", 1);
  check_console(details, 3, "console2", "console", 2);
}

/* Without a <serial>, a console of a serial line is one of its own (s390, containers). */
static void
test_console_alone(void)
{
  g_autoptr(OrielLibvirtDetails) details = parse_devices(
      "<console type='pty'><target type='serial' port='0'/><alias name='console0'/></console>",
      NULL);

  g_assert_cmpuint(details->consoles->len, ==, 1);
  check_console(details, 0, "console0", "console", 0);
}

/* Nothing a document says is fetched, expanded or believed beyond what it is. */
static void
test_refused(void)
{
  static const char *const documents[] = {
      "",
      "no XML",
      "<domain>",
      "<network/>",
      "<!DOCTYPE domain><domain/>",
      "<!DOCTYPE domain SYSTEM 'file:///etc/passwd'><domain/>",
      "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><domain><title>&e;</title></domain>",
      ("<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
       "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><domain><title>&c;</title></domain>"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS(documents); i++) {
    g_autoptr(GError) error = NULL;

    g_test_message("%s", documents[i]);
    g_assert_null(oriel_libvirt_xml_parse(documents[i], NULL, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL);
  }
}

static void
test_too_big(void)
{
  g_autoptr(GString) document = g_string_new("<domain><title>");
  g_autoptr(GError) error = NULL;

  while (document->len < 17 * 1024 * 1024)
    g_string_append(document, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  g_string_append(document, "</title></domain>");
  g_assert_null(oriel_libvirt_xml_parse(document->str, NULL, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL);
}

/* A host that describes a guest of a hundred thousand devices keeps nobody busy for minutes. */
static void
test_too_many(void)
{
  g_autoptr(GString) devices = g_string_new(NULL);
  g_autoptr(OrielLibvirtDetails) details = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append(devices, "<graphics type='vnc' port='5900'/><serial/>"
                             "<console><target type='virtio'/></console>");
  details = parse_devices(devices->str, NULL);
  g_assert_cmpuint(details->graphics->len, <=, 1000);
  g_assert_cmpuint(details->consoles->len, <=, 1000);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/libvirt/xml/texts", test_texts);
  g_test_add_func("/libvirt/xml/bare", test_bare);
  g_test_add_func("/libvirt/xml/addresses", test_addresses);
  g_test_add_func("/libvirt/xml/several", test_several);
  g_test_add_func("/libvirt/xml/secure-channels", test_secure_channels);
  g_test_add_func("/libvirt/xml/inactive", test_inactive);
  g_test_add_func("/libvirt/xml/consoles", test_consoles);
  g_test_add_func("/libvirt/xml/console-alone", test_console_alone);
  g_test_add_func("/libvirt/xml/refused", test_refused);
  g_test_add_func("/libvirt/xml/too-big", test_too_big);
  g_test_add_func("/libvirt/xml/too-many", test_too_many);
  return g_test_run();
}
