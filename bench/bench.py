#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Viewers side by side: the same server, the same updates, a private X screen each."""

import argparse
import json
import os
import shutil
import sys
import tempfile

import measure
import report
import viewers

HERE = os.path.dirname(os.path.abspath(__file__))

# name: scene, encoding
WORKLOADS = {
    "video-raw": ("video", "raw"),
    "typing-raw": ("typing", "raw"),
    "scroll-raw": ("scroll", "raw"),
    "desk-raw": ("desk", "raw"),
    "desk-hextile": ("desk", "hextile"),
    "desk-zrle": ("desk", "zrle"),
    "desk-tight": ("desk", "tight"),
    "desk-jpeg": ("desk", "tight-jpeg"),
    "photo-jpeg": ("video", "tight-jpeg"),
}
SPICE_WORKLOADS = {
    "video-raw": ("video", "raw"),
    "video-mjpeg": ("video", "mjpeg"),
    "movie-mjpeg": ("movie", "mjpeg"),
    "film-mjpeg": ("film", "mjpeg"),
    "typing-raw": ("typing", "raw"),
    "typing-lz4": ("typing", "lz4"),
    "typing-glz": ("typing", "glz"),
    "scroll-glz": ("scroll", "glz"),
    "desk-raw": ("desk", "raw"),
    "desk-lz4": ("desk", "lz4"),
    "desk-glz": ("desk", "glz"),
}
BY_PROTOCOL = {"vnc": WORKLOADS, "spice": SPICE_WORKLOADS}
SESSION = "session"  # a guest that does nothing: start, memory, idling, keys
WARM_UP_UPDATES = 5
STEADY_RATE = 30
FILM_LEAST = 0.8  # of the updates have to come as pictures of a film, for its figures to count
FILM_ATTEMPTS = 10


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default=os.path.join(HERE, "..", "build"),
                        help="the build directory (default: build)")
    parser.add_argument("--protocol", choices=list(BY_PROTOCOL), default="vnc",
                        help="what viewers and server speak (default: vnc)")
    parser.add_argument("--runs", type=int, default=5, help="runs of everything (default: 5)")
    parser.add_argument("--seconds", type=float, default=3.0,
                        help="length of one measurement (default: 3)")
    parser.add_argument("--viewers", help="only these, separated by commas")
    parser.add_argument("--workloads", help="only these, separated by commas: "
                        + "; ".join(f"{protocol}: " + ", ".join([SESSION, *workloads])
                                    for protocol, workloads in BY_PROTOCOL.items()))
    parser.add_argument("--weston", action="store_true",
                        help="full screen in a weston, whose cost counts as the X server's")
    parser.add_argument("--json", help="write all figures to this file")
    parser.add_argument("--markdown", help="write the tables to this file too")
    parser.add_argument("--quick", action="store_true",
                        help="a smoke test: two viewers, one run, few updates")
    return parser.parse_args()


def chosen(names, wanted, what):
    """The names among @names that the user wants; ends the program at an unknown one."""
    if wanted is None:
        return list(names)
    unknown = set(wanted.split(",")) - set(names)
    if unknown:
        sys.exit(f"bench: no such {what}: {', '.join(sorted(unknown))}; "
                 f"there are {', '.join(names)}")
    return [name for name in names if name in wanted.split(",")]


def choose_viewers(arguments):
    """The viewers to compare that are here; says which are not."""
    everyone = viewers.find_viewers(os.path.abspath(arguments.build), arguments.protocol)
    wanted = chosen([viewer.name for viewer in everyone], arguments.viewers, "viewer")
    present = []
    for viewer in everyone:
        if viewer.name not in wanted:
            continue
        if viewer.program is None:
            print(f"bench: {viewer.name} is not here: left out", file=sys.stderr)
        else:
            present.append(viewer)
    if arguments.quick:
        present = [viewer for viewer in present if viewer.window][:2]
    if not present:
        sys.exit("bench: none of the viewers is here; build oriel-sdl or install a peer")
    return present


def check_tools(build, protocol, weston):
    for tool in (viewers.SERVERS[protocol], "x-probe"):
        if not os.access(os.path.join(build, "bench", tool), os.X_OK):
            sys.exit(f"bench: {tool} is not built in {build}; build with -Dbench=true and the "
                     "packages of packages.txt")
    for program, package in (("Xvfb", "xvfb"), ("weston", "weston"))[:1 + weston]:
        if shutil.which(program) is None:
            sys.exit(f"bench: {program} is missing; install {package}")


