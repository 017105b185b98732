/* What is the same among many rows, and rows in an order; see rows.py, keys.py and order.py. */

#include "numbering.h"

/* --------------------------------------------------------- what is the same among many */

INLINE uint64_t mixed_row(const uint64_t *const *words, int64_t depth, int64_t row) {
    uint64_t mixed = mix(words[0][row]);
    for (int64_t word = 1; word < depth; word++) mixed = mix(mixed + words[word][row]);
    return mixed;
}

/* A row among others, and where each number first is. */
typedef struct {
    const uint64_t *const *words;
    int64_t depth, row;
    const int64_t *first;
} Row;

INLINE int same_row(const void *searched, int64_t number) {
    const Row *row = searched;
    if (row->depth == 1) return 1; /* different words are mixed to different ones */
    for (int64_t word = 0; word < row->depth; word++)
        if (row->words[word][row->row] != row->words[word][row->first[number]]) return 0;
    return 1;
}

INLINE int64_t number_rows(const uint64_t *const *words, int64_t depth, int64_t rows,
                                  int32_t *codes, int64_t *first) {
    Numbers numbers = {NULL, FIRST_BITS};
    int64_t found = grow(&numbers) ? 0 : NOT_ORDINARY;
    for (int64_t begin = 0; begin < rows && found >= 0; begin += BATCH) {
        const int64_t end = rows - begin < BATCH ? rows : begin + BATCH;
        uint64_t mixed[BATCH];
        if (!room(&numbers, found)) {
            found = NOT_ORDINARY;
            break;
        }
        for (int64_t row = begin; row < end; row++) {
            mixed[row - begin] = mixed_row(words, depth, row);
            __builtin_prefetch(slot_of(&numbers, mixed[row - begin]));
        }
        for (int64_t row = begin; row < end; row++) {
            const Row own = {words, depth, row, first};
            codes[row] = (int32_t)number_of(&numbers, mixed[row - begin], found, same_row, &own);
            if (codes[row] == found) first[found++] = row;
        }
    }
    free(numbers.slots);
    return found;
}

/* words: [depth] arrays of `rows`; codes: [rows]; first: [rows]. Gives how many numbers there are. */
EXPORT int64_t number(const uint64_t *const *words, int64_t depth, int64_t rows, int32_t *codes,
                      int64_t *first) {
    if (depth == 1) return number_rows(words, 1, rows, codes, first); /* most texts are short */
    if (depth == 2) return number_rows(words, 2, rows, codes, first);
    return number_rows(words, depth, rows, codes, first);
}

/* A key, and those with a number. */
typedef struct {
    const uint64_t *key, *different;
    int64_t depth;
} Key;

static inline int same_key(const void *searched, int64_t number) {
    const Key *key = searched;
    for (int64_t word = 0; key->depth > 1 && word < key->depth; word++)
        if (key->key[word] != key->different[number * key->depth + word]) return 0;
    return 1;
}

/* Move the numbers given so far to more slots, which are free: all their bits are set. */
EXPORT void move_numbers(const Slot *before, int64_t size, Slot *slots, int64_t bits) {
    const Numbers numbers = {slots, bits};
    for (int64_t slot = 0; slot < size; slot++)
        if (before[slot].number >= 0) put(&numbers, before[slot]);
}

/*
 * keys: [rows][depth]; slots: what is known of the `found` numbers so far, at most half of them
 * taken if each key is a new one; codes: [rows], the number of each key, -1 where the first word is
 * 0; different: [found + rows][depth], each once. Gives how many there are.
 */
EXPORT int64_t number_keys(const uint64_t *keys, int64_t rows, int64_t depth, Slot *slots,
                           int64_t bits, int64_t found, int32_t *codes, uint64_t *different) {
    Numbers numbers = {slots, bits};
    for (int64_t begin = 0; begin < rows; begin += BATCH) {
        const int64_t end = rows - begin < BATCH ? rows : begin + BATCH;
        uint64_t mixed[BATCH];
        for (int64_t row = begin; row < end; row++) {
            uint64_t *own = mixed + row - begin;
            *own = mix(keys[row * depth]);
            for (int64_t word = 1; word < depth; word++) *own = mix(*own + keys[row * depth + word]);
            __builtin_prefetch(slot_of(&numbers, *own));
        }
        for (int64_t row = begin; row < end; row++) {
            const Key own = {keys + row * depth, different, depth};
            codes[row] = -1;
            if (!*own.key) continue;
            codes[row] =
                (int32_t)number_of(&numbers, mixed[row - begin], found, same_key, &own);
            if (codes[row] < found) continue;
            memcpy(different + found++ * depth, own.key, (size_t)depth * sizeof *own.key);
        }
    }
    return found;
}

INLINE void count(const int32_t *codes, const uint8_t *chosen, int64_t row, int64_t size,
                         int64_t *counts) {
    if (codes[row] >= 0 && codes[row] < size) counts[codes[row]] += chosen ? chosen[row] : 1;
}

/* From two places at once: many rows behind one another often have one code, and wait for it. */
INLINE void count_all(const int32_t *codes, const uint8_t *chosen, int64_t rows,
                             int64_t size, int64_t *counts) {
    const int64_t half = rows / 2;
    for (int64_t row = 0; row < half; row++) {
        count(codes, chosen, row, size, counts);
        count(codes, chosen, half + row, size, counts);
    }
    if (rows % 2) count(codes, chosen, rows - 1, size, counts);
}

/*
 * counts: [size], how many of the codes are each number; they have to be 0 before. Only those that
 * are chosen count, if it is said which are.
 */
