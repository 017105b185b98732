/* The cells of delimited text, and the numbers and letters in them; see text.py. */

#include "native.h"
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

/* A piece of text, what was found in it so far, and the record and field that is being read. */
typedef struct {
    const uint8_t *text;
    int64_t size;
    uint8_t delimiter, quote; /* the quote is 0 if no field is quoted */
    int64_t width, capacity, most_odd;
    int64_t *starts, *sizes, *odd;
    int64_t rows, odds, records;
    int64_t record, field, fields; /* where both begin, and how many fields came before */
    int64_t closed;                /* where the closing mark of the field is; -1 without one */
} Division;

static inline void end_field(Division *found, int64_t at) {
    if (found->fields < found->width) {
        const int64_t cell = found->fields * found->capacity + found->rows;
        const int64_t stop = found->closed < 0 ? at : found->closed;
        found->starts[cell] = found->field;
        found->sizes[cell] = stop - found->field;
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
                      int64_t width, int64_t capacity, int64_t *starts, int64_t *sizes,
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

/* -------------------------------------------------------------------- plain numbers */

enum { MOST_DIGITS = 18, LANES = 19 };
enum { PART = 1 << 5, MARK = 1 << 10, SIGN = 1 << 12, LEADING_ZERO = 1 << 14, READ = 1 << 15 };

static int is_digit(uint8_t letter) { return (uint8_t)(letter - '0') <= 9; }

/* Put the digits from a place on behind those of a number; gives where they end. */
static inline int64_t read_digits(const uint8_t *cell, int64_t at, int64_t size, uint64_t *number) {
    for (; at < size && is_digit(cell[at]); at++) *number = *number * 10 + (cell[at] - '0');
    return at;
}

/* Read a cell; gives how it is written, 0 if it is no plain number. */
static uint16_t read_cell(const uint8_t *cell, int64_t size, int64_t *found) {
    const int sign = cell[0] == '-' ? 1 : cell[0] == '+' ? 2 : 0;
    const int64_t begin = size && sign ? 1 : 0;
    uint64_t number = 0;
    *found = 0;
    if (size - begin > MOST_DIGITS + 1) return 0;
    int64_t at = read_digits(cell, begin, size, &number), part = 0, mark = 0;
    const int64_t whole = at - begin;
    if (at < size) {
        mark = cell[at] == '.' ? 1 : cell[at] == ',' ? 2 : 0;
        at = mark ? read_digits(cell, at + 1, size, &number) : at;
        part = at - begin - whole - 1;
    }
    if (at < size || !whole || (mark && !part) || whole + part > MOST_DIGITS) return 0;
    const int zero = cell[begin] == '0' && (whole > 1 || mark);
    *found = begin && sign == 1 ? -(int64_t)number : (int64_t)number;
    return (uint16_t)(whole + PART * part + MARK * mark + SIGN * (begin ? sign : 0) +
                      (zero ? LEADING_ZERO : 0) + READ);
}

EXPORT void read_plain(const uint8_t *text, const int64_t *starts, const int64_t *sizes,
                       int64_t cells, int64_t *wholes, uint16_t *shapes) {
    for (int64_t cell = 0; cell < cells; cell++)
        shapes[cell] = read_cell(text + starts[cell], sizes[cell], wholes + cell);
}

/*
 * codes: [most], the shapes that were found; lanes: [most][LANES], for each of them the sum of the
 * last digits, of those before them, and so on. Gives how many there are.
 */
EXPORT int64_t place_sums(const uint8_t *text, const int64_t *starts, const int64_t *sizes,
                          const uint16_t *shapes, int64_t cells, int64_t most, uint16_t *codes,
                          int64_t *lanes) {
    int64_t found = 0, slot = 0;
    for (int64_t cell = 0; cell < cells; cell++) {
        const uint16_t code = shapes[cell];
        if (!code) continue; /* no plain number */
        if (!found || codes[slot] != code) {
            for (slot = 0; slot < found && codes[slot] != code; slot++) {}
            if (slot == found) {
                if (found == most) return NOT_ORDINARY;
                codes[found++] = code;
                memset(lanes + slot * LANES, 0, LANES * sizeof *lanes);
            }
        }
        const uint8_t *first = text + starts[cell];
        int64_t *sums = lanes + slot * LANES;
        for (int64_t at = sizes[cell] - 1, lane = 0; at >= 0 && lane < LANES; at--) {
            if (is_digit(first[at])) sums[lane++] += first[at] - '0';
        }
    }
    return found;
}

/* ------------------------------------------------------------------- words of letters */

enum { WORD = 8 };

/* words: [depth][cells]. The first letter is the lowest byte, as on all machines that Qt runs on. */
EXPORT void words(const uint8_t *text, const int64_t *starts, const int64_t *sizes, int64_t cells,
                  int64_t depth, uint64_t *words) {
    for (int64_t base = 0; base < WORD * depth; base += WORD) {
        for (int64_t cell = 0; cell < cells; cell++, words++) {
            const int64_t left = sizes[cell] - base;
            uint64_t word = 0;
            if (left > 0) memcpy(&word, text + starts[cell] + base, WORD);
            if (left > 0 && left < WORD) word &= (UINT64_C(1) << 8 * left) - 1;
            *words = word;
        }
    }
}
