/* Different words of a stretch, and sums of their vectors. */

#ifndef ALIGNKIT_SUMS_H
#define ALIGNKIT_SUMS_H

#include "common.h"

/* Take the different words of a stretch: what each is in order of its first use, and their vectors
   side by side. `known` has a place for each word there is, all -1, and is left so. */
API i64 alignkit_gather(const i32 *ids, i64 count, const float *vectors, i64 dimensions, i32 *known,
                        i32 *words, i32 *kinds, float *room) {
    i64 held = 0;
    for (i64 at = 0; at < count; at++) {
        i32 id = ids[at];
        if (known[id] < 0) {
            known[id] = (i32)held;
            kinds[held] = id;
            memcpy(room + held * dimensions, vectors + id * dimensions, (size_t)dimensions * sizeof(float));
            held++;
        }
        words[at] = known[id];
    }
    for (i64 at = 0; at < held; at++) known[kinds[at]] = -1;
    return held;
}

/* Each sentence's vector: the sum of its words', each taken `weights` times. */
API i64 alignkit_sums(const i32 *ids, const i64 *offsets, i64 sentences, const float *vectors,
                      const float *weights, i64 dimensions, float *sums) {
    for (i64 at = 0; at < sentences; at++) {
        float *sum = sums + at * dimensions;
        memset(sum, 0, (size_t)dimensions * sizeof(float));
        for (i64 word = offsets[at]; word < offsets[at + 1]; word++)
            add(sum, vectors + (i64)ids[word] * dimensions, weights[ids[word]], dimensions);
    }
    return sentences;
}

#endif
