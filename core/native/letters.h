/* Eight letters of a cell at a time. */

#ifndef LETTERS_H
#define LETTERS_H

#include "native.h"

enum { WORD = 8 };

/* The bits of the first so many letters of a word, one to eight. */
static inline uint64_t letters(int64_t size) {
    return size < WORD ? (UINT64_C(1) << 8 * size) - 1 : UINT64_MAX;
}

/* The first letters of a cell, at most eight, the first as the lowest byte as on all machines that
 * Qt runs on; zero where the cell ends. */
static inline uint64_t word_at(const uint8_t *cell, int64_t size) {
    uint64_t word;
    memcpy(&word, cell, WORD);
    return word & letters(size);
}

#endif
