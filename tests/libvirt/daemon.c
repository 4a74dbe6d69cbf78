// SPDX-License-Identifier: LGPL-2.1-or-later
#include "daemon.h"

#include <libvirt/virterror.h>
#include <string.h>

/* 16-bit code at 0000:7c00. */
static const guint8 echo[] = {
    0xba, 0xfa, 0x03, 0xb0, 0x01, 0xee,             /*  0: enable the FIFO of the serial port */
    0xba, 0xf8, 0x03, 0xb0, 0x3e, 0xee,             /*  6: send ">" */
    0xba, 0xfd, 0x03, 0xec, 0xa8, 0x01, 0x75, 0x09, /* 12: received something: go to 29 */
    0xe2, 0xf6,                                     /* 20: look again, cx times */
    0xfb, 0xf4, 0xb9, 0x01, 0x00, 0xeb, 0xef,       /* 22: sleep until an interrupt, look once */
    0xba, 0xf8, 0x03, 0xec, 0x88, 0xc4,             /* 29: take it */
    0xba, 0xfd, 0x03, 0xec, 0xa8, 0x20, 0x74, 0xfb, /* 35: wait until sending is possible */
    0x88, 0xe0, 0xba, 0xf8, 0x03, 0xee,             /* 43: send it back */
    0xb9, 0x00, 0x40, 0xeb, 0xd6,                   /* 49: look for more for a while */
};

static void
write_boot_sector(const char *path)
{
  char sector[512] = {0};
  g_autoptr(GError) error = NULL;

  memcpy(sector, echo, sizeof echo);
  sector[510] = '\x55';
  sector[511] = '\xaa';
  g_file_set_contents_full(path, sector, sizeof sector, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error(error);
}

static char *
read_line(Daemon *self)
{
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line(self->output, NULL, NULL, &error);

  g_assert_no_error(error);
  g_assert_nonnull(line);
  return line;
}

void
daemon_connect(Daemon *self)
{
  g_clear_pointer(&self->control, virConnectClose);
  self->control = virConnectOpen(self->uri);
  g_assert_nonnull(self->control);
}

Daemon *
daemon_start(void)
{
  g_autofree char *libvirtd = g_find_program_in_path("libvirtd");
  g_autofree char *script = g_test_build_filename(G_TEST_DIST, "private-libvirt.py", NULL);
  g_autofree char *line = NULL, *image = NULL;
  g_autoptr(GError) error = NULL;
  Daemon *self;

  if (libvirtd == NULL && !g_file_test("/usr/sbin/libvirtd", G_FILE_TEST_IS_EXECUTABLE))
    return NULL;
  self = g_new0(Daemon, 1);
  self->process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, script, NULL);
  g_assert_no_error(error);
  self->output = g_data_input_stream_new(g_subprocess_get_stdout_pipe(self->process));
  line = read_line(self);
  g_assert_true(g_str_has_prefix(line, "READY qemu:///session?socket=/"));
  self->uri = g_strdup(line + strlen("READY "));
  self->directory = g_strdup(strstr(line, "socket=") + strlen("socket="));
  *strstr(self->directory, "/run/") = '\0';
  image = g_build_filename(self->directory, "echo.img", NULL);
  write_boot_sector(image);
  daemon_connect(self);
  return self;
}

void
daemon_command(Daemon *self, const char *command)
{
  g_autofree char *sent = g_strconcat(command, "\n", NULL);
  g_autofree char *expected = g_strconcat("OK ", command, NULL);
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all(g_subprocess_get_stdin_pipe(self->process), sent, strlen(sent), NULL,
                            NULL, &error);
  g_assert_no_error(error);
  line = read_line(self);
  g_assert_cmpstr(line, ==, expected);
}

void
daemon_free(Daemon *self)
{
  g_clear_pointer(&self->control, virConnectClose);
  g_output_stream_close(g_subprocess_get_stdin_pipe(self->process), NULL, NULL);
  g_subprocess_wait(self->process, NULL, NULL);
  g_object_unref(self->process);
  g_object_unref(self->output);
  g_free(self->uri);
  g_free(self->directory);
  g_free(self);
}

char *
daemon_guest_xml(Daemon *self, const char *name, const char *graphics)
{
  return g_strdup_printf(
      "<domain type='qemu'><name>%s</name><title>Echo &amp; more</title>"
      "<memory unit='MiB'>16</memory><vcpu>1</vcpu>"
      "<os><type arch='x86_64' machine='pc'>hvm</type><boot dev='fd'/></os>"
      "<devices><disk type='file' device='floppy'><driver name='qemu' type='raw'/>"
      "<source file='%s/echo.img'/><target dev='fda'/><readonly/></disk>"
      "<serial type='pty'><target port='0'/></serial>%s"
      "<video><model type='vga'/></video><memballoon model='none'/></devices></domain>",
      name, self->directory, graphics);
}

void
daemon_define(Daemon *self, const char *xml)
{
  virDomainPtr domain = virDomainDefineXML(self->control, xml);

  if (domain == NULL)
    g_error("%s", virGetLastErrorMessage());
  virDomainFree(domain);
}

void
daemon_create(Daemon *self, const char *xml)
{
  virDomainPtr domain = virDomainCreateXML(self->control, xml, 0);

  if (domain == NULL)
    g_error("%s", virGetLastErrorMessage());
  virDomainFree(domain);
}

virDomainPtr
daemon_lookup(Daemon *self, const char *name)
{
  virDomainPtr domain = virDomainLookupByName(self->control, name);

  g_assert_nonnull(domain);
  return domain;
}
