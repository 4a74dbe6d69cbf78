// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Small pictures of guests' screens, made by their hosts: of those that run and are in sight only,
 * few at a time, and the less often the less they change.
 */
#pragma once

#include <gtk/gtk.h>
#include <oriel.h>

G_BEGIN_DECLS

#define THUMBNAIL_WIDTH 240 /* points */
#define THUMBNAIL_HEIGHT 150

typedef struct _Thumbnails Thumbnails;
typedef struct _Thumbnail Thumbnail;

/* @texture: NULL = there is none, or none any more. */
typedef void (*ThumbnailTaken)(GdkTexture *texture, gpointer user_data);

/* @viewport: the widget that the others are seen through; outlives it. */
Thumbnails *thumbnails_new(GtkWidget *viewport);
void thumbnails_free(Thumbnails *self);

/* @widget shows @guest until thumbnails_remove(). */
Thumbnail *thumbnails_add(Thumbnails *self,
                          OrielGuest *guest,
                          GtkWidget *widget,
                          ThumbnailTaken taken,
                          gpointer user_data);
void thumbnails_remove(Thumbnails *self, Thumbnail *thumbnail);
/* The guest has become another: the next picture is due, whatever came of the last. */
void thumbnails_restart(Thumbnails *self, Thumbnail *thumbnail);

G_END_DECLS
