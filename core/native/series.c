/* The series of a Gauss hypergeometric function; see series.py. */

#include "native.h"

#include <float.h>
#include <math.h>

enum { LANES = 4, NONE = -1 };

typedef double Lanes __attribute__((vector_size(LANES * sizeof(double))));
typedef int64_t Flags __attribute__((vector_size(LANES * sizeof(int64_t))));

/* Series that are summed at once, so that none waits for its last term: one in each lane. */
typedef struct {
    Lanes first, third, argument;
    Lanes least; /* part of the sum that the rest has to stay below */
    Lanes place, term, sum;
    Flags at; /* which series it is; NONE without one, and then nothing is ever done */
} Series;

static void begin(Series *series, int lane, int64_t at, double first, double third,
                  double argument) {
    series->at[lane] = at;
    series->first[lane] = first;
    series->third[lane] = third;
    series->argument[lane] = argument;
    /* All terms behind one come to less than it, times argument over 1 - argument. */
    series->least[lane] = (1 - argument) * (DBL_EPSILON / 2);
    series->place[lane] = at == NONE ? NAN : 0;
    series->term[lane] = series->sum[lane] = 1;
}

/* Add terms until some series is summed or has `most` of them; gives a bit for each such lane. */
static int64_t add_terms(Series *series, double most) {
    const Lanes first = series->first, third = series->third, argument = series->argument;
    const Flags bits = {1, 2, 4, 8};
    Lanes place = series->place, term = series->term, sum = series->sum;
    Flags done;
    do {
        term = term * ((first + place) / (third + place)) * argument;
        sum += term;
        place += 1;
        done = (term * argument <= series->least * sum) | (place >= most);
    } while (!__builtin_reduce_or(done));
    series->place = place;
    series->term = term;
    series->sum = sum;
    return __builtin_reduce_or(done & bits);
}

static inline double sum_in(const Series *series, int lane) {
    const double sum = series->sum[lane];
    return series->term[lane] * series->argument[lane] <= series->least[lane] * sum ? sum : NAN;
}

/* sums: [size], each of a series of which every term is above 0; NaN if it takes too many. */
EXPORT void gauss_series(const double *first, const double *third, const double *argument,
                         int64_t size, int64_t most, double *sums) {
    Series series;
    int64_t next = 0, left = size;
    for (int lane = 0; lane < LANES; lane++, next++) {
        if (next < size) begin(&series, lane, next, first[next], third[next], argument[next]);
        else begin(&series, lane, NONE, NAN, NAN, NAN);
    }
    while (left > 0) {
        for (int64_t done = add_terms(&series, (double)most); done; done &= done - 1) {
            const int lane = __builtin_ctzll((uint64_t)done);
            sums[series.at[lane]] = sum_in(&series, lane);
            left--;
            if (next < size) begin(&series, lane, next, first[next], third[next], argument[next]);
            else begin(&series, lane, NONE, NAN, NAN, NAN);
            next++;
        }
    }
}
