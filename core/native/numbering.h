/* Numbers of what is the same among many, by what each is mixed to. */

#ifndef NUMBERING_H
#define NUMBERING_H

#include "native.h"

enum { BATCH = 32, FIRST_BITS = 10, MANY_BITS = 16 };

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

/* Where the search for what is mixed to this begins. */
static inline Slot *slot_of(const Numbers *numbers, uint64_t mixed) {
    return numbers->slots + (mixed >> (64 - numbers->bits));
}

/* The slot behind another; the first one is behind the last. */
static inline Slot *next(const Numbers *numbers, Slot *slot) {
    const Slot *end = numbers->slots + (UINT64_C(1) << numbers->bits);
    return slot + 1 < end ? slot + 1 : numbers->slots;
}

/* Put what has a number into a free slot. */
static inline void put(const Numbers *numbers, Slot known) {
    Slot *slot = slot_of(numbers, known.mixed);
    while (slot->number >= 0) slot = next(numbers, slot);
    *slot = known;
}

/* Make room for more numbers; 0 if there is no memory. */
static inline int grow(Numbers *numbers) {
    const size_t before = numbers->slots ? (size_t)1 << numbers->bits : 0;
    const int64_t bits = numbers->bits + (numbers->bits < MANY_BITS ? 2 : 1); /* memory counts then */
    const size_t size = (size_t)1 << bits;
    const Numbers more = {malloc(size * sizeof *more.slots), bits};
    if (!more.slots) return 0;
    memset(more.slots, 0xff, size * sizeof *more.slots);
    for (size_t slot = 0; slot < before; slot++)
        if (numbers->slots[slot].number >= 0) put(&more, numbers->slots[slot]);
    free(numbers->slots);
    *numbers = more;
    return 1;
}

/* Whether there is room for a batch of more numbers, made if need be; 0 if there is no memory. */
static inline int room(Numbers *numbers, int64_t found) {
    return found + BATCH <= INT64_C(1) << (numbers->bits - 1) || grow(numbers);
}

/* Whether what is searched for is the same as what has a number. */
typedef int (*Same)(const void *searched, int64_t number);

/* The number of what is mixed to this; a new one, `found`, if it has none. */
INLINE int64_t
number_of(Numbers *numbers, uint64_t mixed, int64_t found, Same same, const void *searched) {
    for (Slot *slot = slot_of(numbers, mixed);; slot = next(numbers, slot)) {
        if (slot->number < 0) {
            *slot = (Slot){mixed, found};
            return found;
        }
        if (slot->mixed == mixed && same(searched, slot->number)) return slot->number;
    }
}

#endif
