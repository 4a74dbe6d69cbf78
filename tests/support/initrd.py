# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Linux starts from in a guest of tests."""

import gzip
import lzma
import os
import pathlib
import re
import struct


def archive(files):
    """An initial file system (cpio) with these names and contents."""
    out = b""
    for name, mode, content in [*files, ("TRAILER!!!", 0, b"")]:
        encoded = name.encode() + b"\0"
        fields = [0, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(encoded), 0]
        head = b"070701" + "".join(f"{field:08x}" for field in fields).encode() + encoded
        out += head + bytes(-len(head) % 4) + content + bytes(-len(content) % 4)
    return gzip.compress(out, 1)


def list_modules(folder):
    """The modules of a kernel, as paths by name."""
    return {path.name.split(".")[0].replace("-", "_"): path
            for path in pathlib.Path(folder).rglob("*.ko*")}


def find_linux(*names):
    """A kernel of Debian's package that has these modules, and all of its modules; None if there is
    none."""
    for kernel in sorted(pathlib.Path("/boot").glob("vmlinuz-*"), reverse=True):
        modules = list_modules(f"/lib/modules/{kernel.name.removeprefix('vmlinuz-')}")
        if os.access(kernel, os.R_OK) and set(names) <= set(modules):
            return kernel, modules
    return None


def unpack_kernel(kernel):
    """What is packed in a kernel for x86, for QEMU to start: a machine that is computed takes far
    longer to unpack it. (The Linux/x86 Boot Protocol, payload_offset.)"""
    image = kernel.read_bytes()
    start, size = struct.unpack_from("<II", image, 0x248)
    start += ((image[0x1f1] or 4) + 1) * 512
    packed = image[start:start + size]
    return lzma.LZMADecompressor().decompress(packed) if packed.startswith(b"\xfd7zXZ") else image


def choose_module(name, modules, chosen):
    """Adds a module to `chosen`, contents by name, and before it what it depends on."""
    if name in chosen or name not in modules:
        return  # built in
    path = modules[name]
    content = lzma.open(path).read() if path.suffix == ".xz" else path.read_bytes()
    for needed in re.search(rb"\0depends=([^\0]*)", content)[1].decode().split(","):
        choose_module(needed.replace("-", "_"), modules, chosen)
    chosen[name] = content


def with_modules(program, names, modules):
    """An initial file system of a program, modules, and a list /modules of them, in the order in
    which they are to be loaded."""
    chosen = {}
    for name in names:
        choose_module(name, modules, chosen)
    return archive([
        ("init", 0o100755, program),
        ("modules", 0o100644, "".join(f"/{name}.ko\n" for name in chosen).encode()),
        *((f"{name}.ko", 0o100644, content) for name, content in chosen.items())])
