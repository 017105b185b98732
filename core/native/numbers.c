/* Plain numbers in cells of text, and their sums place by place; see text.py. */

#include "letters.h"

enum { MOST_DIGITS = 18, LANES = 19, FIVE = 31 };
enum { PART = 1 << 5, MARK = 1 << 10, SIGN = 1 << 12, LEADING_ZERO = 1 << 14, READ = 1 << 15 };

static const uint64_t ZEROS = UINT64_C(0x3030303030303030), TOPS = UINT64_C(0x8080808080808080);

static int is_digit(uint8_t letter) { return (uint8_t)(letter - '0') <= 9; }

/* The number that eight digits are, the first the lowest byte, by three multiplications (Johnny
 * Lee's and Daniel Lemire's "Quickly parsing eight digits", 2018). */
static inline uint64_t eight_digits(uint64_t digits) {
    digits = (digits * 10 + (digits >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
    digits = (digits * 100 + (digits >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
    return (digits * 10000 + (digits >> 32)) & UINT64_C(0xFFFFFFFF);
}

/* Read one to eight letters, of which one may be a mark; 0 if there is another among them. */
static inline uint16_t read_word(const uint8_t *cell, int64_t size, int64_t *found) {
    uint64_t digits = word_at(cell, size) ^ (ZEROS & letters(size));
    const uint64_t others = (((digits & ~TOPS) + UINT64_C(0x7676767676767676)) | digits) & TOPS;
    int64_t whole = size, part = 0, mark = 0;
    if (others) {
        whole = __builtin_ctzll(others) / 8;
        part = size - whole - 1;
        mark = cell[whole] == '.' ? 1 : cell[whole] == ',' ? 2 : 0;
        if (!mark || !whole || !part || (others & (others - 1))) return 0;
        digits = (digits & letters(whole)) | (digits >> 8 & ~letters(whole));
    }
    *found = (int64_t)eight_digits(digits << 8 * (WORD - whole - part));
    const int zero = cell[0] == '0' && (whole > 1 || mark);
    return (uint16_t)(whole + PART * part + MARK * mark + (zero ? LEADING_ZERO : 0) + READ);
}

/* Put the digits from a place on behind those of a number; gives where they end. */
static inline int64_t read_digits(const uint8_t *cell, int64_t at, int64_t size, uint64_t *number) {
    for (; at < size && is_digit(cell[at]); at++) *number = *number * 10 + (cell[at] - '0');
    return at;
}

/* Read a cell with a sign, or of many letters, or of none; 0 if it is no plain number. */
static uint16_t read_letters(const uint8_t *cell, int64_t size, int64_t *found) {
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

EXPORT void read_plain(const uint8_t *text, const int32_t *starts, const int32_t *sizes,
                       int64_t cells, int64_t *wholes, uint16_t *shapes) {
    for (int64_t cell = 0; cell < cells; cell++) {
        const uint8_t *first = text + starts[cell];
        const int64_t size = sizes[cell];
        shapes[cell] = size && size <= WORD ? read_word(first, size, wholes + cell) : 0;
        if (!shapes[cell]) shapes[cell] = read_letters(first, size, wholes + cell);
    }
}

/* divisors: [65536], what the digits of each shape are divided by; values: [cells]. */
EXPORT void divided(const int64_t *wholes, const uint16_t *shapes, int64_t cells,
                    const double *divisors, double *values) {
    for (int64_t cell = 0; cell < cells; cell++)
        values[cell] = (double)wholes[cell] / divisors[shapes[cell]];
}

/* ---------------------------------------------------------------- sums place by place */

enum { SHAPES = 1 << 16, MOST_ADDED = UINT16_MAX / 9 };

/* The sums of one shape: of every second letter from the first and from the second on, 16 bits
 * each, for the last few cells; and, for those before, by digit from the last to the first. */
typedef struct {
    uint64_t digits; /* the bits of the digits in a word; 0 if the cells are longer */
    uint64_t added[2];
    int64_t cells, *lanes;
} Sums;

/* The bits of the digits of a shape in the first word of a cell; 0 if it has more letters. */
static uint64_t digits_of(uint16_t shape) {
    const int64_t sign = shape / SIGN & 3 ? 1 : 0, mark = shape / MARK & 3 ? 1 : 0;
    const int64_t whole = shape & FIVE, part = shape / PART & FIVE;
    if (sign + whole + mark + part > WORD) return 0;
    uint64_t digits = letters(sign + whole + mark + part);
    if (sign) digits &= ~letters(1);
    if (mark) digits &= ~(letters(sign + whole + 1) ^ letters(sign + whole));
    return digits;
}

/* Move what was added letter by letter to the digits. */
static void put_together(Sums *sums) {
    for (int64_t letter = WORD - 1, lane = 0; letter >= 0; letter--) {
        if (!(sums->digits >> 8 * letter & 0xff)) continue;
        sums->lanes[lane++] += (int64_t)(sums->added[letter % 2] >> 16 * (letter / 2) & 0xffff);
    }
    sums->added[0] = sums->added[1] = 0;
    sums->cells = 0;
}

static inline void add(Sums *sums, const uint8_t *cell, int64_t size) {
    if (!sums->digits) {
        for (int64_t at = size - 1, lane = 0; at >= 0 && lane < LANES; at--)
            if (is_digit(cell[at])) sums->lanes[lane++] += cell[at] - '0';
        return;
    }
    uint64_t word;
    memcpy(&word, cell, WORD);
    word = (word ^ ZEROS) & sums->digits;
    sums->added[0] += word & UINT64_C(0x00FF00FF00FF00FF);
    sums->added[1] += word >> 8 & UINT64_C(0x00FF00FF00FF00FF);
    if (++sums->cells == MOST_ADDED) put_together(sums);
}

/*
 * codes: [most], the shapes that were found, at most 255; lanes: [most][LANES], for each of them
 * the sum of the last digits, of those before them, and so on. Gives how many there are.
 */
EXPORT int64_t place_sums(const uint8_t *text, const int32_t *starts, const int32_t *sizes,
                          const uint16_t *shapes, int64_t cells, int64_t most, uint16_t *codes,
                          int64_t *lanes) {
    uint8_t *numbers = calloc(SHAPES, 1); /* of the shapes that were found, from 1 */
    Sums *sums = calloc((size_t)most, sizeof *sums);
    int64_t found = numbers && sums ? 0 : NOT_ORDINARY;
    for (int64_t cell = 0; cell < cells && found >= 0; cell++) {
        const uint16_t shape = shapes[cell];
        if (!shape) continue; /* no plain number */
        if (!numbers[shape]) {
            if (found == most) {
                found = NOT_ORDINARY;
                break;
            }
            codes[found] = shape;
            sums[found] = (Sums){.digits = digits_of(shape), .lanes = lanes + found * LANES};
            memset(sums[found].lanes, 0, LANES * sizeof *lanes);
            numbers[shape] = (uint8_t)++found;
        }
        add(sums + numbers[shape] - 1, text + starts[cell], sizes[cell]);
    }
    for (int64_t shape = 0; shape < found; shape++)
        if (sums[shape].digits) put_together(sums + shape);
    free(sums);
    free(numbers);
    return found;
}
