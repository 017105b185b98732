import numpy as np
import pytest

from ui.desktop.charts.pyramid import (
    TILE,
    CountPyramid,
    Tile,
    best_level,
    blend,
    build_pyramid,
    tiles_in_view,
)

HOME = (0.0, 1.0, 0.0, 1.0)
COLOURS = {1: (255, 0, 0), 2: (0, 0, 255)}


def pyramid_of(count: int = 20_000, seed: int = 0):  # noqa: ANN201 - a test's own shorthand
    random = np.random.default_rng(seed)
    x, y = random.random((2, count)).astype(np.float32) * np.float32(1.1)
    codes = random.integers(1, 3, count).astype(np.int8)
    return build_pyramid(x, y, codes, HOME), x, y, codes


def test_no_mark_is_lost_at_any_level() -> None:
    pyramid, _, _, codes = pyramid_of()
    for level in pyramid.levels[:3]:
        counted = sum(int(plane.sum(dtype=np.int64)) for plane in level)
        assert counted + len(pyramid.outside) == len(codes)


def test_a_crowd_in_one_cell_is_counted_to_the_last() -> None:
    x = np.full(70_000, 0.5, np.float32)
    pyramid = build_pyramid(x, x, np.ones(70_000, np.int8), HOME)
    assert [int(level[0].max()) for level in pyramid.levels] == [70_000] * len(pyramid.levels)


def test_marks_beyond_the_area_are_listed() -> None:
    pyramid, x, y, _ = pyramid_of()
    assert np.array_equal(pyramid.outside, np.flatnonzero((x >= 1) | (y >= 1)))


def test_closer_views_use_finer_cells() -> None:
    pyramid = pyramid_of()[0]
    levels = [best_level(pyramid, (0, zoom, 0, zoom), (800, 600)) for zoom in (4, 1, 0.25, 0.01)]
    assert levels == sorted(levels, reverse=True)
    assert levels[-1] == 0


def whole(pyramid: CountPyramid) -> Tile:
    return Tile(len(pyramid.levels) - 1, 0, 0, HOME)


def test_tiles_cover_the_view() -> None:
    tiles = tiles_in_view(pyramid_of()[0], (0.3, 0.6, 0.2, 0.5), (800, 600))
    assert min(tile.bounds[0] for tile in tiles) <= 0.3
    assert max(tile.bounds[1] for tile in tiles) >= 0.6
    assert min(tile.bounds[2] for tile in tiles) <= 0.2
    assert max(tile.bounds[3] for tile in tiles) >= 0.5


def test_a_view_without_cells_has_no_tiles() -> None:
    assert tiles_in_view(pyramid_of()[0], (5, 6, 5, 6), (300, 300)) == []


def test_the_picture_lies_where_its_cells_lie() -> None:
    x = np.array([0.25], np.float32)
    y = np.array([0.75], np.float32)
    pyramid = build_pyramid(x, y, np.array([1], np.int8), HOME)
    pixels = blend(pyramid, whole(pyramid), COLOURS)
    row, column = np.argwhere(pixels[..., 3])[0]
    assert (column + 0.5) / TILE == pytest.approx(0.25, abs=0.01)
    assert (row + 0.5) / TILE == pytest.approx(0.25, abs=0.01)


def test_a_cell_mixes_the_colours_by_their_counts() -> None:
    x = np.full(4, 0.5, np.float32)
    pyramid = build_pyramid(x, x, np.array([1, 1, 1, 2], np.int8), HOME)
    pixel = blend(pyramid, whole(pyramid), COLOURS).max(axis=(0, 1))
    blue, green, red, opacity = (int(part) for part in pixel)
    assert green == 0
    assert opacity == 255
    assert red == pytest.approx(191, abs=2)
    assert blue == pytest.approx(64, abs=2)


def test_only_the_wanted_segments_are_drawn() -> None:
    pyramid = pyramid_of()[0]
    pixels = blend(pyramid, whole(pyramid), {2: (0, 0, 255)})
    assert pixels[..., 2].max() == 0
    assert pixels[..., 0].max() > 0


def test_a_million_marks_take_less_than_64_mebibytes() -> None:
    random = np.random.default_rng(0)
    x, y = random.random((2, 10_000)).astype(np.float32)
    codes = random.integers(1, 10, 10_000).astype(np.int8)
    assert build_pyramid(x, y, codes, HOME).nbytes < 64 * 2**20
