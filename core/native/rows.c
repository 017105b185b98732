/* What is the same among many rows, and rows in an order; see rows.py. */

#include "native.h"

/* --------------------------------------------------------- what is the same among many */

enum { BATCH = 32, FIRST_BITS = 12, MORE_BITS = 2 };

/* What a row is mixed to, and its number; -1 if there is none. */
typedef struct {
    uint64_t mixed;
    int64_t number;
} Slot;

/* The numbers given so far, open addressing: at most half of the slots are taken. */
typedef struct {
    Slot *slots;
    int64_t bits; /* of the place of a slot */
} Numbers;

/* Different words are mixed to different ones (David Stafford's mixer, 2011). */
static inline uint64_t mix(uint64_t word) {
    word = (word ^ word >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    word = (word ^ word >> 27) * UINT64_C(0x94D049BB133111EB);
    return word ^ word >> 31;
}

static inline uint64_t mixed_row(const uint64_t *const *words, int64_t depth, int64_t row) {
    uint64_t mixed = mix(words[0][row]);
    for (int64_t word = 1; word < depth; word++) mixed = mix(mixed + words[word][row]);
    return mixed;
}

static inline int same_rows(const uint64_t *const *words, int64_t depth, int64_t a, int64_t b) {
    for (int64_t word = 0; word < depth; word++)
        if (words[word][a] != words[word][b]) return 0;
    return 1;
}

/* Make room for more numbers; 0 if there is no memory. */
static int grow(Numbers *numbers) {
    const size_t before = numbers->slots ? (size_t)1 << numbers->bits : 0;
    const int64_t bits = numbers->bits + MORE_BITS;
    const size_t size = (size_t)1 << bits;
    Slot *slots = malloc(size * sizeof *slots);
    if (!slots) return 0;
    memset(slots, 0xff, size * sizeof *slots);
    for (size_t old = 0; old < before; old++) {
        if (numbers->slots[old].number < 0) continue;
        uint64_t slot = numbers->slots[old].mixed >> (64 - bits);
        while (slots[slot].number >= 0) slot = (slot + 1) & (size - 1);
        slots[slot] = numbers->slots[old];
    }
    free(numbers->slots);
    numbers->slots = slots;
    numbers->bits = bits;
    return 1;
}

/* The number of a row; a new one, `found`, if no row before it was the same. */
static inline int64_t number_of(Numbers *numbers, const uint64_t *const *words, int64_t depth,
                                uint64_t mixed, int64_t row, const int64_t *first, int64_t found) {
    const uint64_t last = (UINT64_C(1) << numbers->bits) - 1;
    for (uint64_t at = mixed >> (64 - numbers->bits);; at = (at + 1) & last) {
        Slot *slot = numbers->slots + at;
        if (slot->number < 0) {
            *slot = (Slot){mixed, found};
            return found;
        }
        if (slot->mixed != mixed) continue;
        if (depth == 1 || same_rows(words, depth, row, first[slot->number])) return slot->number;
    }
}

static inline int64_t number_rows(const uint64_t *const *words, int64_t depth, int64_t rows,
                                  int32_t *codes, int64_t *first) {
    Numbers numbers = {NULL, FIRST_BITS};
    int64_t found = grow(&numbers) ? 0 : NOT_ORDINARY;
    for (int64_t begin = 0; begin < rows && found >= 0; begin += BATCH) {
        const int64_t end = rows - begin < BATCH ? rows : begin + BATCH;
        uint64_t mixed[BATCH];
        if (found + BATCH > INT64_C(1) << (numbers.bits - 1) && !grow(&numbers)) {
            found = NOT_ORDINARY;
            break;
        }
        for (int64_t row = begin; row < end; row++) {
            mixed[row - begin] = mixed_row(words, depth, row);
            __builtin_prefetch(numbers.slots + (mixed[row - begin] >> (64 - numbers.bits)));
        }
        for (int64_t row = begin; row < end; row++) {
            const uint64_t own = mixed[row - begin];
            codes[row] = (int32_t)number_of(&numbers, words, depth, own, row, first, found);
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

/* counts: [size], how many of the codes are each number; they have to be 0 before. */
EXPORT void counts(const int32_t *codes, int64_t rows, int64_t size, int64_t *counts) {
    for (int64_t row = 0; row < rows; row++)
        if (codes[row] >= 0 && codes[row] < size) counts[codes[row]]++;
}

/* ------------------------------------------------------------------- rows in an order */

enum { FEW = 32 };

static int smaller_first(const void *one, const void *other) {
    const uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

static void sort(uint64_t *keys, int64_t size) {
    if (size > FEW) {
        qsort(keys, (size_t)size, sizeof *keys, smaller_first);
        return;
    }
    for (int64_t next = 1; next < size; next++) {
        const uint64_t key = keys[next];
        int64_t at = next;
        for (; at && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

/*
 * keys: [rows], day and row of the rows with a place from `first` to below `first + size`, by their
 * place, then by the day, then by the row; ends: [size], where those of each place end.
 */
EXPORT void rows_in_order(const int32_t *places, const int32_t *days, int64_t rows, int64_t first,
                          int64_t size, uint64_t *keys, int64_t *ends) {
    memset(ends, 0, (size_t)size * sizeof *ends);
    for (int64_t row = 0; row < rows; row++)
        if (places[row] >= first && places[row] < first + size) ends[places[row] - first]++;
    int64_t before = 0;
    for (int64_t place = 0; place < size; place++) {
        const int64_t count = ends[place];
        ends[place] = before;
        before += count;
    }
    for (int64_t begin = 0; begin < rows; begin += BATCH) {
        const int64_t end = rows - begin < BATCH ? rows : begin + BATCH;
        int64_t found[BATCH], at[BATCH], count = 0;
        for (int64_t row = begin; row < end; row++) {
            if (places[row] < first || places[row] >= first + size) continue;
            found[count] = row;
            at[count] = ends[places[row] - first]++;
            __builtin_prefetch(keys + at[count++], 1);
        }
        for (int64_t one = 0; one < count; one++) {
            const uint64_t day = (uint64_t)((int64_t)days[found[one]] - INT32_MIN);
            keys[at[one]] = day << 32 | (uint64_t)found[one];
        }
    }
    for (int64_t place = 0, begin = 0; place < size; begin = ends[place++])
        sort(keys + begin, ends[place] - begin);
}
