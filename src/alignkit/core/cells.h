/* What speaks for a word rendering another, and what a small network makes of it. */

#ifndef ALIGNKIT_CELLS_H
#define ALIGNKIT_CELLS_H

#include "common.h"

/* The words of one side of two texts, by what a table knows of them. */
typedef struct {
    i64 count;
    const i32 *kind;       /* 0 carries meaning, 1 is small, 2 is a mark */
    const i32 *number;     /* equal for equal forms */
    const i32 *key;        /* what a word is looked for as */
    const i32 *means;      /* [count, meanings]: what it is looked for by, -1 for nothing */
    const float *strength; /* [count, meanings] */
} Linked;

enum {
    COSINE, LEXICON, SMALL_WORDS, ALIKE, SOUND, ASIDE, CONTENT, SMALL_PAIR, MIXED, BOTH_MARKS,
    MARK_AND_WORD, STRENGTH, ROW_MARGIN, COLUMN_MARGIN, BESIDE_CELLS, FEATURES
};

/* Skeletons longer than this are left to the caller. */
#define LONGEST_SKELETON 64

/* How much of two skeletons is common, in order. */
static double common_share(const char *a, i64 a_size, const char *b, i64 b_size) {
    int row[LONGEST_SKELETON + 1] = {0};
    for (i64 i = 0; i < a_size; i++)
        for (i64 j = 1, diagonal = 0; j <= b_size; j++) {
            int above = row[j];
            row[j] = a[i] == b[j - 1] ? (int)diagonal + 1 : above > row[j - 1] ? above : row[j - 1];
            diagonal = above;
        }
    return 2.0 * row[b_size] / (double)(a_size + b_size);
}

/* Enter where words of the two sides sound alike by their skeletons: the first `rows` of these stand
   in the lines, the next `columns` in the columns that `places` has; number n is letters[ends[n]] to
   letters[ends[n + 1]]. The table has `width` columns, and keeps what is greater. */
API i64 alignkit_sounds(const char *letters, const i64 *ends, i64 rows, i64 columns,
                        const i64 *places, double alike, i64 width, float *table) {
    for (i64 i = 0; i < rows; i++) {
        i64 one = ends[i + 1] - ends[i];
        for (i64 n = rows; n < rows + columns; n++) {
            i64 other = ends[n + 1] - ends[n], shorter = one < other ? one : other;
            if (2.0 * (double)shorter < alike * (double)(one + other)) continue;
            double share = common_share(letters + ends[i], one, letters + ends[n], other);
            float *cell = table + places[i] * width + places[n];
            if (share >= alike) *cell = most(*cell, (float)share);
        }
    }
    return rows * columns;
}

/* As the numpy code has them. */
#define DIAGONAL 0.5f
#define SUPPORT 0.2f
#define LISTED 0.25f
#define SAME_MARK 0.8f

/* Enter where a word of one side is among the meanings of a word of the other. */
static void enter_meanings(const Linked *own, const Linked *other, i64 meanings, int abroad,
                           i64 by_own, i64 by_other, float *lexicon) {
    for (i64 i = 0; i < own->count; i++) {
        const i32 *means = own->means + i * meanings;
        /* What both sides write alike is entered already. */
        if (abroad && means[0] == own->key[i]) continue;
        for (i64 rank = 0; rank < meanings && means[rank] >= 0; rank++)
            for (i64 j = 0; j < other->count; j++)
                if (other->key[j] == means[rank])
                    lexicon[i * by_own + j * by_other] = own->strength[i * meanings + rank];
    }
}

/* Put in `rivals` for each cell the greatest of the others in its line. */
static void line_rivals(const float *line, i64 count, i64 by, float *rivals, i64 by_rivals) {
    float first = -INFINITY, second = -INFINITY;
    for (i64 at = 0; at < count; at++) {
        float value = line[at * by];
        if (value > first) second = first, first = value;
        else if (value > second) second = value;
    }
    for (i64 at = 0; at < count; at++)
        rivals[at * by_rivals] = count < 2 ? 0 : line[at * by] >= first ? second : first;
}

/* Fill the features of each pair of words: [rows, columns, FEATURES]. Given are cosines, and tables
   of small words, words written alike and words that sound alike. Room is for three tables. */
API i64 alignkit_cells(const Linked *one, const Linked *two, i64 meanings, const float *cosine,
                       const float *small, const float *alike, const float *sound, float *room,
                       float *cells) {
    i64 rows = one->count, columns = two->count, size = rows * columns;
    float *lexicon = room, *strength = room + size, *total = room + 2 * size;
    memset(lexicon, 0, (size_t)size * sizeof(float));
    enter_meanings(one, two, meanings, 0, columns, 1, lexicon);
    enter_meanings(two, one, meanings, 1, 1, columns, lexicon);
    for (i64 i = 0; i < rows; i++)
        for (i64 j = 0; j < columns; j++) {
            i64 at = i * columns + j;
            i32 left = one->kind[i], right = two->kind[j];
            int words = left != 2 && right != 2;
            float *cell = cells + at * FEATURES;
            cell[COSINE] = words ? cosine[at] : 0;
            cell[LEXICON] = words ? sqrtf(least(lexicon[at], 1)) : 0;
            cell[SMALL_WORDS] = small[at];
            cell[ALIKE] = alike[at];
            cell[SOUND] = sound[at];
            cell[ASIDE] = fabsf(((float)i + 0.5f) / (float)rows - ((float)j + 0.5f) / (float)columns);
            cell[CONTENT] = left == 0 && right == 0;
            cell[SMALL_PAIR] = left == 1 && right == 1;
            cell[MIXED] = words && left != right;
            cell[BOTH_MARKS] = left == 2 && right == 2 && one->number[i] == two->number[j];
            cell[MARK_AND_WORD] = (left == 2) != (right == 2);
            float held = most(cell[COSINE], lexicon[at] > 0 ? lexicon[at] + LISTED : 0);
            held = most(held, most(cell[SMALL_WORDS], most(cell[ALIKE], cell[SOUND])));
            strength[at] = most(held, cell[BOTH_MARKS] * SAME_MARK);
        }
    for (i64 i = 0; i < rows; i++)
        for (i64 j = 0; j < columns; j++) {
            i64 at = i * columns + j;
            int up = i > 0, below = i + 1 < rows, left = j > 0, right = j + 1 < columns;
            float slanted = (below && right ? strength[at + columns + 1] : 0)
                            + (up && left ? strength[at - columns - 1] : 0);
            float straight = (right ? strength[at + 1] : 0) + (left ? strength[at - 1] : 0)
                             + (below ? strength[at + columns] : 0) + (up ? strength[at - columns] : 0);
            float *cell = cells + at * FEATURES;
            cell[BESIDE_CELLS] = slanted + straight / 2;
            total[at] = strength[at] + SUPPORT * cell[BESIDE_CELLS] - DIAGONAL * cell[ASIDE];
            cell[STRENGTH] = total[at];
        }
    for (i64 i = 0; i < rows; i++)
        line_rivals(total + i * columns, columns, 1, cells + i * columns * FEATURES + ROW_MARGIN,
                    FEATURES);
    for (i64 j = 0; j < columns; j++)
        line_rivals(total + j, rows, columns, cells + j * FEATURES + COLUMN_MARGIN,
                    columns * FEATURES);
    for (i64 at = 0; at < size; at++) {
        cells[at * FEATURES + ROW_MARGIN] = total[at] - cells[at * FEATURES + ROW_MARGIN];
        cells[at * FEATURES + COLUMN_MARGIN] = total[at] - cells[at * FEATURES + COLUMN_MARGIN];
    }
    return size;
}

#endif
