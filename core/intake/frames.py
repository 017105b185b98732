"""The data frame of a source table: the accepted rows, typed."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.intake.masks import Mask, how_many
from core.intake.typing.typed import Typed, Values
from core.tables.sources import ColumnType


def typed_rows(columns: Mapping[str, Typed], rows: pd.Index, accepted: Mask) -> pd.DataFrame:
    """The accepted rows, typed, indexed by row in the file.

    Parameters
    ----------
    columns
        The columns by name.
    rows
        Place of each row in the file.
    accepted
        Which rows are accepted.
    """
    everybody = how_many(accepted) == len(accepted)
    index = rows if everybody else rows[accepted]
    values = {
        name: typed.values if everybody else _among(typed.values, accepted)
        for name, typed in columns.items()
        if typed.type is not ColumnType.UNREAD
    }
    return pd.DataFrame(values, index=index.rename("row"), copy=False)


def _among(values: Values, accepted: Mask) -> Values:
    chosen = values[accepted]
    if isinstance(chosen, pd.arrays.IntegerArray) and not chosen.isna().any():
        return chosen.to_numpy(dtype=np.int64)
    return chosen
