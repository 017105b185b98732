"""What was planted in the sample company."""

import json
from typing import Any

from resources import path

SAMPLE = path("sample_company")
TRUTH: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
KEYS = {
    "cocooning": "cocooning",
    "service redesign": "service_redesign",
    "move to self-service": "self_service",
    "upsell": "upsell",
    "cross-sell": "cross_sell",
    "retention": "retention",
    "loyalty and advocacy": "loyalty_advocacy",
}
"""Actions of the catalogue by what the planted ones are called."""
