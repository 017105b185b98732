/*
 * A few loops that Python is too slow for. The modules beside them say what each takes and gives.
 *
 * They keep no state. A text is followed by PADDING zero bytes, so that a whole block of letters
 * may be loaded wherever a cell begins; nothing else is read or written outside the arrays given.
 */

#ifndef NATIVE_H
#define NATIVE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* For loops that are compiled anew for each number of axes or words that they are called with. */
#define INLINE static inline __attribute__((always_inline))

enum { NOT_ORDINARY = -1 };

static inline int64_t smaller(int64_t one, int64_t other) { return one < other ? one : other; }

#endif
