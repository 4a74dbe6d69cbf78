// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#if !defined(ORIEL_INSIDE) && !defined(ORIEL_COMPILATION)
#error "Only <oriel.h> can be included directly."
#endif

#include <gio/gio.h>

#if defined(ORIEL_COMPILATION)
#define ORIEL_PUBLIC __attribute__((visibility("default"))) extern
#else
#define ORIEL_PUBLIC extern
#endif

G_BEGIN_DECLS

typedef struct _OrielAudio OrielAudio;
typedef struct _OrielAuthRequest OrielAuthRequest;
typedef struct _OrielClipboard OrielClipboard;
typedef struct _OrielConsole OrielConsole;
typedef struct _OrielCursor OrielCursor;
typedef struct _OrielDisplay OrielDisplay;
typedef struct _OrielFramebuffer OrielFramebuffer;
typedef struct _OrielGraphics OrielGraphics;
typedef struct _OrielGuest OrielGuest;
typedef struct _OrielHost OrielHost;
typedef struct _OrielMicrophone OrielMicrophone;
typedef struct _OrielRegion OrielRegion;
typedef struct _OrielSession OrielSession;
typedef struct _OrielSnapshot OrielSnapshot;
typedef struct _OrielTarget OrielTarget;
typedef struct _OrielTransfer OrielTransfer;
typedef struct _OrielTrustRequest OrielTrustRequest;
typedef struct _OrielUsb OrielUsb;
typedef struct _OrielUsbDevice OrielUsbDevice;
typedef struct _OrielUsbFilter OrielUsbFilter;

/**
 * OrielRect:
 * @x: left edge, in guest pixels
 * @y: top edge, in guest pixels
 * @width: width, in guest pixels
 * @height: height, in guest pixels
 *
 * A rectangle of a guest's screen. It is empty when its width or height is not positive.
 */
typedef struct {
  int x;
  int y;
  int width;
  int height;
} OrielRect;

G_END_DECLS
