"""Segments in limits on the axes: round numbers, boxes, the grid, a tree, the shortest rule."""
