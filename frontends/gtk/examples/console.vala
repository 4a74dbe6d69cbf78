// SPDX-License-Identifier: LGPL-2.1-or-later
// A console in a window: valac --pkg oriel-gtk-1 console.vala

void on_connected(Object? source, AsyncResult result)
{
  try {
    ((Oriel.Session) source).connect_async.end(result);
  } catch (Error error) {
    printerr("%s\n", error.message);
  }
}

int main(string[] args)
{
  OrielGtk.choose_renderer();
  Gtk.init();
  try {
    var session = new Oriel.Session(new Oriel.Target.from_uri(args[1]));
    var view = new OrielGtk.View();
    var window = new Gtk.Window() { title = "A console", child = view };
    window.set_default_size(800, 600);
    var loop = new MainLoop();

    window.close_request.connect(() => { loop.quit(); return false; });
    view.notify["keyboard-grabbed"].connect(() => {
      window.title = view.keyboard_grabbed ? @"Press $(view.grab_keys) to release" : "A console";
    });
    session.displays.items_changed.connect(() => {
      view.display = (Oriel.Display?) session.displays.get_item(0);
    });
    session.connect_async.begin(null, on_connected);
    window.present();
    loop.run();
    return 0;
  } catch (Error error) {
    printerr("%s\n", error.message);
    return 1;
  }
}
