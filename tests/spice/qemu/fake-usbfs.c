// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A kernel's USB device where there is none, for programs that this library is loaded into: an open
 * file, whose content is the device's descriptors, takes the requests of linux/usbdevice_fs.h. It
 * is a disk on a stick (USB Mass Storage Class, Bulk-Only Transport 1.0; SPC-2; SBC) that boots a
 * PC and paints its screen. Every transfer is done as soon as it is submitted.
 */
#include <dlfcn.h>
#include <errno.h>
#include <linux/usbdevice_fs.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "fake-usbfs.h"

#define MAX_DONE 64
#define MAX_SECTORS 64 /* of a transfer */
#define SECTOR 512

/* mode 13h; es = 0xa000; fills the screen with number 2 of the palette; rests. */
static const uint8_t program[] = {0xb8, 0x13, 0x00, 0xcd, 0x10, 0x68, 0x00, 0xa0, 0x07, 0x31, 0xff,
                                  0xb0, 0x02, 0xb9, 0x00, 0xfa, 0xfc, 0xf3, 0xaa, 0xf4, 0xeb, 0xfd};

/* Scripts read it, to make the file. */
extern const uint8_t fake_usbfs_descriptors[FAKE_USBFS_SIZE];
const uint8_t fake_usbfs_descriptors[FAKE_USBFS_SIZE] = FAKE_USBFS_DESCRIPTORS;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int device = -1; /* the descriptor that programs have of it */
static int ready = -1;  /* counts what is done */
static struct usbdevfs_urb *done[MAX_DONE];
static unsigned n_done;

/* What the next transfer to the host brings, and the status that follows. */
static uint8_t answer[MAX_SECTORS * SECTOR];
static size_t answer_size;
static uint8_t status[13];
static size_t status_size;

static void
read_sectors(const uint8_t *command)
{
  uint32_t first = (uint32_t)command[2] << 24 | (uint32_t)command[3] << 16 |
                   (uint32_t)command[4] << 8 | command[5];
  size_t count = command[8];

  if (count > MAX_SECTORS)
    return;
  memset(answer, 0, count * SECTOR);
  if (first == 0) {
    memcpy(answer, program, sizeof program);
    answer[510] = 0x55;
    answer[511] = 0xaa;
  }
  answer_size = count * SECTOR;
}

static void
obey(const uint8_t *wrapper)
{
  const uint8_t *command = wrapper + 15;

  answer_size = 0;
  switch (command[0]) {
  case 0x12: /* INQUIRY */
    memset(answer, 0, 36);
    memcpy(answer, "\0\0\4\2\37\0\0\0ORIEL   STICK           1   ", 36);
    answer_size = 36;
    break;
  case 0x03: /* REQUEST SENSE */
    memset(answer, 0, 18);
    answer[0] = 0x70;
    answer_size = 18;
    break;
  case 0x1a: /* MODE SENSE */
    memcpy(answer, "\3\0\0\0", 4);
    answer_size = 4;
    break;
  case 0x25: /* READ CAPACITY */
    /* Large enough for a BIOS that counts in cylinders: 128 MiB. */
    memcpy(answer, "\0\3\377\377\0\0\2\0", 8);
    answer_size = 8;
    break;
  case 0x28: /* READ (10) */
    read_sectors(command);
    break;
  default:
    break;
  }
  memcpy(status, "USBS", 4);
  memcpy(status + 4, wrapper + 4, 4); /* the tag */
  memset(status + 8, 0, 5);
  status_size = sizeof status;
}

static int
take(void *buffer, size_t size, uint8_t *source, size_t *length)
{
  size_t n = size < *length ? size : *length;

  memcpy(buffer, source, n);
  memmove(source, source + n, *length - n);
  *length -= n;
  return (int)n;
}

static void
transfer_bulk(struct usbdevfs_urb *urb)
{
  urb->actual_length = urb->buffer_length;
  if ((urb->endpoint & 0x80) == 0)
    obey(urb->buffer);
  else if (answer_size > 0)
    urb->actual_length = take(urb->buffer, (size_t)urb->buffer_length, answer, &answer_size);
  else
    urb->actual_length = take(urb->buffer, (size_t)urb->buffer_length, status, &status_size);
}

