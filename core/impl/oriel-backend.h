// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The backend seam: what one protocol implements inside its session process.
 *
 * A backend delivers pixels, damage and metadata, never widgets. Everything here runs on the main
 * thread of the session process, on the default main context; no slot may block.
 */
#pragma once

#if !defined(ORIEL_IMPLEMENTATION)
#error "For implementers of backends and hosts only; programs include <oriel.h>."
#endif

#include "oriel-certificate.h"
#include "oriel.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_BACKEND (oriel_backend_get_type())
G_DECLARE_DERIVABLE_TYPE(OrielBackend, oriel_backend, ORIEL, BACKEND, GObject)

/*
 * How to connect. Everything is borrowed for the call of open() alone, but @fd, which the backend
 * owns from then on.
 */
typedef struct {
  int fd;                   /* a connected stream socket, or -1: the backend connects by itself */
  const char *uri;          /* the target, for its parameters */
  const char *host;         /* the name a certificate has to match; "localhost" for unix sockets */
  gboolean private_link;    /* nobody can listen on the link (unix socket, loopback, tunnel) */
  gboolean local_link;      /* the link is as fast as memory (unix socket, loopback) */
  gboolean secure;          /* @fd leads to the port for TLS */
  gboolean allow_weak;      /* OrielSecurity: weak authentication is acceptable on any link */
  gboolean shared;          /* leave other viewers connected */
  gboolean audio;           /* ask for sound */
  gboolean microphone;      /* the guest may listen */
  gboolean usb;             /* USB devices may be given to the guest */
  const char *encodings;    /* comma-separated, best first; NULL = chosen by the link */
  const char *ca_file;      /* PEM of trusted authorities; NULL = the system's */
  const char *ca_data;      /* more of them, as text; NULL = none */
  const char *host_subject; /* of the server's certificate, in place of @host; or NULL */
  const char *trusted_certificate; /* its oriel_certificate_digest(): believed whatever speaks
                                    * against it; NULL = none */
  const char *tls_ciphers;         /* in OpenSSL's words; NULL = any */
  const char *secure_channels;     /* what has to be encrypted: names or "all"; NULL = nothing */
  const char *disable_effects;     /* of the guest's desktop: names or "all"; NULL = none */
  guint image_cache_size;          /* bytes of pictures to be kept; 0 = as the backend has it */
  guint image_window_size;         /* bytes of pixels to be kept for packing; the same */
  const char *shared_folder;       /* an absolute path that the process can reach; NULL = none */
  gboolean shared_folder_writable;
} OrielBackendOpen;

/* A file to be sent. Everything is borrowed for the call of send_file() alone, but @fd, which the
 * backend owns from then on. */
typedef struct {
  guint id;         /* for oriel_backend_file_progress() */
  int fd;           /* a regular file, open for reading */
  const char *name; /* valid UTF-8, without a slash */
  guint64 size;     /* bytes to be sent, also if the file is longer */
} OrielBackendFile;

struct _OrielBackendClass {
  GObjectClass parent_class;

  /* Mandatory. open() ends in oriel_backend_connected() or oriel_backend_closed(), later.
   * close() ends in oriel_backend_closed(), at once or later. */
  void (*open)(OrielBackend *self, const OrielBackendOpen *open);
  void (*close)(OrielBackend *self);
  void (*key)(OrielBackend *self, guint display, guint qnum, guint keysym, gboolean pressed);
  /* @buttons is a mask, bit OrielButton - 1. Positions are inside the display. */
  void (*pointer)(OrielBackend *self, guint display, int x, int y, guint buttons);
  void (*motion)(OrielBackend *self, guint display, int dx, int dy, guint buttons);

