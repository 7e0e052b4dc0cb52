/* One piece of two texts: what is known of it, and the room to work it out in. */

#ifndef ALIGNKIT_PIECE_H
#define ALIGNKIT_PIECE_H

#include "common.h"

/* One side of a pair of texts, all of its `count` sentences. */
typedef struct {
    i64 count;
    const float *raw, *alike;  /* [most, count]: norms of 1, 2, ... sentences from each one on */
    const float *even;         /* [count]: what evens a sentence's vector */
    const float *lengths, *asks, *cries, *trails, *leads, *opens, *closes, *inside, *begins, *heading;
    const i64 *offsets;        /* sentence s has the words offsets[s] to offsets[s + 1] */
    const float *weights;      /* [3, words]: in the whole sentence, its first and its last third */
    i64 words;
    const i64 *mark_offsets;
    const i32 *marks;
    float usual;               /* the words' weight of a usual sentence */
    float scale;               /* brings lengths to the other side's measure */
} Side;

/* The weights of a shape's signals, in this order. */
enum {
    SPAN, EVEN, OWN, LEAST_OWN, FOUND, LEAST_FOUND, STRONG, LEAST_STRONG,
    MARKS, TARGET_BEYOND, SOURCE_BEYOND, RIVAL, LEAST_SHARE, FOUND_ALL, STRONG_ALL,
    HEADS, TAILS, LEAST_EDGE, WEIGHT_GAP, LENGTH_GAP, LENGTH_SQUARED,
    DRAWN, DRAWN_ALL, LOST, LOST_ALL,
    ASKS, CRIES, TRAILS, LEADS, OPENS, CLOSES, INSIDE,
    CROSSED, TOGETHER, ALONE_BEGINS, HEADINGS,
    EMPTY_LENGTH, NEAR_WORDS, NEAR_COSINE, BESIDE_WORDS, BESIDE_COSINE,
    CONSTANT, SIGNALS
};

/* What is the same for all pieces. */
typedef struct {
    const Side *source, *target;
    i64 shapes;
    const i32 *shape;          /* [shapes, 2] */
    const float *weights;      /* [shapes, SIGNALS] */
    const float *rarity;       /* of marks */
    i64 most_source, most_target;
    float threshold, doubted, hopeless;
    i32 blocks, wordless;
} Frame;

/* A piece: where it stands, its words by their places among the different ones, and what these
   have in common. */
typedef struct {
    i64 source_start, rows, target_start, columns;
    const i32 *source_words, *target_words;
    i64 source_kinds, target_kinds;
    const float *likeness;     /* [source_kinds, target_kinds] */
    const float *products;     /* [rows, columns]: of the sentences' vectors */
} Piece;

/* The beads found: those of the path, then where it is in doubt all that are no hopeless rivals.
   A place is that of the bead's first sentences in the whole texts. */
typedef struct {
    i64 room;
    i32 *kind, *source, *target;
    float *score, *chance, *likeness;
} Beads;

/* Of each sure bead, the words that are like none of its other side: so many of each bead's, by the
   bead's place among `Beads`, one bead's behind the other's. */
typedef struct {
    float sure, unlike;
    const i32 *source_ids, *target_ids; /* of all words of both texts */
    i64 source_held, target_held;
    i32 *source_counts, *target_counts, *source, *target;
} Lone;

#define SMALL 1e-6f
#define IMPOSSIBLE (-1e9f)
/* As the numpy code has them: likeness that is chance; what draws a word, and to nobody; bounds. */
#define CHANCE 0.4f
#define STEEP 10.0f
#define NOBODY 0.35f
#define NEAR 3
#define MOST_GAP 2.0f
#define MOST_LENGTH 1.6f
/* A side of a table is as wide as a whole number of these, so that loops have no rest. */
#define WIDE(n) (((n) + 7) & ~(i64)7)

/* Room handed out piece by piece; without a base it is only counted. */
typedef struct {
    float *base;
    i64 used;
} Room;

static float *take(Room *room, i64 size) {
    float *place = room->base ? room->base + room->used : 0;
    room->used += WIDE(size);
    return place;
}

/* One side's words found in runs of the other side's sentences: tables [run, own sentence, the run's
   first sentence], rows `stride` wide. */
typedef struct {
    i64 own, other, stride, sizes, table, kinds;
    float *found, *strong, *lost, *head, *tail; /* [sizes, own, stride] */
    float *drawn;                               /* [own, stride] */
    float *weight;                              /* [own + 1]: of the sentences before */
    float *best;                                /* [kinds, stride] */
    float *runs, *sure, *less;                  /* [kinds, sizes, stride] */
    float *pull, *share;                        /* [stride], [kinds, stride] */
} Words;

