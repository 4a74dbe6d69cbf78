// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the viewer share. */
#pragma once

#include "viewer.h"

#include "clipboard.h"
#include "console.h"
#include "cursor.h"
#include "drop.h"
#include "input.h"
#include "loop.h"
#include "overlay.h"
#include "paste.h"
#include "shared/resizer.h"
#include "sound/audio.h"
#include "sound/microphone.h"
#include "window.h"

typedef struct {
  ViewOptions *options;
  GMainLoop *main_loop;
  Loop *loop;
  Window *window;
  Overlay *overlay;
  Drop *drop;
  Paste *paste;
  Input *input;
  Pointer *pointer;
  TextClipboard *clipboard;
  Player *player;
  Recorder *recorder;
  Resizer *resizer;
  Console *console;
  OrielDisplay *display; /* (nullable) */
  gboolean hinted;       /* how to get out has been shown, for this grab */
  gboolean saving;       /* a screenshot is on its way */
  ExitStatus exit_code;
} Viewer;

/* Does what a hotkey stands for; @user_data is the viewer. */
void viewer_perform(HotkeyAction action, gpointer user_data);