def measure_session(session, arguments):
    figures = session.open() or {}
    session.quiet()
    figures["pss_mb"] = session.pss()
    session.rest()
    figures.update(session.idle(1.0 if arguments.quick else arguments.seconds))
    figures["wrong"] = session.wrong_pixels()
    figures.update(session.keys(5 if arguments.quick else 30))
    return figures


def replay_steadily(session, seconds):
    """Of a film again until it was one: the server may have dropped pictures, or sent them whole."""
    for _ in range(FILM_ATTEMPTS):
        # As many as it takes to be taken for video.
        session.replay(30, 10, STEADY_RATE)
        figures = session.replay(0, seconds, STEADY_RATE)
        if session.encoding != "mjpeg" or figures["film"] >= FILM_LEAST:
            return figures
    raise RuntimeError("the server drops pictures, or takes the film for none")


def measure_spice_workload(session, arguments):
    """At a steady pace alone: the server, which encodes while it sends, is in any other."""
    session.open()
    seconds = 0.5 if arguments.quick else arguments.seconds
    figures = {"steady": replay_steadily(session, seconds)}
    figures["steady"]["wrong"] = session.settle()
    figures["steady"]["pss_mb"] = session.pss()
    return figures


def measure_workload(session, arguments):
    session.open()
    session.replay(WARM_UP_UPDATES, 10, 0)
    seconds = 0.5 if arguments.quick else arguments.seconds
    figures = {"fast": session.replay(0, seconds, 0)}
    figures["fast"]["wrong"] = session.wrong_pixels()
    figures["fast"]["pss_mb"] = session.pss()
    figures["steady"] = session.replay(0, seconds, STEADY_RATE)
    figures["steady"]["wrong"] = session.wrong_pixels()
    return figures


def run_one(arguments, home, viewer, workload):
    """The figures of one session, None where it failed."""
    scene, encoding = BY_PROTOCOL[arguments.protocol].get(workload, ("still", "raw"))
    session = measure.Session(os.path.abspath(arguments.build), home, viewer, scene, encoding,
                              arguments.weston)
    with session:
        try:
            if workload == SESSION:
                return measure_session(session, arguments)
            if arguments.protocol == "spice":
                return measure_spice_workload(session, arguments)
            return measure_workload(session, arguments)
        except (RuntimeError, TimeoutError, BrokenPipeError) as error:
            print(f"bench: {workload}, {viewer.name}: {error}\n{session.errors()}",
                  file=sys.stderr)
            return None


def find_positions(arguments, home, present):
    """Where each viewer puts the guest's picture: learnt once, so that later it is awaited."""
    for viewer in [viewer for viewer in present if viewer.window]:
        with measure.Session(os.path.abspath(arguments.build), home, viewer, "still",
                             "raw") as session:
            try:
                session.open()
                viewer.position = session.position
            except (RuntimeError, TimeoutError, BrokenPipeError) as error:
                print(f"bench: {viewer.name}: {error}: left out\n{session.errors()}",
                      file=sys.stderr)
                present.remove(viewer)


def main():
    arguments = parse_arguments()
    check_tools(arguments.build, arguments.protocol, arguments.weston)
    workloads = chosen([SESSION, *BY_PROTOCOL[arguments.protocol]], arguments.workloads, "workload")
    if arguments.quick:
        arguments.runs = 1
        if arguments.workloads is None:
            workloads = [SESSION, "typing-raw", "desk-raw"]
    present = choose_viewers(arguments)
    results = []
    with tempfile.TemporaryDirectory(prefix="oriel-bench-home-") as home:
        viewers.furnish(home)
        if not arguments.weston:
            find_positions(arguments, home, present)
        for run in range(arguments.runs):
            for workload in workloads:
                # Another viewer begins each time, so that none always follows the same one.
                for viewer in present[run % len(present):] + present[:run % len(present)]:
                    print(f"bench: run {run + 1} of {arguments.runs}: {workload}: {viewer.name}",
                          file=sys.stderr)
                    figures = run_one(arguments, home, viewer, workload)
                    results.append({"run": run, "workload": workload, "viewer": viewer.name,
                                    "peer": viewer.peer, "figures": figures})
    text = report.tables(results, arguments.protocol)
    print(text)
    if arguments.markdown:
        with open(arguments.markdown, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    return 1 if not results or any(result["figures"] is None for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
