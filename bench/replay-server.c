// SPDX-License-Identifier: LGPL-2.1-or-later
#include "replay-server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <gio/gio.h>

#define NS_PER_SECOND 1000000000.0
#define PRIME_SIDE 64
#define INPUT_SIZE (64 * 1024)

struct _ReplayServer {
  ReplayScene *scene; /* (not owned) */
  ReplayCodec *codec; /* (not owned) */
  ReplayReport report;
  GByteArray *start;   /* (owned) the first picture, raw */
  GByteArray *prime;   /* (owned) opens the encoding's streams, changes nothing */
  GPtrArray *messages; /* (owned) of GByteArray, one for each update of the cycle */

  int fd; /* (owned) -1 = no client */
  guint8 input[INPUT_SIZE];
  gsize input_size;
  gsize skip;            /* bytes of clipboard text still to come and to be ignored */
  GByteArray *whole;     /* (owned) a whole picture made for the request at hand */
  const GByteArray *out; /* (not owned) what is being written, NULL = nothing */
  gsize out_sent;
  gboolean announced, primed, requested;
  gboolean wants_change; /* an incremental request is open */
  gboolean wants_whole;  /* a non-incremental request is open */
  guint64 shown;         /* updates sent since the client came */

  ReplayPlan plan;
  ReplayResult result;
  gboolean running, done;
  gint64 started, due;
};

gint64
replay_now(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A corner of the first picture, so that streams and decoders are warm before anything counts. */
static GByteArray *
make_prime(ReplayServer *self)
{
  ReplayRect rect = {.x = PRIME_SIDE, .width = PRIME_SIDE, .height = PRIME_SIDE};
  g_autoptr(GArray) update = g_array_new(FALSE, TRUE, sizeof(ReplayRect));
  g_autofree guint32 *pixels = g_new(guint32, PRIME_SIDE * PRIME_SIDE);
  GByteArray *message;

  for (gsize y = 0; y < PRIME_SIDE; y++)
    memcpy(pixels + y * PRIME_SIDE, self->scene->start + y * REPLAY_WIDTH + rect.x,
           PRIME_SIDE * sizeof(guint32));
  rect.pixels = pixels;
  g_array_append_val(update, rect);
  message = replay_codec_encode(self->codec, update, TRUE, TRUE);
  for (gsize y = 0; y < PRIME_SIDE; y++)
    memcpy(self->scene->start + y * REPLAY_WIDTH + rect.x, pixels + y * PRIME_SIDE,
           PRIME_SIDE * sizeof(guint32));
  return message;
}

ReplayServer *
replay_server_new(ReplayScene *scene, ReplayCodec *codec, ReplayReport report)
{
  ReplayServer *self = g_new0(ReplayServer, 1);
  guint length = scene->cycle->len;

  self->scene = scene;
  self->codec = codec;
  self->report = report;
  self->fd = -1;
  self->prime = make_prime(self);
  self->start = replay_codec_encode_frame(scene->start);
  self->messages = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
  for (guint i = 0; i < length; i++)
    g_ptr_array_add(self->messages, replay_codec_encode(codec, g_ptr_array_index(scene->cycle, i),
                                                        i == 0, i + 1 == length));
  return self;
}

void
replay_server_free(ReplayServer *self)
{
  if (self->fd >= 0)
    close(self->fd);
  g_clear_pointer(&self->whole, g_byte_array_unref);
  g_byte_array_unref(self->start);
  g_byte_array_unref(self->prime);
  g_ptr_array_unref(self->messages);
  g_free(self);
}

static gboolean
read_exactly(int fd, void *data, gsize size)
{
  for (gsize got = 0; got < size;) {
    gssize n = read(fd, (char *)data + got, size - got);
    if (n <= 0)
      return FALSE;
    got += (gsize)n;
  }
  return TRUE;
}

static gboolean
write_exactly(int fd, const void *data, gsize size)
{
  return send(fd, data, size, MSG_NOSIGNAL) == (gssize)size;
}

/* RFC 6143 sections 7.1 to 7.3: version 3.8, no authentication, our size and format. */
static gboolean
greet(int fd)
{
  static const guint8 init[] = {REPLAY_WIDTH >> 8,
                                REPLAY_WIDTH & 0xff,
                                REPLAY_HEIGHT >> 8,
                                REPLAY_HEIGHT & 0xff,
                                32,
                                24,
                                0,
                                1,
                                0,
                                255,
                                0,
                                255,
                                0,
                                255,
                                16,
                                8,
                                0,
                                0,
                                0,
                                0, /* format */
                                0,
                                0,
                                0,
                                6,
                                'r',
                                'e',
                                'p',
                                'l',
                                'a',
                                'y'};
  guint8 version[12], type, shared;

  return write_exactly(fd, "RFB 003.008\n", 12) && read_exactly(fd, version, sizeof version) &&
         write_exactly(fd, "\1\1", 2) && read_exactly(fd, &type, 1) && type == 1 &&
         write_exactly(fd, "\0\0\0\0", 4) && read_exactly(fd, &shared, 1) &&
         write_exactly(fd, init, sizeof init);
}

gboolean
replay_server_accept(ReplayServer *self, int fd, GError **error)
{
  int one = 1;
  g_autofree char *line = g_strdup_printf("connected %" G_GINT64_FORMAT, replay_now());

  g_assert(self->fd < 0);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  self->report(line);
  if (!greet(fd)) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                        "the client does not greet in RFB 3.8");
    close(fd);
    return FALSE;
  }
  fcntl(fd, F_SETFL, O_NONBLOCK);
  self->fd = fd;
  self->input_size = self->skip = 0;
  self->out = NULL;
  self->announced = self->primed = self->requested = FALSE;
  self->wants_change = self->wants_whole = FALSE;
  self->shown = 0;
  return TRUE;
}

