/* Words into the tokens of a vocabulary whose vectors make them up. */

#ifndef ALIGNKIT_PIECES_H
#define ALIGNKIT_PIECES_H

#include "words.h"

enum { MOST_SYLLABLES = 4, LONGEST_SYLLABLE = 6, LEAST_PREFIX = 4, MOST_PREFIX = 8 };

typedef struct {
    const Table *tokens, *units; /* the vocabulary; all words met */
    const Table *forms;          /* irregular forms of English words */
    const uint32_t *bases;       /* the words that these belong to, one behind the other */
    const i64 *base_ends;        /* where those end, behind a first 0 */
    const i32 *buckets;          /* tokens for words that are unknown otherwise */
    i64 bucket_count;
    uint32_t *room;              /* for the longest word and sixteen letters more, twice */
    i64 half;                    /* where its second half begins */
} Pieces;

typedef struct { const char *written, *kept; } Suffix;

static const Suffix SUFFIXES[] = {
    {"ically", "ic"}, {"fulness", "ful"}, {"ousness", "ous"}, {"iveness", "ive"},
    {"lessness", "less"}, {"ization", "ize"}, {"isation", "ize"}, {"ational", "ate"},
    {"ibility", "ible"}, {"ability", "able"}, {"ingly", ""}, {"edly", ""}, {"iness", "y"},
    {"fully", "ful"}, {"ously", "ous"}, {"lessly", "less"}, {"ness", ""}, {"ment", ""},
    {"ments", ""}, {"ation", "ate"}, {"ations", "ate"}, {"ily", "y"}, {"ies", "y"},
    {"ied", "y"}, {"ier", "y"}, {"iest", "y"}, {"ly", ""}, {"ings", ""}, {"ing", ""},
    {"ed", ""}, {"ers", ""}, {"er", ""}, {"ors", "or"}, {"est", ""},
};

static int among(uint32_t letter, const char *letters) {
    return letter && letter < 128 && strchr(letters, (int)letter) != NULL;
}

static int ends_with(const uint32_t *word, i64 size, const char *end) {
    i64 length = (i64)strlen(end);
    if (length > size) return 0;
    for (i64 at = 0; at < length; at++)
        if (word[size - length + at] != (uint32_t)end[at]) return 0;
    return 1;
}

static i64 appended(uint32_t *word, i64 size, const char *end) {
    for (; *end; end++) word[size++] = (uint32_t)*end;
    return size;
}

static i32 token(const Pieces *p, const uint32_t *word, i64 size) {
    i64 slot;
    return find(p->tokens, word, size, hashed(word, size), &slot);
}

/* The token that a mark and a word make; the first half of the room is written over. */
static i32 marked(const Pieces *p, char mark, const uint32_t *word, i64 size) {
    p->room[0] = (uint32_t)mark;
    memcpy(p->room + 1, word, (size_t)size * sizeof *word);
    return token(p, p->room, size + 1);
}

/* Put the part that a word's forms share into `stem`, and return its size. */
static i64 stemmed(const Pieces *p, const uint32_t *word, i64 size, uint32_t *stem) {
    i64 slot;
    for (;; size -= 2) {
        i32 form = find(p->forms, word, size, hashed(word, size), &slot);
        if (form >= 0) {
            i64 start = p->base_ends[form], length = p->base_ends[form + 1] - start;
            memcpy(stem, p->bases + start, (size_t)length * sizeof *stem);
            return length;
        }
        if (!ends_with(word, size, "'s")) break;
    }
    memcpy(stem, word, (size_t)size * sizeof *stem);
    if (size < 4) return size;
    if (stem[size - 1] == 's' && !among(stem[size - 2], "sui")) {
        if (size > 4 && ends_with(stem, size, "ies")) stem[size - 3] = 'y', size -= 2;
        else size--;
        if (ends_with(stem, size, "sse") || ends_with(stem, size, "xe") || ends_with(stem, size, "che")
            || ends_with(stem, size, "she") || ends_with(stem, size, "zze"))
            size--;
    }
    for (size_t n = 0; n < sizeof SUFFIXES / sizeof *SUFFIXES; n++) {
        if (!ends_with(stem, size, SUFFIXES[n].written)) continue;
        i64 root = size - (i64)strlen(SUFFIXES[n].written);
        int vowel = 0;
        for (i64 at = 0; at < root; at++) vowel |= among(stem[at], "aeiouy");
        if (root < 3 || !vowel) continue;
        if (*SUFFIXES[n].kept) return appended(stem, root, SUFFIXES[n].kept);
        if (root > 3 && stem[root - 1] == stem[root - 2] && !among(stem[root - 1], "lsz")) return root - 1;
        return root > 4 && stem[root - 1] == 'e' ? root - 1 : root;
    }
    return size > 4 && stem[size - 1] == 'e' ? size - 1 : size;
}

