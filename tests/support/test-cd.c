// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-cd.h"

#include <string.h>

#define SECTOR 2048
#define N_SECTORS 24
/* The sectors of El Torito's boot catalog and of the program, and what of it is loaded. */
#define CATALOG 19
#define PROGRAM 20
#define PROGRAM_SIZE (2 * SECTOR)

/* mode 13h; es = 0xa000; ds = 0; al = the last byte that was loaded; fills the screen; rests. */
static const guint8 program[] = {
    0xb8, 0x13, 0x00, 0xcd, 0x10, 0xb8, 0x00, 0xa0, 0x8e, 0xc0, 0x31, 0xff, 0x31, 0xc0,
    0x8e, 0xd8, 0xa0, 0xff, 0x8b, 0xb9, 0x00, 0xfa, 0xfc, 0xf3, 0xaa, 0xf4, 0xeb, 0xfd,
};

/* A volume descriptor (ISO 9660, 8.1). */
static void
describe(guint8 *sector, guint8 type)
{
  sector[0] = type;
  memcpy(sector + 1, "CD001\1", 6);
}

/* (El Torito 1.0, 2.0: the validation entry, whose words add up to 0, and the initial entry) */
static void
fill_catalog(guint8 *sector)
{
  static const guint8 end[] = {0xaa, 0x55, 0x55, 0xaa};

  sector[0] = 1;
  memcpy(sector + 28, end, sizeof end);
  sector[32] = 0x88;
  sector[38] = PROGRAM_SIZE / 512;
  sector[40] = PROGRAM;
}

char *
test_cd_make(const char *directory, const char *name)
{
  g_autofree guint8 *image = g_malloc0(N_SECTORS * SECTOR);
  guint8 *boot = image + 17 * SECTOR;
  g_autofree char *path = g_strdup_printf("%s/%s.iso", directory, name);
  g_autoptr(GError) error = NULL;

  describe(image + 16 * SECTOR, 1);
  memset(image + 16 * SECTOR + 40, ' ', 32);
  memcpy(image + 16 * SECTOR + 40, name, strlen(name));
  describe(boot, 0);
  memcpy(boot + 7, "EL TORITO SPECIFICATION", 23);
  boot[0x47] = CATALOG;
  describe(image + 18 * SECTOR, 0xff);
  fill_catalog(image + CATALOG * SECTOR);
  memcpy(image + PROGRAM * SECTOR, program, sizeof program);
  image[PROGRAM * SECTOR + PROGRAM_SIZE - 1] = 4;
  g_file_set_contents(path, (const char *)image, N_SECTORS * SECTOR, &error);
  g_assert_no_error(error);
  return g_steal_pointer(&path);
}