static void words_layout(Words *w, Room *room, i64 own, i64 other, i64 sizes, i64 kinds) {
    w->own = own, w->other = other, w->sizes = sizes, w->stride = WIDE(other);
    w->table = own * w->stride;
    w->found = take(room, sizes * w->table);
    w->strong = take(room, sizes * w->table);
    w->lost = take(room, sizes * w->table);
    w->head = take(room, sizes * w->table);
    w->tail = take(room, sizes * w->table);
    w->drawn = take(room, w->table);
    w->weight = take(room, own + 1);
    w->best = take(room, kinds * w->stride);
    w->runs = take(room, kinds * sizes * w->stride);
    w->sure = take(room, kinds * sizes * w->stride);
    w->less = take(room, kinds * sizes * w->stride);
    w->pull = take(room, w->stride);
    w->share = take(room, kinds * w->stride);
    w->kinds = kinds;
}

/* The tables of a piece. Rows are `wide` apart; `p` prefix sums have a row or a column more. */
typedef struct {
    i64 r, c, wide, sheet, ms, mt; /* sheet: a table's size, (r + 1) * wide */
    Words source, target;
    float *turned, *turned_row;                     /* [r, kinds of target words], [r] */
    float *raw, *alike, *drawn_s, *drawn_t;         /* prefix sums both ways */
    float *own_s, *own_t;                           /* [mt or ms, r, c] cosines to runs */
    float *sum_s, *sum_t;                           /* their prefix sums */
    float *found_s, *found_t, *strong_s, *strong_t, *lost_s, *lost_t; /* prefix sums */
    float *marks_s, *marks_t;                       /* prefix sums */
    float *head_t, *tail_t;                         /* turned */
    float *least_s[3], *least_t[3];                 /* least of a bead's own cosines, words, strong */
    float *each_s, *each_t;                         /* shares found in one sentence */
    float *near[4];                                 /* of a sentence alone: source, target */
    float *size_s, *size_t, *heavy_s, *heavy_t;     /* [m, r or c]: logarithms */
    float *per_s, *per_t;                           /* [m, r or c]: one by the words' weight */
    float *any_t;                                   /* [2, mt, c]: questions, exclamations */
    float *row[8];
    float *scores, *chances;                        /* [r + 1, c + 1, shapes] of a bead's end */
    float *before, *after, *worth;                  /* [r + 1, c + 1] */
    i32 *came;                                      /* [r + 1, c + 1] */
} Work;

static void layout(Work *t, Room *room, const Frame *f, i64 r, i64 c, i64 kinds_s, i64 kinds_t) {
    i64 ms = f->most_source, mt = f->most_target;
    t->r = r, t->c = c, t->ms = ms, t->mt = mt, t->wide = WIDE(c + 1);
    i64 sheet = t->sheet = (r + 1) * t->wide, nodes = (r + 1) * (c + 1);
    words_layout(&t->source, room, r, c, mt + 1, kinds_s);
    words_layout(&t->target, room, c, r, ms + 1, kinds_t);
    t->turned = take(room, r * kinds_t), t->turned_row = take(room, r);
    float **sheets[] = {&t->raw, &t->alike, &t->drawn_s, &t->drawn_t, &t->each_s, &t->each_t,
                        &t->near[0], &t->near[1], &t->near[2], &t->near[3]};
    for (size_t k = 0; k < sizeof sheets / sizeof *sheets; k++) *sheets[k] = take(room, sheet);
    float **of_s[] = {&t->own_s, &t->sum_s, &t->found_s, &t->strong_s, &t->lost_s, &t->marks_s,
                      &t->least_s[0], &t->least_s[1], &t->least_s[2]};
    for (size_t k = 0; k < sizeof of_s / sizeof *of_s; k++) *of_s[k] = take(room, (mt + 1) * sheet);
    float **of_t[] = {&t->own_t, &t->sum_t, &t->found_t, &t->strong_t, &t->lost_t, &t->marks_t,
                      &t->head_t, &t->tail_t, &t->least_t[0], &t->least_t[1], &t->least_t[2]};
    for (size_t k = 0; k < sizeof of_t / sizeof *of_t; k++) *of_t[k] = take(room, (ms + 1) * sheet);
    float **rows_s[] = {&t->size_s, &t->heavy_s, &t->per_s};
    for (size_t k = 0; k < 3; k++) *rows_s[k] = take(room, ms * r);
    float **rows_t[] = {&t->size_t, &t->heavy_t, &t->per_t};
    for (size_t k = 0; k < 3; k++) *rows_t[k] = take(room, mt * t->wide);
    t->any_t = take(room, 2 * mt * t->wide);
    for (size_t k = 0; k < 8; k++) t->row[k] = take(room, t->wide + f->shapes + 16);
    t->scores = take(room, nodes * f->shapes), t->chances = take(room, nodes * f->shapes);
    t->before = take(room, nodes), t->after = take(room, nodes), t->worth = take(room, nodes);
    t->came = (i32 *)take(room, nodes);
}

/* So many numbers of room a piece takes. */
API i64 alignkit_piece_room(const Frame *frame, i64 rows, i64 columns, i64 source_kinds,
                            i64 target_kinds) {
    Work work;
    Room room = {0, 0};
    layout(&work, &room, frame, rows, columns, source_kinds, target_kinds);
    return room.used;
}

#endif