  /* Optional; NULL = not supported. The task returns a boolean, exactly once. */
  void (*resize)(OrielBackend *self, guint display, int width, int height, GTask *task);
  void (*power)(OrielBackend *self, OrielPowerAction action, GTask *task);
  /* Answers oriel_backend_authenticate(); both NULL when the person refused. */
  void (*credentials)(OrielBackend *self, const char *username, const char *password);
  /* Damage of @display is about to be sent: bring these pixels of its framebuffer up to date,
   * unless they are decoded there. */
  void (*fill)(OrielBackend *self, guint display, const OrielRegion *damage);
  /* The viewer has taken the damage of @display and waits for more: ask the server for the next
   * update now, if updates have to be asked for. */
  void (*taken)(OrielBackend *self, guint display);
  /* The viewer plays what it gets so many milliseconds later; 0 = it does not play. */
  void (*audio_latency)(OrielBackend *self, guint milliseconds);
  /* Sound for the guest, in the format it asked for: whole frames, to be dropped when late. */
  void (*record_data)(OrielBackend *self, const guint8 *samples, gsize size);
  /* A library has logged this. TRUE: it ends the process right after, since it cannot go on. Any
   * thread. Errors (G_LOG_LEVEL_ERROR) end it in any case. */
  gboolean (*logged)(OrielBackend *self,
                     GLogLevelFlags level,
                     const char *domain,
                     const char *message);
  /* Sends a file to the guest. The task, of which the backend gets a reference, returns a boolean
   * once the guest has the file; when its cancellable fires the viewer has given up, and it returns
   * at once. */
  void (*send_file)(OrielBackend *self, const OrielBackendFile *file, GTask *task);
  /* The viewer has something to paste, best type first; no types = it has nothing any more. @task
   * returns a boolean when the guest can paste. */
  void (*clipboard_grab)(OrielBackend *self,
                         OrielSelection selection,
                         const char *const *types,
                         GTask *task);
  /* The viewer pastes what oriel_backend_clipboard_grabbed() told of: @task returns a GBytes of at
   * most ORIEL_CLIPBOARD_MAX_TEXT. */
  void (*clipboard_read)(OrielBackend *self,
                         OrielSelection selection,
                         const char *type,
                         GTask *task);
  /* Optional, together: where oriel_backend_usb_channels() told of any. Gives the guest a device of
   * the viewer's number: what @fd, which the backend owns, leads to, a file if @cd. */
  void (*usb_connect)(OrielBackend *self, guint device, gboolean cd, int fd, GTask *task);
  void (*usb_disconnect)(OrielBackend *self, guint device, GTask *task);
  /* Puts the smartcard into the guest's reader, or takes it out: oriel_backend_smartcard() told
   * that there are both. What it is made up of is known to OrielConfinement::prepare(). */
  void (*move_smartcard)(OrielBackend *self, gboolean inserted);
};

/* What a backend calls. Strings come from a server: any bytes, this layer cleans them. */

/* The session is up. Its first scanout, and what is known of the guest, is reported before. */
void oriel_backend_connected(OrielBackend *self);
/* It is over; @error NULL = as asked. Nothing may be called after it. */
void oriel_backend_closed(OrielBackend *self, const GError *error);
/* Ask the person; @retry counts refusals so far. credentials() is called later, once. */
void oriel_backend_authenticate(OrielBackend *self,
                                OrielCredentials needs,
                                const char *purpose,
                                guint retry);
/* The server shows a certificate that is not believed, and nobody but a person could: to be said
 * before oriel_backend_closed(), with ORIEL_ERROR_INSECURE. It may be among the next open(). */
void oriel_backend_untrusted(OrielBackend *self, const OrielCertificate *certificate);
/* One more connection to the server: to the port for TLS if @secure; @host is not NULL for a server
 * that the guest has moved to, at @port. @task returns its descriptor as an integer, which the
 * caller owns. */
void oriel_backend_request_socket(
    OrielBackend *self, gboolean secure, const char *host, guint16 port, GTask *task);
/* @display shows @framebuffer from now on (all of it is damaged); NULL = the display is gone. */
void oriel_backend_scanout(OrielBackend *self, guint display, OrielFramebuffer *framebuffer);
/* Pixels of @display have changed. Cheap: coalesced until the viewer is ready. */
void oriel_backend_damage(OrielBackend *self, guint display, const OrielRect *rect);
/* The shape of the pointer; NULL = unknown, the viewer draws its own. */
void oriel_backend_cursor(OrielBackend *self, guint display, OrielCursor *cursor);
void oriel_backend_pointer_mode(OrielBackend *self, OrielPointerMode mode);
void oriel_backend_leds(OrielBackend *self, OrielLeds leds);
void oriel_backend_name(OrielBackend *self, const char *bytes, gssize length);
void oriel_backend_bell(OrielBackend *self);
/* Something was copied in the guest, which clipboard_read() reads; no types = it is gone. A backend
 * that is sent the data at once keeps it. */
