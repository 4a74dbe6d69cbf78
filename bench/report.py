# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tables of medians and ratios from the figures of many runs."""

import statistics

OURS = "oriel-sdl"
TIGERVNC = "tigervnc"
REMOTE_VIEWER = "remote-viewer"
# Of SPICE, CPU of the viewer over remote-viewer's, by scene.
SPICE_BOUNDS = {"typing": 0.5, "desk": 0.9, "scroll": 0.9, "video": 1.0, "movie": 1.0,
                "film": 1.0}


def _unique(values):
    return list(dict.fromkeys(values))


def _get(figures, path):
    for key in path.split("."):
        figures = figures.get(key) if figures else None
    return figures


class Results:
    """Figures looked up by workload, viewer and run; a path is such as "fast.cpu_ms"."""

    def __init__(self, results):
        self.results = [result for result in results if result["figures"]]
        self.workloads = _unique(result["workload"] for result in self.results)
        self.viewers = _unique(result["viewer"] for result in self.results)
        self.viewers.sort(key=lambda name: name != OURS)
        self.peers = _unique(result["viewer"] for result in self.results if result["peer"])

    def by_run(self, workload, viewer, path):
        found = {}
        for result in self.results:
            if result["workload"] == workload and result["viewer"] == viewer:
                value = _get(result["figures"], path)
                if value is not None:
                    found[result["run"]] = value
        return found

    def median(self, workload, viewer, path):
        values = self.by_run(workload, viewer, path).values()
        return statistics.median(values) if values else None

    def spread(self, workload, viewer, path):
        values = self.by_run(workload, viewer, path).values()
        return f"{_text(min(values))}..{_text(max(values))}" if values else ""

    def total(self, workload, viewer, pace):
        """Viewer and X server together, by run."""
        ours = self.by_run(workload, viewer, f"{pace}.cpu_ms")
        screen = self.by_run(workload, viewer, f"{pace}.x_ms")
        return {run: ours[run] + screen[run] for run in ours if run in screen}

    def ratio(self, ours, others):
        """The median of the ratios within each run; @others is a list of figures by run, of which
        the lowest counts."""
        ratios = []
        for run, value in ours.items():
            values = [other[run] for other in others if other.get(run)]
            if values:
                ratios.append(value / min(values))
        return statistics.median(ratios) if ratios else None


def _text(value, digits=3):
    if value is None:
        return ""
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.{digits}g}"


def _table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def _workload_rows(data, pace, reference):
    for workload in data.workloads:
        for viewer in data.viewers:
            cpu = data.by_run(workload, viewer, f"{pace}.cpu_ms")
            if not cpu:
                continue
            total = data.total(workload, viewer, pace)
            peers = [data.by_run(workload, peer, f"{pace}.cpu_ms") for peer in data.peers]
            totals = [data.total(workload, peer, pace) for peer in data.peers]
            known = [data.by_run(workload, reference, f"{pace}.cpu_ms")]

            def middle(name, workload=workload, viewer=viewer):
                return _text(data.median(workload, viewer, f"{pace}.{name}"))
            yield [workload, viewer, middle("cpu_ms"),
                   data.spread(workload, viewer, f"{pace}.cpu_ms"), middle("x_ms"),
                   middle("updates_s"), middle("wakeups"), _text(data.ratio(cpu, known), 2),
                   _text(data.ratio(cpu, peers), 2), _text(data.ratio(total, totals), 2),
                   middle("wrong")]


def _workload_heads(reference):
    return ["workload", "viewer", "CPU ms/update", "min..max", "X server ms/update", "updates/s",
            "wakeups/update", f"/{reference}", "/best peer", "(viewer+X)/best peer",
            "wrong pixels"]


SESSION_HEADS = ["viewer", "connect ms", "first request ms", "picture ms", "min..max",
                 "CPU ms by then", "PSS MB", "idle CPU ms/s", "idle wakeups/s", "key ms",
                 "key p90 ms", "keys lost", "wrong pixels"]


def _session_rows(data):
    for viewer in data.viewers:
        if not data.by_run("session", viewer, "wrong"):
            continue
        names = ["connect_ms", "request_ms", "picture_ms", None, "start_cpu_ms", "pss_mb",
                 "idle_cpu_ms_s", "idle_wakeups_s", "key_ms", "key_p90_ms", "keys_lost", "wrong"]
        yield [viewer] + [data.spread("session", viewer, "picture_ms") if name is None
                          else _text(data.median("session", viewer, name)) for name in names]


