/* Lloyd's algorithm on some thousands of points; see centres.py. */

#include "native.h"

#include <float.h>
#include <math.h>

typedef struct {
    const double *points, *weights, *sums; /* [points][axes], [points], [axes][points] */
    int64_t count, axes, groups;
    double *centres; /* [groups][axes] */
    double *totals;  /* [groups][axes + 1]: weights, then sums along each axis */
    int32_t *labels; /* [points], the centre of each; -1 before the first round */
} Search;

static inline double squared(const double *point, const double *centre, int64_t axes) {
    double sum = 0;
    for (int64_t axis = 0; axis < axes; axis++) {
        const double gap = centre[axis] - point[axis];
        sum += gap * gap;
    }
    return sum;
}

/* The nearest centre, the first of those at one distance; the search begins at a guess. */
static inline int32_t nearest(const Search *search, const double *point, int32_t guess,
                              int64_t axes, double *square) {
    int32_t best = guess;
    *square = squared(point, search->centres + best * axes, axes);
    for (int32_t next = 0; next < search->groups; next++) {
        const double other = squared(point, search->centres + next * axes, axes);
        if (other > *square || (other == *square && next >= best)) continue;
        *square = other;
        best = next;
    }
    return best;
}

/* Give every point to its nearest centre and add up those of each; 0 if none has moved. */
static inline int assign(Search *search, int64_t axes) {
    int moved = 0;
    memset(search->totals, 0, (size_t)(search->groups * (axes + 1)) * sizeof(double));
    for (int64_t at = 0; at < search->count; at++) {
        const int32_t before = search->labels[at];
        const double *point = search->points + at * axes;
        double square;
        const int32_t now = nearest(search, point, before < 0 ? 0 : before, axes, &square);
        double *total = search->totals + now * (axes + 1);
        moved |= now != before;
        search->labels[at] = now;
        total[0] += search->weights[at];
        for (int64_t axis = 0; axis < axes; axis++)
            total[axis + 1] += search->sums[axis * search->count + at];
    }
    return moved;
}

/* Move each centre into the middle of its points; one without points stays. */
static inline void move(Search *search, int64_t axes) {
    for (int64_t group = 0; group < search->groups; group++) {
        const double *total = search->totals + group * (axes + 1);
        if (!(total[0] > 0)) continue;
        const double weight = total[0] > DBL_MIN ? total[0] : DBL_MIN;
        for (int64_t axis = 0; axis < axes; axis++)
            search->centres[group * axes + axis] = total[axis + 1] / weight;
    }
}

static inline void run(Search *search, int64_t rounds, int64_t axes, double *distances) {
    for (int64_t round = 0; round < rounds && assign(search, axes); round++) move(search, axes);
    for (int64_t at = 0; at < search->count; at++) {
        const int32_t guess = search->labels[at] < 0 ? 0 : search->labels[at];
        double square;
        nearest(search, search->points + at * axes, guess, axes, &square);
        distances[at] = sqrt(square);
    }
}

/*
 * centres: [groups][axes], where they begin and where they come to rest; distances: [points], of
 * each to the nearest of them. Gives 0, or NOT_ORDINARY if there is no memory.
 */
EXPORT int64_t follow(const double *points, const double *weights, const double *sums,
                      int64_t count, int64_t axes, int64_t groups, int64_t rounds,
                      double *centres, double *distances) {
    double *totals = malloc((size_t)(groups * (axes + 1)) * sizeof *totals);
    int32_t *labels = malloc((size_t)count * sizeof *labels);
    Search search = {points, weights, sums, count, axes, groups, centres, totals, labels};
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