gboolean
replay_server_is_open(const ReplayServer *self)
{
  return self->fd >= 0;
}

static gboolean
is_over(const ReplayServer *self, gint64 now)
{
  if (self->plan.updates > 0 && self->result.updates >= self->plan.updates)
    return TRUE;
  return self->plan.seconds > 0 &&
         (double)(now - self->started) >= self->plan.seconds * NS_PER_SECOND;
}

int
replay_server_prepare(const ReplayServer *self, int *fd, short *events)
{
  gint64 now = replay_now();

  *fd = self->fd;
  *events = (short)(POLLIN | (self->out != NULL ? POLLOUT : 0));
  if (!self->running || self->fd < 0)
    return -1;
  if (is_over(self, now))
    return 1;
  if (self->out == NULL && self->wants_change && self->due > now)
    return (int)((self->due - now) / 1000000);
  return 10;
}

void
replay_server_go(ReplayServer *self, const ReplayPlan *plan)
{
  self->plan = *plan;
  self->result = (ReplayResult){0};
  self->running = TRUE;
  self->started = self->due = replay_now();
}

gboolean
replay_server_take_result(ReplayServer *self, ReplayResult *result)
{
  if (!self->done)
    return FALSE;
  self->done = FALSE;
  *result = self->result;
  return TRUE;
}

gboolean
replay_server_is_announced(const ReplayServer *self)
{
  return self->announced;
}

guint32 *
replay_server_frame(const ReplayServer *self)
{
  return replay_scene_frame(self->scene, self->shown);
}

/* Chooses what to send next, if anything has been asked for and is due. */
static void
choose_message(ReplayServer *self)
{
  gint64 now = replay_now();

  if (self->wants_whole) {
    g_autofree guint32 *frame = replay_server_frame(self);
    g_clear_pointer(&self->whole, g_byte_array_unref);
    self->whole =
        self->shown == 0 ? g_byte_array_ref(self->start) : replay_codec_encode_frame(frame);
    self->out = self->whole;
    self->wants_whole = FALSE;
  } else if (self->wants_change && !self->primed) {
    self->out = self->prime;
    self->primed = TRUE;
    self->wants_change = FALSE;
  } else if (self->wants_change && self->running && !is_over(self, now) && self->due <= now) {
    self->out = g_ptr_array_index(self->messages, self->shown % self->messages->len);
    self->shown++;
    self->result.updates++;
    self->result.bytes += self->out->len;
    self->wants_change = FALSE;
    if (self->plan.rate > 0)
      self->due = MAX(self->due + (gint64)(NS_PER_SECOND / self->plan.rate), now);
  }
  self->out_sent = 0;
}

static gboolean
write_some(ReplayServer *self)
{
  for (;;) {
    if (self->out == NULL)
      choose_message(self);
    if (self->out == NULL)
      return TRUE;
    gssize n = send(self->fd, self->out->data + self->out_sent, self->out->len - self->out_sent,
                    MSG_NOSIGNAL);
    if (n < 0)
      return errno == EAGAIN || errno == EINTR;
    self->out_sent += (gsize)n;
    if (self->out_sent == self->out->len)
      self->out = NULL;
  }
}

/* A plan is done when the last update has arrived and the client has asked for one more. */
static void
check_done(ReplayServer *self)
{
  int unsent = 0;

  if (!self->running || self->out != NULL || !is_over(self, replay_now()))
    return;
  if (ioctl(self->fd, SIOCOUTQ, &unsent) == 0 && unsent == 0 && self->wants_change) {
    self->result.seconds = (double)(replay_now() - self->started) / NS_PER_SECOND;
    self->running = FALSE;
    self->done = TRUE;
  }
}

