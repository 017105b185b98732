"""Arrays, indexes and data frames as tables in a pool, and back without a difference.

Text with few different values (categories) is kept as the place of each value in a list of
words, which is a table of its own, so that no cell becomes an object on the way.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_origin

import numpy as np
import pandas as pd

from core.database import Column
from core.project.columns import array_of, column_of, kind_of
from core.project.pool import Part, TablePool

SIGN = "$form"
"""Key of the JSON objects that stand for an array, an index or a data frame."""

Form = dict[str, Any]


class TableWriter:
    """Keeps arrays, indexes and data frames in a pool; the same object is written once.

    Attributes
    ----------
    parts
        What was kept, in the order in which it was first asked for.
    """

    def __init__(self, pool: TablePool) -> None:
        self._pool = pool
        self._known: dict[int, tuple[Any, Form]] = {}
        self.parts: dict[Part, None] = {}

    def form(self, value: Any) -> Form:
        """Return the JSON object that stands for an array, an index or a data frame.

        Raises
        ------
        TypeError
            If the value is none of these, or holds what cannot be kept.
        """
        if id(value) not in self._known:
            # with the value, because an object that is gone may leave its id to another one
            self._known[id(value)] = (value, self._form(value))
        return self._known[id(value)][1]

    def _form(self, value: Any) -> Form:
        if isinstance(value, pd.DataFrame):
            arrays = [value.iloc[:, place].array for place in range(value.shape[1])]
            names = list(map(str, value.columns))
            return {SIGN: "frame", "index": self.form(value.index), **self._table(names, arrays)}
        if isinstance(value, pd.Index):
            name = None if value.name is None else str(value.name)
            return {SIGN: "index", "name": name, **self._table(["index"], [value.array])}
        if isinstance(value, np.ndarray) and value.ndim > 0:
            columns = value.reshape(len(value), -1).T if value.size else value.reshape(0, 1).T
            names = list(map(str, range(len(columns))))
            shape = {"shape": list(value.shape)}
            return {SIGN: "array", **shape, **self._table(names, list(columns))}
        message = f"{type(value).__name__} cannot be kept in a project"
        raise TypeError(message)

    def _table(self, names: Sequence[str], arrays: Sequence[Any]) -> Form:
        columns: dict[str, Column] = {}
        kinds: list[Any] = []
        for name, array in zip(names, arrays, strict=True):
            if isinstance(array, pd.Categorical):
                columns[name] = array.codes
                kinds.append({"words": self.form(array.categories), "ordered": bool(array.ordered)})
            else:
                columns[name] = column_of(array)
                kinds.append(kind_of(array))
        if not columns:
            return {"kinds": kinds, "table": ""}
        part = self._pool.add(columns)
        self.parts.setdefault(part)
        return {"kinds": kinds, "table": part.sha256}


class TableReader:
    """Gives arrays, indexes and data frames for the JSON objects that stand for them.

    Parameters
    ----------
    pool
        Where the tables are kept.
    parts
        The tables of the project, by their SHA-256.
    """

    def __init__(self, pool: TablePool, parts: Mapping[str, Part]) -> None:
        self._pool = pool
        self._parts = parts
        self._known: dict[str, Any] = {}

    def value(self, hint: Any, form: Form) -> Any:
        """Return what an object stands for; the same object stands for one value.

        Raises
        ------
        ValueError
            If it stands for nothing, or for a value of another type than the hint.
        """
        try:
            return _checked(hint, self._value(form))
        except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
            message = f"a table is not as it was described ({type(error).__name__})"
            raise ValueError(message) from error

    def _value(self, form: Form) -> Any:
        if form[SIGN] == "index":
            key = f"{form['table']} {form['name']}"
            if key not in self._known:
                [array] = self._arrays(form).values()
                self._known[key] = pd.Index(array, name=form["name"], copy=False)
            return self._known[key]
        if form[SIGN] == "frame":
            index = self._value(form["index"])
            return pd.DataFrame(self._arrays(form), index=index, copy=False)
        if form[SIGN] == "array":
            return self._shaped(list(self._arrays(form).values()), form["shape"])
        raise KeyError(SIGN)

    def _shaped(self, columns: list[Any], shape: list[int]) -> Any:
        made = columns[0] if len(shape) == 1 else np.column_stack(columns).reshape(shape)
        if list(made.shape) != shape:
            raise IndexError(shape)
        return made

    def _arrays(self, form: Form) -> dict[str, Any]:
        if not form["table"]:
            return {}
        columns = self._pool.columns(self._parts[form["table"]])
        return {
            name: self._array(column, kind)
            for (name, column), kind in zip(columns.items(), form["kinds"], strict=True)
        }

    def _array(self, column: Column, kind: Any) -> Any:
        if isinstance(kind, str):
            return array_of(column, kind)
        words = self._value(kind["words"])
        return pd.Categorical.from_codes(column, categories=words, ordered=bool(kind["ordered"]))


def _checked(hint: Any, made: Any) -> Any:
    wanted = get_origin(hint) or hint
    if isinstance(wanted, type) and not isinstance(made, wanted):
        message = f"{type(made).__name__} where {wanted.__name__} is needed"
        raise TypeError(message)
    return made
