// SPDX-License-Identifier: LGPL-2.1-or-later
/* The only program of a Linux guest: tells the console's font on its serial port, copies the file
 * /text to the screen, and says READY; without such a file it ends, which the kernel shows. */
#include <fcntl.h>
#include <linux/kd.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_GLYPHS 512
#define ROWS_KEPT 32 /* of a glyph, as the kernel hands them out */

static void
tell_font(int tty, FILE *serial)
{
  static unsigned char bits[MAX_GLYPHS * ROWS_KEPT * 8];
  static struct unipair pairs[4096];
  struct console_font_op op = {
      .op = KD_FONT_OP_GET, .width = 32, .height = 32, .charcount = MAX_GLYPHS, .data = bits};
  struct unimapdesc map = {sizeof pairs / sizeof *pairs, pairs};
  unsigned row_bytes;

  if (ioctl(tty, KDFONTOP, &op) != 0 || ioctl(tty, GIO_UNIMAP, &map) != 0)
    return;
  row_bytes = (op.width + 7) / 8;
  fprintf(serial, "\nFONT %u %u\n", op.width, op.height);
  for (unsigned i = 0; i < op.charcount; i++) {
    fprintf(serial, "GLYPH %u ", i);
    for (unsigned n = 0; n < op.height * row_bytes; n++)
      fprintf(serial, "%02x", bits[i * ROWS_KEPT * row_bytes + n]);
    fprintf(serial, "\n");
  }
  for (unsigned i = 0; i < map.entry_ct; i++)
    fprintf(serial, "MAP %x %u\n", pairs[i].unicode, pairs[i].fontpos);
}

int
main(void)
{
  static char text[65536];
  int tty, file;
  ssize_t length = 0;
  FILE *serial;

  mkdir("/dev", 0755);
  mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
  tty = open("/dev/tty0", O_RDWR);
  serial = fopen("/dev/ttyS0", "w");
  file = open("/text", O_RDONLY);
  if (tty < 0 || serial == NULL)
    return 1;
  tell_font(tty, serial);
  if (file >= 0)
    length = read(file, text, sizeof text);
  for (ssize_t written = 0, n; written < length; written += n) {
    n = write(tty, text + written, (size_t)(length - written));
    if (n <= 0)
      return 1;
  }

  fprintf(serial, "READY\n");
  fflush(serial);
  /* With nothing to show, the kernel shows that its first program ended. */
  if (length <= 0)
    return 0;
  for (;;)
    pause();
}
