/* Numbers of a width, and e to the x. */

#ifndef ALIGNKIT_COMMON_H
#define ALIGNKIT_COMMON_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

typedef int32_t i32;
typedef int64_t i64;

static inline float most(float a, float b) { return a > b ? a : b; }
static inline float least(float a, float b) { return a < b ? a : b; }

/* e to the x: within a millionth of it from -87 to 88, beyond as at these ends; simple enough for
   the compiler to work out several at once. What is no number counts as the least. */
static inline float exponential(float x) {
    /* With this added, a small number is rounded to a whole one, which stands in the last bits. */
    const float round = 12582912.0f;
    union { float value; uint32_t bits; } whole, power;
    x = least(most(x, -87.0f), 88.0f);
    whole.value = x * 1.44269504f + round;
    float twos = whole.value - round;
    float rest = x - twos * 0.693359375f + twos * 2.12194440e-4f;
    float sum = 1.9875691500e-4f;
    sum = sum * rest + 1.3981999507e-3f;
    sum = sum * rest + 8.3334519073e-3f;
    sum = sum * rest + 4.1665795894e-2f;
    sum = sum * rest + 1.6666665459e-1f;
    sum = sum * rest + 5.0000001201e-1f;
    power.bits = (whole.bits << 23) + 0x3F800000u;
    return (sum * rest * rest + rest + 1.0f) * power.value;
}

#endif
