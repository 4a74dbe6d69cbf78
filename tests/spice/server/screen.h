// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A graphics card of the guest: a display channel and a cursor channel. It takes commands in the
 * form that QXL drivers give them, from this thread; the server's worker thread carries them out.
 */
#pragma once

#include <spice.h>

#include <sys/types.h>

#include <glib.h>

typedef struct _Screen Screen;

/* The number of the surface that is not shown. */
#define SCREEN_ASIDE 1

/* A command for the card. Larger structures begin with it; all are made with g_malloc(). */
typedef struct {
  QXLCommandExt ext;
  gpointer pixels; /* (owned) (nullable) freed with the command */
} ScreenCommand;

/* Card number @id, from 0. It shows nothing yet. */
Screen *screen_new(SpiceServer *server, int id, guint max_heads);
/* After the server, which uses it until then, is gone. */
void screen_free(Screen *self);

/* Shows a new black surface; the one before is gone. @format is one of SPICE_SURFACE_FMT_*.
 * FALSE when the size is absurd. */
gboolean screen_create(Screen *self, int width, int height, guint format);
/* Shows nothing. */
void screen_destroy(Screen *self);

/* Shows what a graphics card of the host has drawn, as of a guest with OpenGL: clients are to map
 * the card's memory. */
gboolean screen_show_on_card(Screen *self, int width, int height);

/* Another surface besides that one, of all zeros, which nobody is shown; in place of the one it
 * had. FALSE when the size is absurd. */
gboolean screen_create_aside(Screen *self, int width, int height, guint format);
/* What is drawn from now on is drawn there (SCREEN_ASIDE), where it was made; or on what is shown
 * again (0), as from each new one on. */
gboolean screen_draw_on(Screen *self, guint surface);
/* The number of the surface that is drawn on, of which the following ones tell. */
guint screen_get_drawn_on(Screen *self);

/* 0 while there is none. */
int screen_get_width(Screen *self);
int screen_get_height(Screen *self);
guint screen_get_format(Screen *self);
/* Whether the rectangle lies on the surface and is not empty. */
gboolean screen_holds(Screen *self, int x, int y, int width, int height);
/* Whether it lies on the one aside, which can be taken from: it is not drawn on. */
gboolean screen_holds_aside(Screen *self, int x, int y, int width, int height);

/* A number not used before, for images and cursors. */
guint32 screen_next_unique(Screen *self);

/* Gives a command of a type (QXL_CMD_DRAW or QXL_CMD_CURSOR) to the card; @data is what is inside
 * of @command. (transfer full) */
void screen_push(Screen *self, ScreenCommand *command, guint type, gpointer data);
/* How often the worker has looked for something to draw, and found nothing, since the last was
 * pushed or counting began anew. */
guint screen_get_idle_looks(Screen *self);
void screen_restart_looks(Screen *self);
/* Its thread, once it has looked. */
pid_t screen_get_worker(Screen *self);
/* Makes the worker look. */
void screen_wake(Screen *self);

/* Divides the surface among monitors. (element-type QXLHead) */
void screen_set_heads(Screen *self, const GArray *heads);

/* Wishes for monitors go to @func, in the server's functions, instead of the guest's agent; those
 * of all cards. */
void screens_set_monitors_func(void (*func)(const VDAgentMonitorsConfig *config));

/* The surface as the server would show it to a client that comes now, the sum of all that was
 * drawn: FNV-1a over its pixels. */
guint32 screen_checksum(Screen *self);

/* While stalled, workers carry out nothing, and no other function of this file may be called. */
void screens_set_stalled(gboolean stalled);
