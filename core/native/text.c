/* The cells of delimited text and their letters; see text.py. */

#include "letters.h"
#include "numbering.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ------------------------------------------------------------- records and their cells */

enum { BLOCK = 64 };

/* For each of the letters in a block whether it is a certain one. */
#ifdef __SSE2__
static inline uint64_t bits_of(const uint8_t *text, uint8_t letter) {
    const __m128i every = _mm_set1_epi8((char)letter);
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i letters = _mm_loadu_si128((const __m128i *)(text + 16 * part));
        bits |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(letters, every)) << 16 * part;
    }
    return bits;
}
#else
static inline uint64_t bits_of(const uint8_t *text, uint8_t letter) {
    uint64_t bits = 0;
    for (int place = 0; place < BLOCK; place++) bits |= (uint64_t)(text[place] == letter) << place;
    return bits;
}
#endif

EXPORT int64_t line_ends(const uint8_t *text, int64_t size) {
    int64_t found = 0, at = 0;
    for (; at + UINT8_MAX <= size; at += UINT8_MAX) { /* so many that a byte counts them */
        uint8_t few = 0;
        for (int64_t next = 0; next < UINT8_MAX; next++) few += text[at + next] == '\n';
        found += few;
    }
    for (; at < size; at++) found += text[at] == '\n';
    return found;
}

/* A piece of text, what was found in it so far, and the record and field that is being read. */
typedef struct {
    const uint8_t *text;
    int64_t size;
    uint8_t delimiter, quote; /* the quote is 0 if no field is quoted */
    int64_t width, capacity, most_odd;
    int32_t *starts, *sizes;
    int64_t *odd;
    int64_t rows, odds, records;
    int64_t record, field, fields; /* where both begin, and how many fields came before */
    int64_t closed;                /* where the closing mark of the field is; -1 without one */
} Division;

static inline void end_field(Division *found, int64_t at) {
    if (found->fields < found->width) {
        const int64_t cell = found->fields * found->capacity + found->rows;
        const int64_t stop = found->closed < 0 ? at : found->closed;
        found->starts[cell] = (int32_t)found->field;
        found->sizes[cell] = (int32_t)(stop - found->field);
    }
    found->fields++;
    found->field = at + 1;
    found->closed = -1;
}

/* End a record whose last letter is in front of `stop`; 0 if there is no room for another. */
static inline int end_record(Division *found, int64_t stop) {
    if (found->fields == found->width && (found->width > 1 || stop > found->record)) {
        found->rows++;
    } else if (found->odds == found->most_odd) {
        return 0;
    } else {
        int64_t *odd = found->odd + 3 * found->odds++;
        odd[0] = found->records;
        odd[1] = found->record;
        odd[2] = stop;
    }
    found->records++;
    found->fields = 0;
    return found->rows < found->capacity;
}

/* Where a quoted field is closed; NOT_ORDINARY if it holds a line break or a mark. */
static int64_t closing_mark(const Division *found, int64_t at) {
    const uint8_t *text = found->text; /* the zero behind it ends the search */
    while (text[at] && text[at] != found->quote && text[at] != '\n' && text[at] != '\r') at++;
    if (text[at] != found->quote) return NOT_ORDINARY;
    const uint8_t next = text[at + 1];
    return !next || next == found->delimiter || next == '\n' || next == '\r' ? at : NOT_ORDINARY;
}

/* Begin a quoted field; 0 if the mark stands elsewhere or the field is not ordinary. */
static int open_field(Division *found, int64_t at) {
    if (at != found->field || found->closed >= 0) return 0;
    found->field = at + 1;
    found->closed = closing_mark(found, at + 1);
    return found->closed >= 0;
}

/* Take a letter that may divide; 0 if the case is not ordinary. */
static inline int take(Division *found, int64_t at) {
    const uint8_t *text = found->text;
    if (at <= found->closed) return 1; /* it is inside quotes, or closes them */
    if (text[at] == found->delimiter) {
        end_field(found, at);
        return 1;
    }
    if (text[at] == '\r') return text[at + 1] == '\n';
    if (text[at] != '\n') return open_field(found, at);
    const int64_t stop = at > found->record && text[at - 1] == '\r' ? at - 1 : at;
    end_field(found, stop);
    const int room = end_record(found, stop);
    found->record = found->field = at + 1;
    return room;
}

/*
 * starts, sizes: [width][capacity], the cells of the records with `width` fields, of which there
 * are fewer than `capacity`; odd: [most_odd][3], place, first byte and end of all others; counts:
 * [2], all records and the odd ones.
 */
