// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What every backend promises, as cases that know nothing of protocols. A fixture describes a
 * backend: where its server is, what it shows, how to make it do things, what it received.
 */
#pragma once

#include <oriel.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

typedef struct _Contract Contract;

typedef struct {
  const char *name;
  /* A server for one case. (transfer full) (nullable): the backend needs none. */
  TestServer *(*start)(void);
  /* The URI of @server. (transfer full) */
  char *(*dup_uri)(TestServer *server);
  /* Where no server is. (transfer full) (nullable): the backend connects to nothing. */
  char *(*dup_dead_uri)(void);
  int width, height;
  /* The colour of a pixel that nobody has drawn on, of a screen of that width. */
  guint32 (*pixel)(int x, int y, int screen_width);
  /* What the desktop is called at first. */
  const char *first_name;
  /* Makes the guest do something, in the words of vnc-server.c. What every backend can be made to
   * do: draw X Y 1 1 ff0000 | resize W H | cursor 16 16 3 5 ff0000 | bell | name test pattern 1 |
   * leds 4 | pointer-mode relative */
  void (*order)(Contract *contract, const char *words);
  /* The server takes every order and reports the input it gets, see vnc-server.c. */
  gboolean obeys;
  /* What the protocol has not; cases that are about it are skipped. */
  const char *const *lacks;
} Fixture;

struct _Contract {
  const Fixture *fixture;
  TestServer *server; /* (nullable) */
  char *uri;
  TestViewer *viewer; /* not connected yet */
};

typedef struct {
  const char *name;
  void (*run)(Contract *contract);
  gboolean wants_server; /* skipped where the fixture does not obey */
  const char *about;     /* skipped where the fixture lacks this */
} Case;

/* Ends in a case without a name. */
extern const Case contract_connecting[];
extern const Case contract_showing[];
extern const Case contract_input[];
extern const Case contract_credentials[];
extern const Case contract_clipboard[];
/* Of the test-pattern backend alone, which takes its orders as keys and answers in pixels. */
extern const Case contract_pattern[];
extern const Case contract_sound[];
extern const Case contract_files[];
extern const Case contract_pattern_clipboard[];
extern const Case contract_console[];
extern const Case contract_usb[];
extern const Case contract_smartcard[];

/* Asserts that the viewer entered exactly these states, up to a negative one. */
void contract_assert_states(TestViewer *viewer, int first, ...);
/* Asserts that @error is one of ours, with a text fit for a person. */
void contract_assert_error(const GError *error, OrielError code);
/* The colour a pixel of the present screen has when nobody has drawn on it. */
guint32 contract_pixel(Contract *contract, int x, int y);
/* Makes the guest do something, see Fixture. */
void contract_order(Contract *contract, const char *format, ...) G_GNUC_PRINTF(2, 3);
gboolean contract_lacks(Contract *contract, const char *what);
/* Waits until the server has reported a key, with its keysym if the protocol has any. */
void contract_expect_key(Contract *contract, guint qnum, guint keysym, gboolean pressed);
/* Waits until the server has reported the line. */
#define contract_expect(contract, line) test_server_expect((contract)->server, (line))