EXPORT void counts(const int32_t *codes, const uint8_t *chosen, int64_t rows, int64_t size,
                   int64_t *counts) {
    if (chosen) count_all(codes, chosen, rows, size, counts);
    else count_all(codes, NULL, rows, size, counts);
}

/* there: [size], set for each number that is among the codes; they have to be 0 before. */
EXPORT void occurring(const int32_t *codes, int64_t rows, int64_t size, uint8_t *there) {
    for (int64_t row = 0; row < rows; row++)
        if (codes[row] >= 0 && codes[row] < size) there[codes[row]] = 1;
}

/* counts: [65536], how many of the codes are each number; they have to be 0 before. */
EXPORT void short_counts(const uint16_t *codes, int64_t rows, int64_t *counts) {
    for (int64_t row = 0; row < rows; row++) counts[codes[row]]++;
}

/* The value at each place; the last one where the place is none. */
#define TAKE(kind)                                                                          \
    for (int64_t row = 0; row < rows; row++) {                                              \
        const uint64_t place = (uint64_t)(int64_t)places[row];                              \
        ((kind *)taken)[row] = ((const kind *)values)[place < last ? place : last];         \
    }

/* values: [size], of `width` bytes each, at least one; taken: [rows], as wide. */
EXPORT void taken(const void *values, int64_t size, int64_t width, const int32_t *places,
                  int64_t rows, void *taken) {
    const uint64_t last = (uint64_t)size - 1;
    if (width == 1) TAKE(uint8_t)
    if (width == 4) TAKE(uint32_t)
    if (width == 8) TAKE(uint64_t)
}

/* ------------------------------------------------------------------- rows in an order */

enum { FEW = 64 };

static int smaller_first(const void *one, const void *other) {
    const uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

/* Put a few keys in their order, each behind those that are not later: no branch goes wrong. */
static void place_few(uint64_t *keys, int32_t size) {
    uint64_t before[FEW];
    int32_t days[FEW], places[FEW];
    for (int32_t key = 0; key < size; key++) {
        const int32_t day = (int32_t)((int64_t)(keys[key] >> 32) + INT32_MIN);
        int32_t later = 0;
        for (int32_t other = 0; other < key; other++) {
            const int32_t is_later = days[other] > day;
            places[other] += is_later;
            later += is_later;
        }
        before[key] = keys[key];
        days[key] = day;
        places[key] = key - later;
    }
    for (int32_t key = 0; key < size; key++) keys[places[key]] = before[key];
}

/* Sort keys, those of one day in the order that they have. */
static void sort(uint64_t *keys, int64_t size) {
    if (size <= FEW) place_few(keys, (int32_t)size);
    else qsort(keys, (size_t)size, sizeof *keys, smaller_first);
}

/*
 * ends: [size], where the next row of each place goes, set to behind the last one; keys: day and row
 * of each row with a place, rows counted from `first`.
 */
EXPORT void lay_out(const int32_t *places, const int32_t *days, int64_t rows, int64_t first,
                    int64_t size, int32_t *ends, uint64_t *keys) {
    for (int64_t begin = 0; begin < rows; begin += BATCH) {
        const int64_t end = smaller(begin + BATCH, rows);
        int32_t at[BATCH];
        for (int64_t row = begin; row < end; row++) {
            at[row - begin] = -1;
            if (places[row] < 0 || places[row] >= size) continue;
            at[row - begin] = ends[places[row]]++;
            __builtin_prefetch(keys + at[row - begin], 1);
        }
        for (int64_t row = begin; row < end; row++) {
            const uint64_t day = (uint64_t)((int64_t)days[row] - INT32_MIN);
            if (at[row - begin] >= 0) keys[at[row - begin]] = day << 32 | (uint64_t)(first + row);
        }
    }
}

/* ends: [size], where the keys of each place end; those of each are put in their order. */
EXPORT void sort_places(uint64_t *keys, int64_t begin, const int32_t *ends, int64_t size) {
    for (int64_t place = 0; place < size; begin = ends[place++])
        sort(keys + begin, ends[place] - begin);
}

/* rows, days: [size], what the keys above are made of. */
EXPORT void unpacked(const uint64_t *keys, int64_t size, int32_t *rows, int32_t *days) {
    for (int64_t key = 0; key < size; key++) {
        rows[key] = (int32_t)(uint32_t)keys[key];
        days[key] = (int32_t)((int64_t)(keys[key] >> 32) + INT32_MIN);
    }
}

/* moments, days: [rows], microseconds and days since 1970; the least number is none. */
EXPORT void whole_days(const int64_t *moments, int64_t rows, int32_t *days) {
    const int64_t day = INT64_C(86400000000);
    for (int64_t row = 0; row < rows; row++) {
        const int64_t whole = moments[row] / day - (moments[row] % day < 0); /* rounded down */
        days[row] = moments[row] == INT64_MIN ? INT32_MIN : (int32_t)whole;
    }
}

/*
 * starts: [rows], the first row of each day of each place. Gives how many there are, or
 * NOT_ORDINARY if the rows are not by place and day.
 */
EXPORT int64_t starts_of_days(const int32_t *places, const int32_t *days, int64_t rows,
                              int32_t *starts) {
    int64_t found = 0;
    for (int64_t row = 0; row < rows; row++) {
        starts[found] = (int32_t)row;
        if (row && places[row] == places[row - 1]) {
            if (days[row] < days[row - 1]) return NOT_ORDINARY;
            found += days[row] != days[row - 1];
            continue;
        }
        if (row && places[row] < places[row - 1]) return NOT_ORDINARY;
        found++;
    }
    return found;
}