/* Put the tokens of the syllables of a romanised name into `rows`, and return how many. */
static i64 syllables(const Pieces *p, const uint32_t *rest, i64 size, int left, i32 *rows) {
    if ((rows[0] = size ? marked(p, '@', rest, size) : -1) >= 0) return 1;
    if (left == 1) return 0;
    for (i64 length = size - 1 < LONGEST_SYLLABLE ? size - 1 : LONGEST_SYLLABLE; length > 0; length--) {
        i32 first = marked(p, '@', rest, length);
        if (first < 0) continue;
        i64 more = syllables(p, rest + length, size - length, left - 1, rows + 1);
        rows[0] = first;
        if (more) return more + 1;
    }
    return 0;
}

static i32 bucket(const Pieces *p, const uint32_t *word, i64 size) {
    uint32_t sum = 0xFFFFFFFFu;
    for (i64 at = 0; at < size; at++) {
        uint32_t code = word[at];
        int bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        for (int n = 0; n < bytes; n++) {
            uint32_t held = code >> 6 * (bytes - 1 - n);
            if (bytes == 1) held = code;
            else if (n) held = 0x80 | (held & 0x3F);
            else held |= bytes == 2 ? 0xC0 : bytes == 3 ? 0xE0 : 0xF0;
            sum ^= held & 0xFF;
            for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (0xEDB88320u & (0u - (sum & 1)));
        }
    }
    return p->buckets[(sum ^ 0xFFFFFFFFu) % (uint32_t)p->bucket_count];
}

static i64 chinese_pieces(const Pieces *p, const uint32_t *word, i64 size, i32 *rows) {
    i64 count = 0;
    i32 row;
    if ((row = token(p, word, size)) >= 0) rows[count++] = row;
    for (i64 at = 0; size > 2 && at + 1 < size; at++)
        if ((row = token(p, word + at, 2)) >= 0) rows[count++] = row;
    for (i64 at = 0; at < size; at++)
        if ((row = marked(p, '#', word + at, 1)) >= 0) rows[count++] = row;
    if (!count) rows[count++] = bucket(p, word, size);
    return count;
}

static i64 latin_pieces(const Pieces *p, const uint32_t *word, i64 size, i32 *rows) {
    uint32_t *stem = p->room + p->half;
    for (;; size -= 2) {
        i64 count = 0, length = stemmed(p, word, size, stem);
        i32 whole = token(p, word, size), root = marked(p, '~', stem, length);
        if (whole >= 0) rows[count++] = whole;
        if (root >= 0) {
            rows[count++] = root;
            return count;
        }
        if (!count && ends_with(word, size, "'s")) continue;
        /* A rare form of a word that has no other forms in the vocabulary. */
        if (!count && (rows[0] = token(p, stem, length)) >= 0) return 1;
        /* A word without a stem of its own may be a Chinese name. */
        i64 bare = 0;
        for (i64 at = 0; at < size; at++)
            if (word[at] != '\'') stem[bare++] = word[at];
        count += syllables(p, stem, bare, MOST_SYLLABLES, rows + count);
        if (count) return count;
        for (i64 least = size < MOST_PREFIX ? size : MOST_PREFIX; least >= LEAST_PREFIX; least--)
            if ((rows[0] = marked(p, '^', word, least)) >= 0) {
                rows[1] = bucket(p, word, size);
                return 2;
            }
        rows[0] = bucket(p, word, size);
        return 1;
    }
}

static i64 other_pieces(const Pieces *p, const uint32_t *word, i64 size, i32 *rows) {
    uint32_t *bare = p->room;
    i64 length = 0;
    int number = word[0] >= '0' && word[0] <= '9';
    for (i64 at = 0; at < size; at++)
        if (!number || word[at] != ',') bare[length++] = word[at];
    if ((rows[0] = token(p, bare, length)) < 0) rows[0] = bucket(p, word, size);
    return 1;
}

/* The tokens of the words met from `first` on: those of word n end at ends[n - first + 1]. Room in
   `rows` is for two tokens a letter and eight a word. */
API i64 alignkit_pieces(const Pieces *p, i64 first, i32 *rows, i64 *ends) {
    i64 held = 0;
    for (i64 number = first; number < p->units->count; number++) {
        const uint32_t *word = p->units->pool + p->units->ends[number];
        i64 size = p->units->ends[number + 1] - p->units->ends[number];
        if (word[0] >= FIRST_HAN) held += chinese_pieces(p, word, size, rows + held);
        else if (word[0] >= 'a' && word[0] <= 'z') held += latin_pieces(p, word, size, rows + held);
        else held += other_pieces(p, word, size, rows + held);
        ends[number - first + 1] = held;
    }
    return held;
}

#endif