EXPORT int64_t divide(const uint8_t *text, int64_t size, uint8_t delimiter, uint8_t quote,
                      int64_t width, int64_t capacity, int32_t *starts, int32_t *sizes,
                      int64_t most_odd, int64_t *odd, int64_t *counts) {
    Division found = {.text = text, .size = size, .delimiter = delimiter, .quote = quote,
                      .width = width, .capacity = capacity, .most_odd = most_odd,
                      .starts = starts, .sizes = sizes, .odd = odd, .closed = -1};
    for (int64_t block = 0; block < size; block += BLOCK) {
        const uint8_t *here = text + block;
        uint64_t bits = bits_of(here, delimiter) | bits_of(here, '\n') | bits_of(here, '\r');
        if (quote) bits |= bits_of(here, quote);
        for (; bits; bits &= bits - 1)
            if (!take(&found, block + __builtin_ctzll(bits))) return NOT_ORDINARY;
    }
    if (found.record < size) { /* the last record has no line break */
        end_field(&found, size);
        if (!end_record(&found, size)) return NOT_ORDINARY;
    }
    counts[0] = found.records;
    counts[1] = found.odds;
    return 0;
}

/* ------------------------------------------------------------------- words of letters */

/* words: [depth][cells]. The first letter is the lowest byte, as on all machines that Qt runs on. */
EXPORT void words(const uint8_t *text, const int32_t *starts, const int32_t *sizes, int64_t cells,
                  int64_t depth, uint64_t *words) {
    for (int64_t base = 0; base < WORD * depth; base += WORD) {
        for (int64_t cell = 0; cell < cells; cell++, words++) {
            const int64_t left = sizes[cell] - base;
            *words = left > 0 ? word_at(text + starts[cell] + base, left) : 0;
        }
    }
}

/* ------------------------------------------------------------ what is the same among cells */

enum { KNOWN = 2048 };

/* The first letters of a cell, zero behind its end. */
typedef struct {
    uint64_t first, second;
} Head;

static inline Head head_of(const uint8_t *cell, int64_t size) {
    const int64_t rest = smaller(size - WORD, WORD);
    return (Head){word_at(cell, size), rest > 0 ? word_at(cell + WORD, rest) : 0};
}

/* A cell among others, and where each number first is; of the first ones the heads are known. */
typedef struct {
    const uint8_t *text;
    const int32_t *starts, *sizes;
    int64_t cell;
    Head head;
    const int64_t *first;
    const Head *known;
} Cell;

static inline uint64_t mixed_letters(Head head, const uint8_t *cell, int64_t size) {
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t word = head.first * factor + head.second;
    for (int64_t at = 2 * WORD; at < size; at += WORD)
        word = word * factor + word_at(cell + at, size - at);
    return mix(word);
}

static inline int same_letters(const void *searched, int64_t number) {
    const Cell *cell = searched;
    const int64_t size = cell->sizes[cell->cell];
    if (number < KNOWN && size < 2 * WORD) { /* no letter is zero, so this tells the size too */
        const Head *known = cell->known + number;
        return known->first == cell->head.first && known->second == cell->head.second;
    }
    const int64_t other = cell->first[number];
    if (size != cell->sizes[other]) return 0;
    const uint8_t *this = cell->text + cell->starts[cell->cell];
    const uint8_t *that = cell->text + cell->starts[other];
    return size <= WORD || !memcmp(this, that, (size_t)size); /* one word is mixed to one only */
}

/*
 * codes: [cells], the number of what each cell says, -1 if it is empty; first: [cells], where each
 * is said first. Gives how many numbers there are.
 */
EXPORT int64_t number_cells(const uint8_t *text, const int32_t *starts, const int32_t *sizes,
                            int64_t cells, int32_t *codes, int64_t *first) {
    Numbers numbers = {NULL, FIRST_BITS};
    Head known[KNOWN];
    int64_t found = grow(&numbers) ? 0 : NOT_ORDINARY;
    for (int64_t begin = 0; begin < cells && found >= 0; begin += BATCH) {
        const int64_t end = smaller(begin + BATCH, cells);
        Head heads[BATCH];
        uint64_t mixed[BATCH];
        for (int64_t cell = begin; cell < end; cell++) {
            const uint8_t *letters = text + starts[cell];
            heads[cell - begin] = head_of(letters, sizes[cell]);
            mixed[cell - begin] = mixed_letters(heads[cell - begin], letters, sizes[cell]);
        }
        if (!room(&numbers, found)) {
            found = NOT_ORDINARY;
            break;
        }
        for (int64_t cell = begin; cell < end; cell++) {
            codes[cell] = -1;
            if (!sizes[cell]) continue;
            const Head head = heads[cell - begin];
            const Cell own = {text, starts, sizes, cell, head, first, known};
            codes[cell] =
                (int32_t)number_of(&numbers, mixed[cell - begin], found, same_letters, &own);
            if (codes[cell] < found) continue;
            if (found < KNOWN) known[found] = head;
            first[found++] = cell;
        }
    }
    free(numbers.slots);
    return found;
}
