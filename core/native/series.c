/* The series of a Gauss hypergeometric function; see series.py. */

#include "native.h"

#include <float.h>
#include <math.h>

/* The sum of a series of which every term is above 0; NaN if it takes too many. */
static double summed(double first, double third, double argument, int64_t most) {
    /* All terms behind one come to less than it, times argument over 1 - argument. */
    const double least = (1 - argument) * (DBL_EPSILON / 2);
    double term = 1, sum = 1;
    for (int64_t place = 0; place < most; place++) {
        term = term * ((first + (double)place) / (third + (double)place)) * argument;
        sum += term;
        if (term * argument <= least * sum) return sum;
    }
    return NAN;
}

/* sums: [size]. */
EXPORT void gauss_series(const double *first, const double *third, const double *argument,
                         int64_t size, int64_t most, double *sums) {
    for (int64_t at = 0; at < size; at++) sums[at] = summed(first[at], third[at], argument[at], most);
}