void oriel_backend_clipboard_grabbed(OrielBackend *self,
                                     OrielSelection selection,
                                     const char *const *types);
/* Asks the viewer for what clipboard_grab() told of: when the guest pastes, or at once where the
 * guest cannot ask. @task returns a GBytes of at most ORIEL_CLIPBOARD_MAX_TEXT. */
void oriel_backend_clipboard_read(OrielBackend *self,
                                  OrielSelection selection,
                                  const char *type,
                                  GTask *task);
/* The selections that the guest has, 1 << OrielSelection; 0 = no clipboard. Nothing else is said of
 * a clipboard that is not there. */
void oriel_backend_has_clipboard(OrielBackend *self, guint selections);
void oriel_backend_power_actions(OrielBackend *self, OrielPowerAction actions);
/* Whether the server answers what is sent to it; it does until something else is said. */
void oriel_backend_answering(OrielBackend *self, gboolean answering);
/* Whether the guest is likely to take another size; resize() still has the last word. */
void oriel_backend_resizable(OrielBackend *self, gboolean resizable);
/* Sound: interleaved signed 16-bit little-endian samples. */
void oriel_backend_audio_start(OrielBackend *self, guint frequency, guint channels);
void oriel_backend_audio_data(OrielBackend *self, const guint8 *samples, gsize size);
void oriel_backend_audio_stop(OrielBackend *self);
/* How loud the guest wants it, by channel, 65535 = full; of more than 8 the first are taken. */
void oriel_backend_audio_volume(OrielBackend *self,
                                const guint16 *volumes,
                                gsize n_volumes,
                                gboolean muted);
/* The guest listens: interleaved signed 16-bit little-endian samples, by record_data(). Only where
 * a microphone is offered. */
void oriel_backend_record_start(OrielBackend *self, guint frequency, guint channels);
void oriel_backend_record_stop(OrielBackend *self);
/* Whether send_file() can reach the guest: NULL = it can, or why not, in words for a person. */
void oriel_backend_takes_files(OrielBackend *self, const char *refusal);
/* So many bytes of the file were sent. Cheap: passed on a few times a second. */
void oriel_backend_file_progress(OrielBackend *self, guint id, guint64 done);
/* How many USB devices the guest can have. Only where the viewer wants USB. */
void oriel_backend_usb_channels(OrielBackend *self, guint n_channels);
/* The guest has let go of a device by itself; @reason is NULL where it is as it should be. */
void oriel_backend_usb_gone(OrielBackend *self, guint device, const char *reason);
/* Whether the guest has a reader for the smartcard, and the card is in it. */
void oriel_backend_smartcard(OrielBackend *self, OrielSmartcard smartcard);

/* A text console of the guest, which a viewer may open. */
typedef struct _OrielBackendConsole OrielBackendConsole;

typedef struct {
  /* The viewer has typed this; @task, which is taken, returns a boolean when the guest has it, and
   * nothing more comes before. */
  void (*write)(gpointer data, GBytes *bytes, GTask *task);
  /* The viewer has read what there was: the guest may go on. */
  void (*ready)(gpointer data);
} OrielBackendConsoleEvents;

/* Lists a console. @name: any bytes; @events: static. NULL = there are too many. */
OrielBackendConsole *oriel_backend_console_new(OrielBackend *self,
                                               const char *name,
                                               const OrielBackendConsoleEvents *events,
                                               gpointer data);
/* The guest has said this. It is taken in any case; FALSE = hold the guest back until ready(),
 * since the viewer does not keep up. What nobody listens to is gone. */
gboolean oriel_backend_console_data(OrielBackendConsole *self, const guint8 *bytes, gsize size);
/* The console is gone; whoever has it open gets the last bytes, and @error if it is not NULL. */
void oriel_backend_console_free(OrielBackendConsole *self, const GError *error);

G_END_DECLS
