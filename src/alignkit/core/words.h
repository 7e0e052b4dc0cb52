/* Texts into numbered words. */

#ifndef ALIGNKIT_WORDS_H
#define ALIGNKIT_WORDS_H

#include "common.h"

/* Words by number: number n is pool[ends[n]] to pool[ends[n + 1]], as code points. `slots` finds
   them: a power of two of places, at least twice as many as words, -1 where none is. */
typedef struct {
    i64 count, words_room, pool_room, slots_size;
    uint32_t *pool;
    i64 *ends;
    i32 *slots;
} Table;

static inline uint64_t mixed(uint64_t hash, uint32_t code) {
    return (hash ^ code) * 0x9E3779B97F4A7C15u;
}

static inline i64 slot_of(const Table *t, uint64_t hash) {
    return (i64)((hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u >> 32) & (t->slots_size - 1);
}

/* The number of a word, or -1; `slot` is where it stands or would stand. */
static i32 find(const Table *t, const uint32_t *word, i64 size, uint64_t hash, i64 *slot) {
    i64 at = slot_of(t, hash);
    for (; t->slots[at] >= 0; at = (at + 1) & (t->slots_size - 1)) {
        i32 number = t->slots[at];
        i64 start = t->ends[number];
        if (t->ends[number + 1] - start == size
            && !memcmp(t->pool + start, word, (size_t)size * sizeof *word)) {
            *slot = at;
            return number;
        }
    }
    *slot = at;
    return -1;
}

static uint64_t hashed(const uint32_t *word, i64 size) {
    uint64_t hash = 0;
    for (i64 at = 0; at < size; at++) hash = mixed(hash, word[at]);
    return hash;
}

/* Enter the words from number `first` on, whose letters are in the pool already. */
API i64 alignkit_enter(Table *t, i64 first) {
    i64 slot;
    for (i64 number = first; number < t->count; number++) {
        i64 start = t->ends[number], size = t->ends[number + 1] - start;
        if (find(t, t->pool + start, size, hashed(t->pool + start, size), &slot) < 0)
            t->slots[slot] = (i32)number;
    }
    return t->count;
}

static i32 numbered(Table *t, const uint32_t *word, i64 size, uint64_t hash) {
    i64 slot;
    i32 number = find(t, word, size, hash, &slot);
    if (number >= 0) return number;
    number = (i32)t->count++;
    memcpy(t->pool + t->ends[number], word, (size_t)size * sizeof *word);
    t->ends[number + 1] = t->ends[number] + size;
    t->slots[slot] = number;
    return number;
}

/* How letters are folded: the folded code point with its class from bit 24 on; 0 for one not met
   before, negative for one that becomes none or several. */
enum { LATIN = 1, DIGIT, HAN, LETTER, PUNCTUATION, APOSTROPHE, NOTHING };
#define CODE(folded) ((uint32_t)(folded) & 0x1FFFFF)
#define CLASS(folded) ((folded) >> 24)
#define FIRST_HAN 0x3400
#define UNKNOWN_COST 2000

typedef struct {
    Table *words, *units;      /* Chinese words of the vocabulary; all words met */
    const i32 *costs;          /* of Chinese words */
    const uint8_t *longest;    /* by first letter: how long the longest Chinese word is */
    i64 letters;               /* that `longest` knows of */
    i32 *of_word;              /* Chinese words' numbers among the units, or -1 */
    const i32 *folding;        /* 0x110000 of them */
    uint32_t *folded;          /* room for the longest text and one more, as the next four */
    uint8_t *kinds;
    i64 *total;
    i32 *size, *word;
} Cutter;

/* Cut a run of Chinese characters: the least total cost, the shorter word where two cost the same. */
static i64 cut_run(const Cutter *c, const uint32_t *run, i64 length, i32 *ids) {
    c->total[length] = 0;
    for (i64 start = length - 1; start >= 0; start--) {
        i64 least_cost = UNKNOWN_COST + c->total[start + 1], slot;
        i32 size = 1, word = -1;
        i64 most_size = run[start] < (uint64_t)c->letters ? c->longest[run[start]] : 0;
        if (most_size > length - start) most_size = length - start;
        uint64_t hash = 0;
        for (i64 n = 1; n <= most_size; n++) {
            hash = mixed(hash, run[start + n - 1]);
            i32 held = find(c->words, run + start, n, hash, &slot);
            if (held < 0) continue;
            i64 cost = c->costs[held] + c->total[start + n];
            if (n == 1 || cost < least_cost) least_cost = cost, size = (i32)n, word = held;
        }
        c->total[start] = least_cost, c->size[start] = size, c->word[start] = word;
    }
    i64 count = 0;
    for (i64 at = 0; at < length; at += c->size[at]) {
        i32 word = c->word[at];
        if (word < 0) ids[count++] = numbered(c->units, run + at, 1, hashed(run + at, 1));
        else {
            if (c->of_word[word] < 0)
                c->of_word[word] =
                    numbered(c->units, run + at, c->size[at], hashed(run + at, c->size[at]));
            ids[count++] = c->of_word[word];
        }
    }
    return count;
}

/* Where the word that begins at a place ends: letters with apostrophes inside, numbers with commas
   and points inside, Chinese characters, other letters, or one mark; the place itself for no word. */
static i64 word_end(const uint32_t *text, const uint8_t *kinds, i64 at, i64 length) {
    uint8_t kind = kinds[at];
    if (kind == PUNCTUATION) return at + 1;
    if (kind == APOSTROPHE || kind == NOTHING) return at;
    for (;;) {
        while (at < length && kinds[at] == kind) at++;
        if (at + 1 >= length || kinds[at + 1] != kind) return at;
        if (kind == LATIN && kinds[at] == APOSTROPHE) at++;
        else if (kind == DIGIT && (text[at] == '.' || text[at] == ',')) at++;
        else return at;
    }
}

/* Number the words of texts from `first` on; text n is codes[ends[n]] to codes[ends[n + 1]], its
   words' numbers end at offsets[n + 1]. With `places` each word's first letter and its size are put
   there, and marks are left out. Returned is which text was not done, for want of room for
   new words or for a letter that `folding` does not know as one: `count` where all were done. */
API i64 alignkit_cut(const Cutter *c, const uint32_t *codes, const i64 *ends, i64 first, i64 count,
                     i32 *ids, i64 *offsets, i32 *places) {
    Table *units = c->units;
    for (i64 text = first; text < count; text++) {
        i64 length = ends[text + 1] - ends[text], held = offsets[text];
        if (units->count + length > units->words_room || units->ends[units->count] + length > units->pool_room)
            return text;
        const uint32_t *written = codes + ends[text];
        for (i64 at = 0; at < length; at++) {
            i32 folded = written[at] < 0x110000 ? c->folding[written[at]] : 0;
            if (folded <= 0) return text;
            c->folded[at] = CODE(folded), c->kinds[at] = (uint8_t)CLASS(folded);
        }
        for (i64 at = 0; at < length;) {
            i64 end = word_end(c->folded, c->kinds, at, length), before = held;
            if (end == at || (places && c->kinds[at] == PUNCTUATION)) {
                at++;
                continue;
            }
            const uint32_t *word = c->folded + at;
            if (word[0] >= FIRST_HAN) held += cut_run(c, word, end - at, ids + held);
            else ids[held++] = numbered(units, word, end - at, hashed(word, end - at));
            for (i64 n = before, start = at; places && n < held; n++) {
                i32 size = (i32)(units->ends[ids[n] + 1] - units->ends[ids[n]]);
                places[2 * n] = (i32)start, places[2 * n + 1] = size;
                start += size;
            }
            at = end;
        }
        offsets[text + 1] = held;
    }
    return count;
}

#endif
