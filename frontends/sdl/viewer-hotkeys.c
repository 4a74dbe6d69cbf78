// SPDX-License-Identifier: LGPL-2.1-or-later
#include "viewer-private.h"

#include "shared/device-keys.h"
#include "shared/screenshot.h"
#include "title.h"

/* The window may be gone by now. */
static void
on_screenshot(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Viewer *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = screenshot_save_finish(result, &error);
  g_autofree char *text =
      path != NULL ? g_strdup_printf("Saved as %s", path) : g_strdup(error->message);

  self->saving = FALSE;
  overlay_toast(self->head->overlay, text);
}

static void
save_screenshot(Head *self)
{
  Viewer *viewer = self->viewer;
  g_autofree char *name = console_dup_name(viewer->console);

  if (self->display == NULL || viewer->saving)
    return;
  viewer->saving = TRUE;
  screenshot_save_async(self->display, name, on_screenshot, viewer);
}

static void
zoom(Head *self, int percent)
{
  window_set_zoom(self->window, percent);
  resizer_set_zoom(self->resizer, window_get_zoom(self->window));
  resizer_accept_size(self->resizer);
}

/* What the person holds for the hotkey is not to be held in the guest meanwhile. */
static void
type_clipboard(Head *self)
{
  if (self->display == NULL || self->viewer->options->view_only)
    return;
  input_release(self->input);
  paste_start(self->viewer->paste, self->display);
}

static void
use_device(Head *self, HotkeyAction action)
{
  g_autofree char *text = device_keys_perform(action, console_get_session(self->viewer->console));

  overlay_toast(self->overlay, text);
}

static void
list_usb(Head *self)
{
  Viewer *viewer = self->viewer;

  if (viewer->options->view_only) {
    overlay_toast(self->overlay, "This is view only");
    return;
  }
  input_release(self->input);
  usb_menu_open(viewer->usb, console_get_session(viewer->console), self->overlay);
}

void
head_perform(HotkeyAction action, gpointer user_data)
{
  Head *self = user_data;
  int current = viewport_get_zoom(window_get_viewport(self->window));

  switch (action) {
  case HOTKEY_TOGGLE_FULLSCREEN:
    viewer_toggle_full_screen(self->viewer, self);
    break;
  case HOTKEY_ZOOM_IN:
    zoom(self, viewport_step_zoom(current, 1));
    break;
  case HOTKEY_ZOOM_OUT:
    zoom(self, viewport_step_zoom(current, -1));
    break;
  case HOTKEY_ZOOM_RESET:
    zoom(self, 100);
    break;
  case HOTKEY_ZOOM_FIT:
    window_fit(self->window);
    break;
  case HOTKEY_SECURE_ATTENTION:
    input_send_secure_attention(self->input);
    break;
  case HOTKEY_SCREENSHOT:
    save_screenshot(self);
    break;
  case HOTKEY_TYPE_CLIPBOARD:
    type_clipboard(self);
    break;
  case HOTKEY_USB_DEVICE_RESET:
  case HOTKEY_SMARTCARD_INSERT:
  case HOTKEY_SMARTCARD_REMOVE:
    use_device(self, action);
    break;
  case HOTKEY_USB_DEVICES:
    list_usb(self);
    break;
  case HOTKEY_CONNECT_BY:
    input_release(self->input);
    console_list_graphics(self->viewer->console);
    break;
  case HOTKEY_SEND: /* was sent */
  case HOTKEY_NONE:
  case HOTKEY_RELEASE_CURSOR:
  case HOTKEY_N_ACTIONS:
    break;
  }
}