static guint
get_u16(const guint8 *data)
{
  return (guint)data[0] << 8 | data[1];
}

static guint32
get_u32(const guint8 *data)
{
  return (guint32)get_u16(data) << 16 | get_u16(data + 2);
}

static gboolean
on_pixel_format(const guint8 *message, GError **error)
{
  static const guint8 wanted[] = {32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0};
  const guint8 *format = message + 4;

  /* The depth may also be told as 32. */
  if (format[0] == 32 && memcmp(format + 2, wanted + 2, sizeof wanted - 2) == 0)
    return TRUE;
  g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
              "the client asks for %u bits per pixel in another order: have it use full colour",
              format[0]);
  return FALSE;
}

static void
on_encodings(ReplayServer *self, const guint8 *message, guint count)
{
  for (guint i = 0; i < count; i++)
    if (get_u32(message + 4 + 4 * i) == replay_codec_get_encoding(self->codec))
      self->announced = TRUE;
}

static void
on_request(ReplayServer *self, gboolean incremental)
{
  if (!self->requested) {
    g_autofree char *line = g_strdup_printf("request %" G_GINT64_FORMAT, replay_now());
    self->report(line);
  }
  self->requested = TRUE;
  self->result.requests++;
  if (incremental)
    self->wants_change = TRUE;
  else
    self->wants_whole = TRUE;
}

static void
on_key(ReplayServer *self, const guint8 *message)
{
  g_autofree char *line = g_strdup_printf("key %" G_GINT64_FORMAT " %u %u", replay_now(),
                                          get_u32(message + 4), message[1]);

  self->report(line);
}

static void
on_pointer(ReplayServer *self, const guint8 *message)
{
  g_autofree char *line = g_strdup_printf("pointer %" G_GINT64_FORMAT " %u %u %u", replay_now(),
                                          get_u16(message + 2), get_u16(message + 4), message[1]);

  self->report(line);
}

/* The length of the message at @data, 0 = not told yet. RFC 6143 section 7.5. */
static gsize
message_length(const guint8 *data, gsize size)
{
  static const guint8 lengths[] = {[0] = 20, [3] = 10, [4] = 8, [5] = 6};

  if (data[0] == 2)
    return size < 4 ? 0 : 4 + 4 * (gsize)get_u16(data + 2);
  if (data[0] == 6)
    return 8;
  return data[0] < G_N_ELEMENTS(lengths) ? lengths[data[0]] : 0;
}

static gboolean
handle_message(ReplayServer *self, const guint8 *message, GError **error)
{
  switch (message[0]) {
  case 0:
    return on_pixel_format(message, error);
  case 2:
    on_encodings(self, message, get_u16(message + 2));
    break;
  case 3:
    on_request(self, message[1] != 0);
    break;
  case 4:
    on_key(self, message);
    break;
  case 5:
    on_pointer(self, message);
    break;
  default:
    self->skip = get_u32(message + 4);
  }
  return TRUE;
}

/* Handles the whole messages among the bytes that have come. */
static gboolean
handle_input(ReplayServer *self, GError **error)
{
  gsize used = 0;

  for (;;) {
    gsize left = self->input_size - used;
    gsize skipped = MIN(self->skip, left);
    self->skip -= skipped;
    used += skipped;
    left -= skipped;
    if (left == 0)
      break;
    if (self->input[used] > 6) {
      g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                  "the client sends message type %u, which it was not offered", self->input[used]);
      return FALSE;
    }
    gsize length = message_length(self->input + used, left);
    if (length == 0 || left < length)
      break;
    if (!handle_message(self, self->input + used, error))
      return FALSE;
    used += length;
  }
  self->input_size -= used;
  memmove(self->input, self->input + used, self->input_size);
  return TRUE;
}

static void
drop_client(ReplayServer *self)
{
  g_autofree char *line = g_strdup_printf("closed %" G_GINT64_FORMAT, replay_now());

  close(self->fd);
  self->fd = -1;
  self->running = FALSE;
  self->report(line);
}

gboolean
replay_server_dispatch(ReplayServer *self, GError **error)
{
  gssize n =
      recv(self->fd, self->input + self->input_size, sizeof self->input - self->input_size, 0);
  gboolean alive = n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));

  if (n > 0)
    self->input_size += (gsize)n;
  alive = alive && handle_input(self, error) && write_some(self);
  if (alive)
    check_done(self);
  else
    drop_client(self);
  return alive;
}
