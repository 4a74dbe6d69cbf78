// SPDX-License-Identifier: LGPL-2.1-or-later
#include "node.h"

#include <glib/gstdio.h>
#include <unistd.h>

void
node_clear(Node *node)
{
  g_unlink(node->path);
  g_free(node->path);
  g_free(node->uri);
}

Node
node_new(const char *domains)
{
  Node node = {0};
  g_autofree char *xml = g_strdup_printf("<node>%s</node>", domains);
  g_autoptr(GError) error = NULL;
  int fd = g_file_open_tmp("oriel-node-XXXXXX", &node.path, &error);

  g_assert_no_error(error);
  close(fd);
  g_file_set_contents(node.path, xml, -1, &error);
  g_assert_no_error(error);
  node.uri = g_strdup_printf("test://%s", node.path);
  return node;
}

char *
node_domain_xml(const char *name, int run_state, const char *inside)
{
  return g_strdup_printf(
      "<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
      "<name>%s</name><memory>65536</memory><vcpu>2</vcpu>"
      "<os><type>hvm</type></os>%s"
      "<test:runstate>%d</test:runstate></domain>",
      name, inside, run_state);
}

Node
node_new_four(void)
{
  g_autofree char *one = node_domain_xml(
      "vm2", 1,
      "<title>The title</title><description>A\nlong one</description>"
      "<devices><graphics type='vnc' port='5910' autoport='no' passwd='canary'>"
      "<listen type='address' address='10.1.2.3'/></graphics>"
      "<graphics type='spice' port='5911' tlsPort='5912' autoport='no' passwd='bird'/>"
      "</devices>");
  g_autofree char *two = node_domain_xml("vm10", 3, "");
  g_autofree char *three = node_domain_xml("Vm1", 5, "");
  g_autofree char *four = node_domain_xml("7", 5, "");
  g_autofree char *all = g_strconcat(one, two, three, four, NULL);

  return node_new(all);
}