def _spice_goals(data):
    """As _goals(), of SPICE, all at 30 updates a second."""
    def cpu(workload):
        return data.ratio(data.by_run(workload, OURS, "steady.cpu_ms"),
                          [data.by_run(workload, REMOTE_VIEWER, "steady.cpu_ms")])

    for workload in data.workloads:
        scene = workload.split("-")[0]
        if scene in SPICE_BOUNDS:
            yield f"{workload}: CPU / remote-viewer", cpu(workload), SPICE_BOUNDS[scene], True
    for workload in data.workloads:
        yield (f"{workload}: (CPU + X server) / remote-viewer",
               data.ratio(data.total(workload, OURS, "steady"),
                          [data.total(workload, REMOTE_VIEWER, "steady")]), 0.8, True)
    for name, peer, bound in (("picture_ms", REMOTE_VIEWER, 0.5), ("picture_ms", "spicy", 1.0),
                              ("pss_mb", REMOTE_VIEWER, 1.0)):
        what = "start to picture" if name == "picture_ms" else "memory"
        yield f"{what} / {peer}", data.ratio(
            data.by_run("session", OURS, name), [data.by_run("session", peer, name)]), bound, True
    yield "key latency, ms", data.median("session", OURS, "key_ms"), 1.0, True
    yield "idle wakeups/s", data.median("session", OURS, "idle_wakeups_s"), 0.0, True
    yield "wrong pixels", _most_wrong(data), 0, True


def _most_wrong(data):
    wrong = [data.median(workload, OURS, path)
             for workload in data.workloads for path in ("wrong", "fast.wrong", "steady.wrong")]
    return max((value for value in wrong if value is not None), default=None)


def _goals(data):
    """What Oriel has set itself: the figure, its value, its bound, and whether lower is better."""
    def cpu(workload):
        return data.ratio(data.by_run(workload, OURS, "fast.cpu_ms"),
                          [data.by_run(workload, TIGERVNC, "fast.cpu_ms")])

    def against(name, peer):
        return data.ratio(data.by_run("session", OURS, name), [data.by_run("session", peer, name)])

    def own(name):
        return data.median("session", OURS, name)

    for workload, bound in (("video-raw", 1.1), ("typing-raw", 0.5), ("scroll-raw", 0.75),
                            ("desk-raw", 0.95)):
        yield f"{workload}: CPU / tigervnc", cpu(workload), bound, True
    yield "video-raw: updates/s / tigervnc", data.ratio(
        data.by_run("video-raw", OURS, "fast.updates_s"),
        [data.by_run("video-raw", TIGERVNC, "fast.updates_s")]), 1.4, False
    for workload in ("video-raw", "typing-raw", "scroll-raw", "desk-raw"):
        totals = [data.total(workload, peer, "fast") for peer in data.peers]
        yield (f"{workload}: (CPU + X server) / best peer",
               data.ratio(data.total(workload, OURS, "fast"), totals), 0.8, True)
    yield "start to picture / tigervnc", against("picture_ms", TIGERVNC), 1.3, True
    yield "start to picture / remote-viewer", against("picture_ms", REMOTE_VIEWER), 0.5, True
    yield "memory / remote-viewer", against("pss_mb", REMOTE_VIEWER), 1.0, True
    yield "key latency, ms", own("key_ms"), 1.0, True
    yield "idle wakeups/s", own("idle_wakeups_s"), 0.0, True
    yield "wrong pixels", _most_wrong(data), 0, True


def _goal_rows(data, protocol):
    goals = _spice_goals if protocol == "spice" else _goals
    for name, value, bound, lower in goals(data):
        if value is None:
            continue
        met = value <= bound if lower else value >= bound
        yield [name, _text(value, 3), f"{'at most' if lower else 'at least'} {bound:g}",
               "met" if met else "**missed**"]


def tables(results, protocol):
    """All tables that the results can fill, as markdown."""
    data = Results(results)
    reference = REMOTE_VIEWER if protocol == "spice" else TIGERVNC
    parts = []
    for title, pace in (("As fast as the viewer asks", "fast"), ("30 updates/s", "steady")):
        rows = list(_workload_rows(data, pace, reference))
        if rows:
            parts.append(f"### {title}\n\n" + _table(_workload_heads(reference), rows))
    rows = list(_session_rows(data))
    if rows:
        parts.append("### A session with a guest that does nothing\n\n"
                     + _table(SESSION_HEADS, rows))
    rows = list(_goal_rows(data, protocol)) if OURS in data.viewers else []
    if rows:
        parts.append("### Goals\n\n" + _table(["figure", "value", "goal", ""], rows))
    return "\n\n".join(parts)
