"""The files that travel with Nonagon (data only), and where to find them."""

import sys
from pathlib import Path


def path(name: str) -> Path:
    """Where a file of this folder lies, in a checkout and inside a package alike.

    Parameters
    ----------
    name
        Path below ``resources`` with forward slashes, as ``"sample_company/orders_2025.csv"``.

    Returns
    -------
    Path
        Absolute path. Whether the file exists is for the caller to see.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    folder = Path(__file__).resolve().parent if bundle is None else Path(bundle) / "resources"
    return folder.joinpath(*name.split("/"))
