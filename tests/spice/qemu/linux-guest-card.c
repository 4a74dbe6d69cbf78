// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is in the smartcard reader of QEMU, by the messages of USB's class for such (CCID 1.1). */
#include "linux-guest.h"

#include <fcntl.h>
#include <glob.h>
#include <linux/usbdevice_fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* QEMU's usb-ccid. */
#define VENDOR 0x08e6
#define PRODUCT 0x4433
#define BULK_IN 0x82
#define BULK_OUT 0x03

#define POWER_ON 0x62
#define GET_SLOT_STATUS 0x65
#define TRANSFER 0x6f
#define HEADER 10     /* bytes: type, length (4), slot, number, three of the type */
#define STATUS 7      /* the byte of an answer */
#define ABSENT 2      /* in its lowest two bits */
#define PATIENCE 5000 /* ms */

static int
open_reader(void)
{
  unsigned char descriptor[18];
  glob_t found;
  int reader = -1;

  if (glob("/dev/bus/usb/*/*", 0, NULL, &found) != 0)
    return -1;
  for (size_t i = 0; i < found.gl_pathc && reader < 0; i++) {
    reader = open(found.gl_pathv[i], O_RDWR);
    if (read(reader, descriptor, sizeof descriptor) != sizeof descriptor ||
        descriptor[8] + 256 * descriptor[9] != VENDOR ||
        descriptor[10] + 256 * descriptor[11] != PRODUCT) {
      close(reader);
      reader = -1;
    }
  }
  globfree(&found);
  return reader;
}

/* The length of an answer, after its header; -1: none. */
static int
ask(int reader,
    unsigned char type,
    const void *command,
    unsigned length,
    unsigned char *answer,
    unsigned size)
{
  unsigned char message[HEADER + 64] = {type, (unsigned char)length};
  struct usbdevfs_bulktransfer out = {BULK_OUT, HEADER + length, PATIENCE, message};
  struct usbdevfs_bulktransfer in = {BULK_IN, size, PATIENCE, answer};
  int got;

  if (length != 0)
    memcpy(message + HEADER, command, length);
  if (ioctl(reader, USBDEVFS_BULK, &out) < 0)
    return -1;
  got = ioctl(reader, USBDEVFS_BULK, &in);
  return got >= HEADER ? got - HEADER : -1;
}

static void
say_bytes(const char *what, const unsigned char *bytes, int length)
{
  say("%s ", what);
  for (int i = 0; i < length; i++)
    say("%02x", bytes[i]);
  say("\n");
}

void
tell_card(void)
{
  static const unsigned char select_first[] = {0x00, 0xa4, 0x04, 0x00, 0x07, 0xa0,
                                               0x00, 0x00, 0x00, 0x79, 0x01, 0x00};
  unsigned char answer[512];
  int reader = open_reader();
  int interface = 0;
  int length;

  if (reader < 0 || ioctl(reader, USBDEVFS_CLAIMINTERFACE, &interface) != 0) {
    say("card without a reader: %m\n");
    return;
  }
  if (ask(reader, GET_SLOT_STATUS, NULL, 0, answer, sizeof answer) < 0 ||
      (answer[STATUS] & 3) == ABSENT) {
    say("card absent\n");
  } else {
    length = ask(reader, POWER_ON, NULL, 0, answer, sizeof answer);
    say_bytes("card", answer + HEADER, length);
    length = ask(reader, TRANSFER, select_first, sizeof select_first, answer, sizeof answer);
    say_bytes("selected", answer + HEADER, length);
  }
  close(reader);
}