/* (USB 2.0, 9.3: what is asked comes first in the buffer) */
static void
transfer_control(struct usbdevfs_urb *urb)
{
  const uint8_t *setup = urb->buffer;
  uint8_t *data = (uint8_t *)urb->buffer + 8;
  size_t room = (size_t)setup[6] | (size_t)setup[7] << 8;
  const uint8_t *source = NULL;
  size_t size = 0;
  uint8_t zero = 0;

  if (setup[1] == 6 && setup[3] == 1) { /* GET_DESCRIPTOR of the device */
    source = fake_usbfs_descriptors;
    size = 18;
  } else if (setup[1] == 6 && setup[3] == 2) { /* and of the configuration */
    source = fake_usbfs_descriptors + 18;
    size = FAKE_USBFS_SIZE - 18;
  } else if (setup[0] == 0xa1 && setup[1] == 0xfe) { /* GET MAX LUN */
    source = &zero;
    size = 1;
  } else if ((setup[0] & 0x80) != 0) {
    urb->status = -EPIPE;
  }
  if (source != NULL)
    memcpy(data, source, size < room ? size : room);
  urb->actual_length = (int)(size < room ? size : room);
}

static int
submit(struct usbdevfs_urb *urb)
{
  uint64_t one = 1;

  if (n_done == MAX_DONE) {
    errno = ENOMEM;
    return -1;
  }
  urb->status = 0;
  if (urb->type == USBDEVFS_URB_TYPE_CONTROL)
    transfer_control(urb);
  else
    transfer_bulk(urb);
  done[n_done++] = urb;
  return write(ready, &one, sizeof one) == sizeof one ? 0 : -1;
}

static int
reap(void **urb)
{
  uint64_t one;

  if (n_done == 0) {
    errno = EAGAIN;
    return -1;
  }
  *urb = done[0];
  memmove(done, done + 1, --n_done * sizeof done[0]);
  return read(ready, &one, sizeof one) == sizeof one ? 0 : -1;
}

static int
handle(int fd, unsigned long request, void *argument)
{
  device = fd;
  if (ready < 0)
    ready = eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE | EFD_NONBLOCK);
  switch (request) {
  case USBDEVFS_SUBMITURB:
    return submit(argument);
  case USBDEVFS_REAPURBNDELAY:
    return reap(argument);
  case USBDEVFS_GET_CAPABILITIES:
    *(uint32_t *)argument = USBDEVFS_CAP_NO_PACKET_SIZE_LIM;
    return 0;
  case USBDEVFS_GET_SPEED:
    return 3; /* high */
  case USBDEVFS_CONNECTINFO:
    ((struct usbdevfs_connectinfo *)argument)->devnum = 4;
    return 0;
  case USBDEVFS_CONTROL:
    *(uint8_t *)((struct usbdevfs_ctrltransfer *)argument)->data = 1; /* the configuration */
    return 1;
  case USBDEVFS_GETDRIVER:
    errno = ENODATA;
    return -1;
  default:
    return 0;
  }
}

int
ioctl(int fd, unsigned long request, ...)
{
  static int (*real)(int, unsigned long, ...);
  va_list arguments;
  void *argument;
  int result;

  va_start(arguments, request);
  argument = va_arg(arguments, void *);
  va_end(arguments);
  if (real == NULL)
    real = (int (*)(int, unsigned long, ...))(uintptr_t)dlsym(RTLD_NEXT, "ioctl");
  if (_IOC_TYPE(request) != 'U')
    return real(fd, request, argument);
  pthread_mutex_lock(&lock);
  result = handle(fd, request, argument);
  pthread_mutex_unlock(&lock);
  return result;
}

/* The device is ready when there is something to reap. */
int
poll(struct pollfd *fds, nfds_t n, int timeout)
{
  static int (*real)(struct pollfd *, nfds_t, int);
  struct pollfd *found = NULL;
  int result;

  if (real == NULL)
    real = (int (*)(struct pollfd *, nfds_t, int))(uintptr_t)dlsym(RTLD_NEXT, "poll");
  for (nfds_t i = 0; device >= 0 && i < n; i++)
    if (fds[i].fd == device)
      found = &fds[i];
  if (found == NULL)
    return real(fds, n, timeout);
  found->fd = ready;
  found->events = POLLIN;
  result = real(fds, n, timeout);
  found->fd = device;
  found->events = POLLOUT;
  if (found->revents != 0)
    found->revents = POLLOUT;
  return result;
}
