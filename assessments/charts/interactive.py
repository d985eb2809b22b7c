"""The same charts as Plotly figures, made only when a reader asks for one.

Colours are names of the stylesheet's own tokens, so that the page fills in light or dark.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape

from assessments.charts.heat import Heat
from assessments.charts.marks import bounds, cell, percent
from assessments.charts.trends import RoundFigures
from assessments.queries.headline import Measure, Standing

LENSES = (("conventional", "var(--conv)", "circle"), ("social", "var(--soc)", "diamond"))
SHADES = [[step / 6, f"var(--h{step})"] for step in range(7)]
SCALE = {"range": [-3, 103], "tickvals": [0, 25, 50, 75, 100], "gridcolor": "var(--rule)"}
HEAT = {
    "type": "heatmap",
    "texttemplate": "%{text}",
    "zmin": 0,
    "zmax": 100,
    "colorscale": SHADES,
    "showscale": False,
    "xgap": 2,
    "ygap": 2,
    "hovertemplate": "%{y}<br>%{x}<br>%{text}<extra></extra>",
}
CELL_AXIS = {"automargin": True, "showgrid": False, "zeroline": False, "ticks": ""}
LABEL_LENGTH = 14
LAYOUT = {
    "template": "none",
    "margin": {"l": 8, "r": 8, "t": 8, "b": 32},
    "legend": {"orientation": "h", "y": 1.08},
    "hovermode": "closest",
}


def profile_figure(rows: Sequence[Standing]) -> str:
    """Return the element profile as Plotly JSON."""
    names = [row.name for row in rows]
    traces = [
        {**_trace([getattr(row, lens) for row in rows], "x", lens, colour, symbol), "y": names}
        | {"mode": "markers"}
        for lens, colour, symbol in LENSES
    ]
    axis = {"autorange": "reversed", "automargin": True, "gridcolor": "var(--rule)"}
    return _figure(traces, {"xaxis": SCALE, "yaxis": axis, "height": 90 + 44 * len(rows)})


def trend_figure(rounds: Sequence[RoundFigures]) -> str:
    """Return the rounds over time as Plotly JSON."""
    names = [row.name for row in rounds]
    traces = [
        {**_trace([getattr(row, lens) for row in rounds], "y", lens, colour, symbol), "x": names}
        | {"mode": "lines+markers", "connectgaps": False}
        for lens, colour, symbol in LENSES
    ]
    axis = {"type": "category", "automargin": True}
    return _figure(traces, {"xaxis": axis, "yaxis": {**SCALE, "automargin": True}, "height": 360})


def heat_figure(heat: Heat) -> str:
    """Return the heat table as Plotly JSON; cells without a score stay empty."""
    rows = [row for group in heat.groups for row in group.rows]
    columns = [
        f"{'<br>'.join(_label(name) for name in dyad.whole.split(' – '))}<br>{lens}"
        for dyad in heat.dyads
        for lens in ("conv.", "social")
    ]
    trace = HEAT | {
        "x": columns,
        "y": [escape(row.short) for row in rows],
        "z": [
            [int(one.text) if one.shade.startswith("h") else None for one in row.cells]
            for row in rows
        ],
        "text": [[one.text for one in row.cells] for row in rows],
    }
    columns_axis = {"side": "top", "tickfont": {"size": 11}, **CELL_AXIS}
    rows_axis = {"autorange": "reversed", **CELL_AXIS}
    height = 120 + 30 * len(rows)
    return _figure([trace], {"xaxis": columns_axis, "yaxis": rows_axis, "height": height})


def _label(name: str) -> str:
    """Return the name of a party, short enough to stand over a column."""
    return escape(name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1].rstrip() + "…")


def _trace(
    measures: Sequence[Measure | None], axis: str, name: str, colour: str, symbol: str
) -> dict:
    shown = [None if one is None else one.shown for one in measures]
    pairs = list(zip(measures, shown, strict=True))
    return {
        "type": "scatter",
        "name": name,
        axis: [None if score is None else score * 100 for score in shown],
        "marker": {"color": colour, "symbol": symbol, "size": 12},
        f"error_{axis}": {
            "type": "data",
            "symmetric": False,
            "array": [None if s is None else (m.upper - s) * 100 for m, s in pairs],
            "arrayminus": [None if s is None else (s - m.lower) * 100 for m, s in pairs],
            "color": colour,
            "thickness": 2.5,
            "width": 0,
        },
        "line": {"color": colour, "width": 2.5},
        "text": [_words(one) for one in measures],
        "hovertemplate": "%{text}<extra>" + name + "</extra>",
    }


def _words(measure: Measure | None) -> str:
    if measure is None:
        return "n/a"
    return f"{cell(measure)}, bounds {bounds(measure)}, {percent(measure.coverage)} answered"


def _figure(traces: list[dict], layout: dict) -> str:
    # Importing Plotly costs 30 MiB, which no worker pays that is never asked for a figure.
    from plotly.graph_objects import Figure  # noqa: PLC0415

    return Figure(data=traces, layout={**LAYOUT, **layout}).to_json()
