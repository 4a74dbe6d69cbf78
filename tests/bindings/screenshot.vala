// SPDX-License-Identifier: LGPL-2.1-or-later
// Compiled by the tests: the bindings of Vala fit what a program writes.

async Bytes take_screenshot(string uri) throws Error
{
  var session = new Oriel.Session(new Oriel.Target.from_uri(uri));

  session.auth_requested.connect((request) => request.answer(null, "secret"));
  yield session.connect_async(null);

  var display = (Oriel.Display) session.displays.get_item(0);
  display.damaged.connect(() => display.take_damage());
  display.key(Oriel.keymap_qnum_from_keysym('a'), 'a', true);
  display.release_all();
  return display.framebuffer.dup_bytes();
}

async void list_guests(string uri) throws Error
{
  var host = new Oriel.Host(uri);

  yield host.connect_async(null);
  for (var i = 0; i < host.guests.get_n_items(); i++)
    print("%s\n", ((Oriel.Guest) host.guests.get_item(i)).name);
}

int main(string[] args)
{
  var loop = new MainLoop();

  list_guests.begin("qemu:///session");
  take_screenshot.begin(args[1], (source, result) => {
    try {
      print("%d bytes\n", take_screenshot.end(result).length);
    } catch (Oriel.Error.AUTH error) {
      printerr("the password is wrong: %s\n", error.message);
    } catch (Error error) {
      printerr("%s\n", error.message);
    }
    loop.quit();
  });
  loop.run();
  return 0;
}
