/* Lloyd's algorithm on some thousands of points; see centres.py. */

#include "native.h"

#include <float.h>
#include <math.h>

enum { AT_ONCE = 64 };

typedef struct {
    const double *weights, *sums; /* [points], [axes][points] */
    int64_t count, axes, groups;
    const double *points; /* [axes][points] */
    double *centres; /* [groups][axes] */
    double *totals;  /* [groups][axes + 1]: weights, then sums along each axis */
    int64_t *labels; /* [points], the centre of each; -1 before the first round */
} Search;

/* The nearest centres of some points, the first of those at one distance, and how far they are. */
INLINE void find_nearest(const Search *search, int64_t begin, int64_t size, int64_t axes,
                                int64_t *restrict nearest, double *restrict squares) {
    const int64_t stride = search->count;
    const double *restrict points = search->points + begin;
    for (int64_t at = 0; at < size; at++) {
        nearest[at] = 0;
        squares[at] = INFINITY;
    }
    for (int64_t group = 0; group < search->groups; group++) {
        const double *restrict centre = search->centres + group * axes;
        for (int64_t at = 0; at < size; at++) { /* no branch, so several points at a time */
            double square = 0;
            for (int64_t axis = 0; axis < axes; axis++) {
                const double gap = centre[axis] - points[axis * stride + at];
                square += gap * gap;
            }
            const int nearer = square < squares[at];
            nearest[at] = nearer ? group : nearest[at];
            squares[at] = nearer ? square : squares[at];
        }
    }
}

/* Give every point to its nearest centre and add up those of each; 0 if none has moved. */
INLINE int assign(Search *search, int64_t axes) {
    int moved = 0;
    int64_t nearest[AT_ONCE];
    double squares[AT_ONCE];
    memset(search->totals, 0, (size_t)(search->groups * (axes + 1)) * sizeof(double));
    for (int64_t begin = 0; begin < search->count; begin += AT_ONCE) {
        const int64_t size = smaller(AT_ONCE, search->count - begin);
        find_nearest(search, begin, size, axes, nearest, squares);
        for (int64_t at = begin; at < begin + size; at++) {
            const int64_t now = nearest[at - begin];
            double *total = search->totals + now * (axes + 1);
            moved |= now != search->labels[at];
            search->labels[at] = now;
            total[0] += search->weights[at];
            for (int64_t axis = 0; axis < axes; axis++)
                total[axis + 1] += search->sums[axis * search->count + at];
        }
    }
    return moved;
}

/* Move each centre into the middle of its points; one without points stays. */
INLINE void move(Search *search, int64_t axes) {
    for (int64_t group = 0; group < search->groups; group++) {
        const double *total = search->totals + group * (axes + 1);
        if (!(total[0] > 0)) continue;
        const double weight = total[0] > DBL_MIN ? total[0] : DBL_MIN;
        for (int64_t axis = 0; axis < axes; axis++)
            search->centres[group * axes + axis] = total[axis + 1] / weight;
    }
}

INLINE void run(Search *search, int64_t rounds, int64_t axes, double *distances) {
    int64_t nearest[AT_ONCE];
    for (int64_t round = 0; round < rounds && assign(search, axes); round++) move(search, axes);
    for (int64_t begin = 0; begin < search->count; begin += AT_ONCE) {
        const int64_t size = smaller(AT_ONCE, search->count - begin);
        find_nearest(search, begin, size, axes, nearest, distances + begin);
    }
    for (int64_t at = 0; at < search->count; at++) distances[at] = sqrt(distances[at]);
}

/*
 * points: [axes][points]; centres: [groups][axes], where they begin and where they come to rest;
 * distances: [points], of each to the nearest of them. Gives 0, or NOT_ORDINARY if there is no
 * memory.
 */
EXPORT int64_t follow(const double *points, const double *weights, const double *sums, int64_t count,
                      int64_t axes, int64_t groups, int64_t rounds, double *centres,
                      double *distances) {
    double *totals = malloc((size_t)(groups * (axes + 1)) * sizeof *totals);
    int64_t *labels = malloc((size_t)count * sizeof *labels);
    Search search = {weights, sums, count, axes, groups, points, centres, totals, labels};
    const int ready = totals && labels;
    if (ready) {
        memset(labels, 0xff, (size_t)count * sizeof *labels);
        if (axes == 2) run(&search, rounds, 2, distances);
        else if (axes == 3) run(&search, rounds, 3, distances);
        else run(&search, rounds, axes, distances);
    }
    free(totals);
    free(labels);
    return ready ? 0 : NOT_ORDINARY;
}
