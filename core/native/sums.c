/* Values added up in whole parts of a unit, without a rounding; see sums.py. */

#include "native.h"

#include <math.h>

enum { AT_ONCE = 512 };

/* What is added to this number and taken off again is rounded to a whole one, halves to even. */
static const double ROUNDING = 6755399441055744.0; /* 1.5 * 2^52 */
static const double MOST = 2251799813685248.0;     /* 2^51, up to which that holds */

/* Give values as whole numbers of parts of the unit; 0 if they are not, or come to too much. */
static int in_parts(const double *values, int64_t count, double parts, double *whole,
                    double *total) {
    int64_t others = 0;
    for (int64_t row = 0; row < count; row++) {
        whole[row] = (values[row] * parts + ROUNDING) - ROUNDING;
        others += !(whole[row] / parts == values[row]);
    }
    for (int64_t row = 0; row < count; row++) *total += fabs(whole[row]);
    return !others && *total < MOST;
}

/* sums: [size], 0 before: the parts that the values of each place come to. */
EXPORT int64_t sums_by_place(const int32_t *places, const double *values, int64_t rows,
                             double parts, int64_t size, double *sums) {
    double whole[AT_ONCE], total = 0;
    for (int64_t begin = 0; begin < rows; begin += AT_ONCE) {
        const int64_t count = smaller(AT_ONCE, rows - begin);
        if (!in_parts(values + begin, count, parts, whole, &total)) return NOT_ORDINARY;
        for (int64_t row = 0; row < count; row++) {
            const int64_t place = places[begin + row];
            if (place < 0 || place >= size) return NOT_ORDINARY;
            sums[place] += whole[row];
        }
    }
    return 0;
}

/* sum: [1], the parts that all values come to. */
EXPORT int64_t sum_of(const double *values, int64_t rows, double parts, double *sum) {
    double whole[AT_ONCE], total = 0;
    *sum = 0;
    for (int64_t begin = 0; begin < rows; begin += AT_ONCE) {
        const int64_t count = smaller(AT_ONCE, rows - begin);
        if (!in_parts(values + begin, count, parts, whole, &total)) return NOT_ORDINARY;
        for (int64_t row = 0; row < count; row++) *sum += whole[row];
    }
    return 0;
}

/* until: [rows + 1], the parts that all values before each row come to. */
EXPORT int64_t running_sums(const double *values, int64_t rows, double parts, double *until) {
    double total = 0;
    for (int64_t begin = 0; begin < rows; begin += AT_ONCE) {
        const int64_t count = smaller(AT_ONCE, rows - begin);
        if (!in_parts(values + begin, count, parts, until + begin + 1, &total)) return NOT_ORDINARY;
    }
    double sum = until[0] = 0;
    for (int64_t row = 1; row <= rows; row++) until[row] = sum += until[row];
    return 0;
}

/*
 * starts: [size], rows in their order; sums: [size], the parts that the values from each of them to
 * the next come to. Those before the first are left out.
 */
EXPORT int64_t sums_from(const double *values, int64_t rows, double parts, const int32_t *starts,
                         int64_t size, double *sums) {
    double whole[AT_ONCE], total = 0, sum = 0;
    int64_t next = 0;
    for (int64_t begin = 0; begin < rows; begin += AT_ONCE) {
        const int64_t count = smaller(AT_ONCE, rows - begin);
        if (!in_parts(values + begin, count, parts, whole, &total)) return NOT_ORDINARY;
        for (int64_t row = 0; row < count; row++) {
            if (next < size && starts[next] == begin + row) {
                if (next) sums[next - 1] = sum;
                next++;
                sum = 0;
            }
            sum += whole[row];
        }
    }
    if (next < size) return NOT_ORDINARY;
    if (next) sums[next - 1] = sum;
    return 0;
}
