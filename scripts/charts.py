"""Compiles the console's pictures from Vega-Lite to Vega, so that no browser needs to. Usage: scripts/charts.py"""

import json
from pathlib import Path
from typing import Any

import vl_convert

CONSOLE = Path(__file__).resolve().parent.parent / "bot" / "console"
SOURCES, COMPILED = CONSOLE / "statistics" / "charts", CONSOLE / "static" / "statistics-charts.json"
#: The version of Vega-Lite that the sources name.
VERSION = "6.4"


def compiled() -> dict[str, Any]:
    """Each picture by its name."""
    return {
        source.stem: vl_convert.vegalite_to_vega(json.loads(source.read_text("utf-8")), vl_version=VERSION)
        for source in sorted(SOURCES.glob("*.json"))
    }


if __name__ == "__main__":
    COMPILED.write_text(json.dumps(compiled(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
