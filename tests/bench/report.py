"""Tables, targets and a plot out of the rounds that `run` kept."""

import math
import statistics
from pathlib import Path

OURS = "Kartoteka"
ROW = 20
BARS = 560
COLORS = {"ours": "#2a7", "limit": "#ccc", "peer": "#9ab"}


def middle(rounds: list[dict], key: str) -> float:
    return statistics.median(row[key] for row in rounds)


def spread(rounds: list[dict], key: str) -> tuple[float, float]:
    values = [row[key] for row in rounds]
    return min(values), max(values)


def part(mode: dict, role: str) -> dict[str, list[dict]]:
    return {name: rounds for name, rounds in mode["bots"].items() if rounds[0]["role"] == role}


def best(mode: dict, key: str, pick=min) -> tuple[float, str]:
    """The best peer of a mode and its value."""
    peers = [(middle(rounds, key), name) for name, rounds in part(mode, "peer").items()]
    return pick(peers, default=(math.nan, "no peer"))


def table(name: str, mode: dict) -> list[str]:
    """Medians with the least and the most of the rounds; ratios against the fastest peer."""
    fastest, _ = best(mode, "per_second", max)
    lines = [f"### {name}", ""]
    lines.append("| bot | sync | replies/s (spread) | × fastest peer | p50 ms | p99 ms (spread) | CPU s per 1,000 | idle / peak MB | start ms | connections |")
    lines.append("|---|---|---|---|---|---|---|---|---|---|")
    order = sorted(mode["bots"].items(), key=lambda item: -middle(item[1], "per_second"))
    for bot, rounds in order:
        speed, p99 = spread(rounds, "per_second"), spread(rounds, "p99")
        lost = sum(row["of"] - row["answered"] for row in rounds)
        bold = "**" if bot == OURS else ""
        ratio = middle(rounds, "per_second") / fastest if rounds[0]["role"] != "limit" else math.nan
        cells = [
            f"{bold}{bot}{bold}" + (f" ({lost} without an answer of their own, or in time)" if lost else ""),
            rounds[0]["syncs"] or "–",
            f"{middle(rounds, 'per_second'):,.0f} ({speed[0]:,.0f}–{speed[1]:,.0f})",
            "–" if math.isnan(ratio) else f"{ratio:.2f}",
            f"{middle(rounds, 'p50'):.1f}",
            f"{middle(rounds, 'p99'):.1f} ({p99[0]:.1f}–{p99[1]:.1f})",
            f"{middle(rounds, 'cpu_per_1000'):.2f}",
            f"{middle(rounds, 'idle_mb'):.0f} / {middle(rounds, 'peak_mb'):.0f}",
            f"{middle(rounds, 'start_ms'):.0f}",
            f"{max(row['connections'] for row in rounds)}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def targets(modes: dict) -> list[str]:
    """What must be reached, what was, and by how much it is missed."""
    rows: list[tuple[str, str, str, bool | None]] = []
    flood, paced, far = (modes.get(key) for key in ("lookup", "lookup-paced", "lookup-far"))

    def add(what: str, target: str, got: str, met: bool | None) -> None:
        rows.append((what, target, got, met))

    if flood and OURS in flood["bots"]:
        ours = flood["bots"][OURS]
        speed = middle(ours, "per_second")
        peer, name = best(flood, "per_second", max)
        add("look-ups a second, × fastest peer", "1, aiming at 1.3", f"{speed / peer:.2f} ({name})", speed >= peer)
        for limit in part(flood, "limit").values():
            share = speed / middle(limit, "per_second")
            add("look-ups a second, share of the raw limit", "25 %", f"{share:.0%}", share >= 0.25)
        cpu, (peer, name) = middle(ours, "cpu_per_1000"), best(flood, "cpu_per_1000")
        add("CPU per 1,000 look-ups, × least of a peer", "1", f"{cpu / peer:.2f} ({name})", cpu <= peer)
    if paced and OURS in paced["bots"]:
        ours = paced["bots"][OURS]
        for limit in part(paced, "limit").values():
            times = middle(ours, "p50") / middle(limit, "p50")
            add("200/s: p50, × raw client", "5", f"{times:.1f}", times <= 5)
        p99, (peer, name) = middle(ours, "p99"), best(paced, "p99")
        commit = statistics.median(paced["commits_p99"])
        beside = f"{p99:.1f} ms beside {peer:.1f} ({name}); p99 of one FULL commit {commit:.1f} ms"
        add("200/s: p99, at most the least of a peer's", "1, if a FULL commit's p99 is under 2 ms", beside, p99 <= peer if commit < 2 else None)
    if far and OURS in far["bots"]:
        ours = far["bots"][OURS]
        speed, (peer, name) = middle(ours, "per_second"), best(far, "per_second", max)
        add("50 ms to the API, 2,000 waiting, × fastest peer", "1", f"{speed / peer:.2f} ({name})", speed >= peer)
        most = max(row["connections"] for row in ours)
        add("the same: connections", "64", str(most), most <= 64)
    every = [row for mode in modes.values() for row in mode["bots"].get(OURS, [])]
    if every:
        peak, idle = max(row["peak_mb"] for row in every), middle(every, "idle_mb")
        add("memory under load, MB", "100", f"{peak:.0f}", peak < 100)
        add("memory idle, MB", "25", f"{idle:.0f}", idle <= 25)
        start = middle(every, "start_ms")
        add("start to first poll, ms", "150", f"{start:.0f}", start < 150)
    said = {True: "met", False: "**missed**", None: "set beside"}
    lines = ["### Targets", "", "| what | target | measured | |", "|---|---|---|---|"]
    return [*lines, *(f"| {what} | {target} | {got} | {said[met]} |" for what, target, got, met in rows), ""]


def bar(at: int, name: str, role: str, value: float, low: float, high: float, top: float, unit: str) -> list[str]:
    def x(of: float) -> float:
        return 250 + BARS * of / top

    line = f'stroke="#555" y1="{at + 10}" y2="{at + 10}"'
    return [
        f'<text x="8" y="{at + 14}">{name}</text>',
        f'<rect x="250" y="{at + 3}" width="{x(value) - 250:.1f}" height="14" fill="{COLORS[role]}"/>',
        f'<line x1="{x(low):.1f}" x2="{x(high):.1f}" {line}/>',
        f'<text x="{x(max(value, high)) + 6:.0f}" y="{at + 14}">{value:,.{0 if value >= 100 else 2}f} {unit}</text>',
    ]


def plot(modes: dict, file: Path) -> None:
    """A panel for each mode: bars are medians, lines go from the least to the most of the rounds."""
    parts, height = [], 8

    def panel(title: str, mode: dict, key: str, unit: str, low_first: bool) -> None:
        nonlocal height
        parts.append(f'<text x="8" y="{height + 14}" font-weight="bold">{title}</text>')
        height += 22
        rows = [(middle(rounds, key), *spread(rounds, key), name, rounds[0]["role"]) for name, rounds in mode["bots"].items()]
        top = max(max(row[2] for row in rows), 1e-9)
        for value, low, high, name, role in sorted(rows, reverse=not low_first):
            parts.extend(bar(height, name, role, value, low, high, top, unit))
            height += ROW
        height += 10

    for mode in modes.values():
        if mode["paced"]:
            panel(mode["name"] + ": p50", mode, "p50", "ms", True)
            panel(mode["name"] + ": p99", mode, "p99", "ms", True)
        else:
            panel(mode["name"] + ": replies/s", mode, "per_second", "/s", False)
            panel(mode["name"] + ": CPU per 1,000", mode, "cpu_per_1000", "s", True)
        panel(mode["name"] + ": peak memory", mode, "peak_mb", "MB", True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="920" height="{height}" font-family="sans-serif" font-size="12">'
    file.write_text("\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>\n"]))
