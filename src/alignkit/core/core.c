/* What takes the aligner's time, in C: the same numbers as the numpy code beside it gives.

   No function here takes memory, keeps anything or knows Python: all arrays are the caller's, and
   so is the room to work in, whose size is asked for first. Arrays are packed, rows first. */

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

/* Told to the caller, who takes no library of another age. */
API i32 alignkit_core_version(void) { return 1; }

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

/* ---- One piece of two texts: from its words and products to the path through it ---- */

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

static void add(float *restrict into, const float *restrict values, float by, i64 n) {
    for (i64 j = 0; j < n; j++) into[j] += by * values[j];
}

static void subtract(float *restrict into, const float *restrict a, const float *restrict b, i64 n) {
    for (i64 j = 0; j < n; j++) into[j] = a[j] - b[j];
}

static void raise(float *restrict into, const float *restrict values, i64 n) {
    for (i64 j = 0; j < n; j++) into[j] = most(into[j], values[j]);
}

/* How like its likest word a sentence of the other side is to each word of a side. */
static void best_words(Work *t, const Frame *f, const Piece *p) {
    const i64 *at_s = f->source->offsets + p->source_start;
    const i64 *at_t = f->target->offsets + p->target_start;
    Words *one = &t->source, *two = &t->target;
    memset(one->best, 0, (size_t)(p->source_kinds * one->stride) * sizeof(float));
    memset(two->best, 0, (size_t)(p->target_kinds * two->stride) * sizeof(float));
    for (i64 w = 0; w < p->source_kinds; w++) {
        const float *like = p->likeness + w * p->target_kinds;
        float *best = one->best + w * one->stride;
        const i32 *word = p->target_words;
        for (i64 j = 0; j < t->c; j++) {
            float held = 0;
            for (i64 n = at_t[j + 1] - at_t[j]; n > 0; n--) held = most(held, like[*word++]);
            best[j] = held;
        }
    }
    /* The other way by whole rows, which are turned then. */
    i64 kinds = p->target_kinds;
    memset(t->turned, 0, (size_t)(t->r * kinds) * sizeof(float));
    const i32 *word = p->source_words;
    for (i64 i = 0; i < t->r; i++)
        for (i64 n = at_s[i + 1] - at_s[i]; n > 0; n--)
            raise(t->turned + i * kinds, p->likeness + (i64)*word++ * kinds, kinds);
    for (i64 i = 0; i < t->r; i++)
        for (i64 u = 0; u < kinds; u++) two->best[u * two->stride + i] = t->turned[i * kinds + u];
}

/* What is best in 1, 2, ... neighbours from each on, what of that is strong, and how much better
   the sentences beside a run are. */
static void runs_of(Words *w, i64 kind) {
    i64 width = w->other, stride = w->stride, place = kind * w->sizes * stride;
    const float *best = w->best + kind * stride;
    float *runs = w->runs + place;
    i64 held = w->sizes < width ? w->sizes : width;
    memcpy(runs, best, (size_t)stride * sizeof(float));
    for (i64 more = 1; more < held; more++) {
        const float *less = runs + (more - 1) * stride;
        float *run = runs + more * stride;
        memset(run, 0, (size_t)stride * sizeof(float));
        for (i64 j = 0; j < width - more; j++) run[j] = most(less[j], best[j + more]);
    }
    const float *near = runs + (held > 1 ? stride : 0);
    for (i64 more = 0; more < held; more++) {
        const float *run = runs + more * stride;
        float *sure = w->sure + place + more * stride, *out = w->less + place + more * stride;
        for (i64 j = 0; j < stride; j++) sure[j] = most(run[j] - CHANCE, 0) * (1 / (1 - CHANCE));
        memset(out, 0, (size_t)stride * sizeof(float));
        for (i64 j = 2; j < width; j++) out[j] = near[j - 2];
        if (width > 1) out[1] = best[0];
        i64 left = width - more - 1;
        if (left > 1) raise(out, near + more + 1, left - 1);
        if (left > 0) out[left - 1] = most(out[left - 1], best[width - 1]);
        for (i64 j = 0; j < stride; j++) out[j] = most(out[j] - run[j], 0);
    }
}

/* Which part of a word is drawn to each sentence, as its neighbours draw it, too. */
static void share_of(Words *w, i64 kind) {
    const float nobody = exponential((NOBODY - 1) * STEEP);
    const float *best = w->best + kind * w->stride;
    float *pull = w->pull, *share = w->share + kind * w->stride;
    for (i64 j = 0; j < w->stride; j++) pull[j] = exponential((best[j] - 1) * STEEP);
    for (i64 j = 0; j < w->stride; j++) share[j] = nobody;
    for (i64 shift = -NEAR; shift <= NEAR; shift++) {
        i64 low = shift < 0 ? -shift : 0, high = shift > 0 ? w->other - shift : w->other;
        if (low < high) add(share + low, pull + low + shift, 1, high - low);
    }
    for (i64 j = 0; j < w->stride; j++) share[j] = pull[j] / share[j];
    for (i64 j = w->other; j < w->stride; j++) share[j] = 0;
}

static void fill_words(Words *w, const Side *side, i64 start, const i32 *words) {
    i64 stride = w->stride, held = w->sizes < w->other ? w->sizes : w->other;
    float *tables[] = {w->found, w->strong, w->lost, w->head, w->tail};
    for (size_t k = 0; k < 5; k++)
        memset(tables[k], 0, (size_t)(w->sizes * w->table) * sizeof(float));
    memset(w->drawn, 0, (size_t)w->table * sizeof(float));
    for (i64 kind = 0; kind < w->kinds; kind++) {
        runs_of(w, kind);
        share_of(w, kind);
    }
    w->weight[0] = 0;
    for (i64 i = 0; i < w->own; i++) {
        float total = 0;
        for (i64 at = side->offsets[start + i]; at < side->offsets[start + i + 1]; at++) {
            float whole = side->weights[at], head = side->weights[side->words + at];
            float tail = side->weights[2 * side->words + at];
            i64 kind = *words++;
            total += whole;
            add(w->drawn + i * stride, w->share + kind * stride, whole, stride);
            for (i64 more = 0; more < held; more++) {
                i64 place = more * w->table + i * stride, from = (kind * w->sizes + more) * stride;
                add(w->found + place, w->runs + from, whole, stride);
                add(w->strong + place, w->sure + from, whole, stride);
                add(w->lost + place, w->less + from, whole, stride);
                if (head != 0) add(w->head + place, w->runs + from, head, stride);
                if (tail != 0) add(w->tail + place, w->runs + from, tail, stride);
            }
        }
        w->weight[i + 1] = w->weight[i] + total;
    }
}

/* Sums over the rows before: [r + 1, wide] from [r, stride]. */
static void down(float *sums, i64 wide, const float *table, i64 stride, i64 r, i64 c) {
    memset(sums, 0, (size_t)wide * sizeof(float));
    for (i64 i = 0; i < r; i++) {
        float *next = sums + (i + 1) * wide;
        for (i64 j = 0; j < c; j++) next[j] = sums[i * wide + j] + table[i * stride + j];
        for (i64 j = c; j < wide; j++) next[j] = 0;
    }
}

/* Sums over the columns before: [r, wide] from a turned table [c, stride]. */
static void across(float *sums, i64 wide, const float *turned, i64 stride, i64 r, i64 c) {
    for (i64 i = 0; i < r; i++) {
        float *row = sums + i * wide;
        row[0] = 0;
        for (i64 j = 0; j < c; j++) row[j + 1] = row[j] + turned[j * stride + i];
    }
}

/* Sums over all rows and columns before, in place: row 0 and column 0 are nothing. */
static void both_ways(float *sums, i64 wide, i64 r, i64 c) {
    for (i64 i = 1; i <= r; i++) {
        float *row = sums + i * wide, total = 0;
        for (i64 j = 1; j <= c; j++) {
            total += row[j];
            row[j] = total + row[j - wide];
        }
    }
}

static inline float rectangle(const float *sums, i64 wide, i64 i, i64 j, i64 a, i64 b) {
    return sums[(i + a) * wide + j + b] - sums[i * wide + j + b] - sums[(i + a) * wide + j]
           + sums[i * wide + j];
}

/* The products of the sentences, and each sentence's cosine to runs of the other side. */
static void cosines(Work *t, const Frame *f, const Piece *p) {
    const Side *s = f->source, *g = f->target;
    i64 r = t->r, c = t->c, wide = t->wide, sheet = t->sheet;
    memset(t->raw, 0, (size_t)sheet * sizeof(float));
    memset(t->alike, 0, (size_t)sheet * sizeof(float));
    memset(t->drawn_s, 0, (size_t)sheet * sizeof(float));
    memset(t->drawn_t, 0, (size_t)sheet * sizeof(float));
    for (i64 i = 0; i < r; i++) {
        float even = s->even[p->source_start + i];
        const float *evened = g->even + p->target_start;
        i64 row = (i + 1) * wide + 1;
        for (i64 j = 0; j < c; j++) {
            t->raw[row + j] = p->products[i * c + j];
            t->alike[row + j] = p->products[i * c + j] * even * evened[j];
            t->drawn_s[row + j] = t->source.drawn[i * t->source.stride + j];
            t->drawn_t[row + j] = t->target.drawn[j * t->target.stride + i];
        }
    }
    float *sums[] = {t->raw, t->alike, t->drawn_s, t->drawn_t};
    for (size_t k = 0; k < 4; k++) both_ways(sums[k], wide, r, c);
    memset(t->own_s, 0, (size_t)(t->mt * sheet) * sizeof(float));
    memset(t->own_t, 0, (size_t)(t->ms * sheet) * sizeof(float));
    for (i64 b = 1; b <= t->mt; b++) {
        float *own = t->own_s + (b - 1) * sheet;
        const float *norm = g->alike + (b - 1) * g->count + p->target_start;
        for (i64 i = 0; i < r; i++) {
            float by = 1 / s->alike[p->source_start + i];
            for (i64 j = 0; j + b <= c; j++)
                own[i * wide + j] = rectangle(t->alike, wide, i, j, 1, b) * by * (1 / norm[j]);
        }
        down(t->sum_s + (b - 1) * sheet, wide, own, wide, r, c);
    }
    for (i64 a = 1; a <= t->ms; a++) {
        float *own = t->own_t + (a - 1) * sheet, *sum = t->sum_t + (a - 1) * sheet;
        const float *norm = g->alike + p->target_start;
        for (i64 i = 0; i + a <= r; i++) {
            float by = 1 / s->alike[(a - 1) * s->count + p->source_start + i];
            for (i64 j = 0; j < c; j++)
                own[i * wide + j] = rectangle(t->alike, wide, i, j, a, 1) * by * (1 / norm[j]);
            sum[i * wide] = 0;
            for (i64 j = 0; j < c; j++) sum[i * wide + j + 1] = sum[i * wide + j] + own[i * wide + j];
        }
    }
}

/* Tables of words, brought to rows of the source. */
static void turn_words(Work *t) {
    i64 r = t->r, c = t->c, wide = t->wide, sheet = t->sheet;
    const Words *s = &t->source, *g = &t->target;
    for (i64 b = 0; b <= t->mt; b++) {
        down(t->found_s + b * sheet, wide, s->found + b * s->table, s->stride, r, c);
        down(t->strong_s + b * sheet, wide, s->strong + b * s->table, s->stride, r, c);
        down(t->lost_s + b * sheet, wide, s->lost + b * s->table, s->stride, r, c);
    }
    for (i64 a = 0; a <= t->ms; a++) {
        across(t->found_t + a * sheet, wide, g->found + a * g->table, g->stride, r, c);
        across(t->strong_t + a * sheet, wide, g->strong + a * g->table, g->stride, r, c);
        across(t->lost_t + a * sheet, wide, g->lost + a * g->table, g->stride, r, c);
        float *head = t->head_t + a * sheet, *tail = t->tail_t + a * sheet;
        for (i64 j = 0; j < c; j++)
            for (i64 i = 0; i < r; i++) {
                head[i * wide + j] = g->head[a * g->table + j * g->stride + i];
                tail[i * wide + j] = g->tail[a * g->table + j * g->stride + i];
            }
    }
}

/* What a side's marks find in runs of the other side less what they do not: [run, own, first]. */
static void fill_marks(const Side *own, i64 own_start, i64 count, const Side *other, i64 other_start,
                       i64 width, i64 sizes, const float *rarity, float *next, float *into,
                       i64 by_run, i64 by_own, i64 by_first) {
    for (i64 i = 0; i < count; i++) {
        const i64 *at = own->mark_offsets + own_start + i;
        for (i64 m = at[0]; m < at[1]; m++) {
            i32 mark = own->marks[m];
            /* How far on the mark stands next, from each sentence of the other side. */
            float far = (float)(width + sizes);
            for (i64 j = width - 1; j >= 0; j--) {
                const i64 *there = other->mark_offsets + other_start + j;
                far += 1;
                for (i64 n = there[0]; n < there[1]; n++)
                    if (other->marks[n] == mark) far = 0;
                next[j] = far;
            }
            for (i64 more = 0; more < sizes; more++)
                for (i64 j = 0; j < width - more; j++)
                    into[more * by_run + i * by_own + j * by_first] +=
                        next[j] <= (float)more ? rarity[mark] : -rarity[mark];
        }
    }
}

static void marks(Work *t, const Frame *f, const Piece *p) {
    i64 r = t->r, c = t->c, wide = t->wide, sheet = t->sheet;
    memset(t->marks_s, 0, (size_t)((t->mt + 1) * sheet) * sizeof(float));
    memset(t->marks_t, 0, (size_t)((t->ms + 1) * sheet) * sizeof(float));
    fill_marks(f->source, p->source_start, r, f->target, p->target_start, c, t->mt, f->rarity,
               t->row[0], t->marks_s + wide, sheet, wide, 1);
    fill_marks(f->target, p->target_start, c, f->source, p->source_start, r, t->ms, f->rarity,
               t->turned_row, t->marks_t + 1, sheet, 1, wide);
    for (i64 b = 0; b < t->mt; b++)
        for (i64 i = 1; i <= r; i++)
            add(t->marks_s + b * sheet + i * wide, t->marks_s + b * sheet + (i - 1) * wide, 1, c);
    for (i64 a = 0; a < t->ms; a++)
        for (i64 i = 0; i < r; i++)
            for (i64 j = 1; j <= c; j++)
                t->marks_t[a * sheet + i * wide + j] += t->marks_t[a * sheet + i * wide + j - 1];
}

/* The best of three sentences before and behind each node, of a table of one sentence's numbers. */
static void near_nodes(const float *table, i64 own, i64 by_own, i64 width, i64 by, float *near) {
    for (i64 i = 0; i < own; i++)
        for (i64 node = 0; node <= width; node++) {
            float best = node < 3 || node > width - 3 ? 0 : IMPOSSIBLE;
            for (i64 j = node > 3 ? node - 3 : 0; j < width && j < node + 3; j++)
                best = most(best, table[i * by_own + j * by]);
            near[i * by_own + node * by] = best;
        }
}

/* What one side's own spans say: logarithms of lengths and of the words' weight, and one by it. */
static void own_spans(const Side *side, i64 start, i64 count, i64 most_of, const float *weight,
                      i64 stride, float *size, float *heavy, float *per) {
    for (i64 a = 1; a <= most_of; a++) {
        for (i64 i = 0; i + a <= count; i++) {
            float length = 0;
            for (i64 k = 0; k < a; k++) length += side->lengths[start + i + k];
            float held = weight[i + a] - weight[i];
            i64 at = (a - 1) * stride + i;
            size[at] = logf(length * side->scale + 8);
            heavy[at] = logf(held / side->usual + 0.1f);
            per[at] = 1 / (held + SMALL);
        }
    }
}

static void prepare(Work *t, const Frame *f, const Piece *p) {
    const Side *s = f->source, *g = f->target;
    i64 r = t->r, c = t->c, wide = t->wide;
    best_words(t, f, p);
    fill_words(&t->source, s, p->source_start, p->source_words);
    fill_words(&t->target, g, p->target_start, p->target_words);
    cosines(t, f, p);
    turn_words(t);
    marks(t, f, p);
    own_spans(s, p->source_start, r, t->ms, t->source.weight, r, t->size_s, t->heavy_s, t->per_s);
    own_spans(g, p->target_start, c, t->mt, t->target.weight, wide, t->size_t, t->heavy_t, t->per_t);
    for (i64 b = 1; b <= t->mt; b++)
        for (i64 j = 0; j + b <= c; j++) {
            float asks = 0, cries = 0;
            for (i64 k = 0; k < b; k++) {
                asks += g->asks[p->target_start + j + k];
                cries += g->cries[p->target_start + j + k];
            }
            t->any_t[(b - 1) * wide + j] = least(asks, 1);
            t->any_t[(t->mt + b - 1) * wide + j] = least(cries, 1);
        }
    /* What each sentence finds in one of the other side, as a share of its words. */
    for (i64 i = 0; i < r; i++)
        for (i64 j = 0; j < c; j++) {
            const Words *one = &t->source, *two = &t->target;
            t->each_s[i * wide + j] =
                one->found[i * one->stride + j] / (one->weight[i + 1] - one->weight[i] + SMALL);
            t->each_t[i * wide + j] =
                two->found[j * two->stride + i] / (two->weight[j + 1] - two->weight[j] + SMALL);
        }
    near_nodes(t->each_s, r, wide, c, 1, t->near[0]);
    near_nodes(t->own_s, r, wide, c, 1, t->near[1]);
    near_nodes(t->each_t, c, 1, r, wide, t->near[2]);
    near_nodes(t->own_s, c, 1, r, wide, t->near[3]);
}

/* Scores of beads that are one sentence alone. */
static void score_alone(Work *t, const Frame *f, const Piece *p, i64 kind, int of_source) {
    const float *w = f->weights + kind * SIGNALS;
    i64 own = of_source ? t->r : t->c, other = of_source ? t->c : t->r, wide = t->wide;
    i64 by_own = of_source ? wide : 1, by = of_source ? 1 : wide, across_nodes = t->c + 1;
    const Side *side = of_source ? f->source : f->target;
    i64 start = of_source ? p->source_start : p->target_start;
    const float *words = t->near[of_source ? 0 : 2], *alike = t->near[of_source ? 1 : 3];
    for (i64 i = 0; i < own; i++) {
        i64 before = i ? i - 1 : 0, behind = i + 1 < own ? i + 1 : i;
        float same = w[CONSTANT] + w[EMPTY_LENGTH] * least(log1pf(side->lengths[start + i]) / 4, MOST_LENGTH);
        for (i64 node = 0; node <= other; node++) {
            i64 at = node * by;
            float score = same + w[NEAR_WORDS] * words[i * by_own + at]
                + w[NEAR_COSINE] * alike[i * by_own + at]
                + w[BESIDE_WORDS] * (words[before * by_own + at] + words[behind * by_own + at]) / 2
                + w[BESIDE_COSINE] * (alike[before * by_own + at] + alike[behind * by_own + at]) / 2;
            i64 end = of_source ? (i + 1) * across_nodes + node : node * across_nodes + i + 1;
            t->scores[end * f->shapes + kind] = score;
        }
    }
}

/* Grow tables of the least of a bead's sentences by one sentence of the source, or the target. */
static void grow(Work *t, i64 a, i64 b) {
    i64 r = t->r, c = t->c, wide = t->wide, sheet = t->sheet;
    const Words *one = &t->source, *two = &t->target;
    float *own = t->least_s[0] + (b - 1) * sheet, *words = t->least_s[1] + (b - 1) * sheet;
    float *strong = t->least_s[2] + (b - 1) * sheet;
    i64 n = c - b + 1;
    for (i64 i = 0; i + a <= r; i++) {
        i64 last = i + a - 1, at = i * wide;
        float by = 1 / (one->weight[last + 1] - one->weight[last] + SMALL);
        const float *found = one->found + (b - 1) * one->table + last * one->stride;
        const float *sure = one->strong + (b - 1) * one->table + last * one->stride;
        const float *alike = t->own_s + (b - 1) * sheet + last * wide;
        for (i64 j = 0; j < n; j++) own[at + j] = a == 1 ? alike[j] : least(own[at + j], alike[j]);
        for (i64 j = 0; j < n; j++)
            words[at + j] = a == 1 ? found[j] * by : least(words[at + j], found[j] * by);
        for (i64 j = 0; j < n; j++)
            strong[at + j] = a == 1 ? sure[j] * by : least(strong[at + j], sure[j] * by);
    }
    own = t->least_t[0] + (a - 1) * sheet, words = t->least_t[1] + (a - 1) * sheet;
    strong = t->least_t[2] + (a - 1) * sheet;
    const float *per = t->row[0];
    for (i64 j = 0; j < c; j++) t->row[0][j] = 1 / (two->weight[j + 1] - two->weight[j] + SMALL);
    for (i64 i = 0; i + a <= r; i++) {
        i64 at = i * wide, sums = (a - 1) * sheet + i * wide + b - 1;
        const float *alike = t->own_t + sums, *found = t->found_t + sums, *sure = t->strong_t + sums;
        for (i64 j = 0; j < n; j++) own[at + j] = b == 1 ? alike[j] : least(own[at + j], alike[j]);
        for (i64 j = 0; j < n; j++) {
            float share = (found[j + 1] - found[j]) * per[j + b - 1];
            words[at + j] = b == 1 ? share : least(words[at + j], share);
        }
        for (i64 j = 0; j < n; j++) {
            float share = (sure[j + 1] - sure[j]) * per[j + b - 1];
            strong[at + j] = b == 1 ? share : least(strong[at + j], share);
        }
    }
}

/* Scores of beads of `a` sentences with `b`. */
static void score_whole(Work *t, const Frame *f, const Piece *p, i64 kind) {
    const Side *s = f->source, *g = f->target;
    const float *w = f->weights + kind * SIGNALS;
    i64 a = f->shape[2 * kind], b = f->shape[2 * kind + 1], r = t->r, c = t->c;
    i64 wide = t->wide, sheet = t->sheet, n = c - b + 1, start = p->source_start;
    i64 other = p->target_start;
    const float half_s = 0.5f / s->usual, half_t = 0.5f / g->usual;
    const float *per_t = t->per_t + (b - 1) * wide, *size_t_ = t->size_t + (b - 1) * wide;
    const float *heavy_t = t->heavy_t + (b - 1) * wide;
    const float *raw_t = g->raw + (b - 1) * g->count + other;
    const float *alike_t = g->alike + (b - 1) * g->count + other;
    const float *flags[] = {t->any_t + (b - 1) * wide, t->any_t + (t->mt + b - 1) * wide,
                            g->trails + other + b - 1, g->leads + other + b - 1, g->opens + other,
                            g->closes + other + b - 1, g->inside + other + b - 1};
    float *found = t->row[1], *wider = t->row[2] + 8, *beyond = t->row[3], *share = t->row[4];
    float *total = t->row[5], *fewer = t->row[6], *gone = t->row[7];
    grow(t, a, b);
    for (i64 i = 0; i + a <= r; i++) {
        i64 at = i * wide, end = (i + a) * wide, last = i + a - 1;
        const float raw_s = 1 / s->raw[(a - 1) * s->count + start + i];
        const float alike_s = 1 / s->alike[(a - 1) * s->count + start + i];
        const float per_s = t->per_s[(a - 1) * r + i];
        for (i64 j = 0; j < n; j++) {
            float raw = t->raw[end + j + b] - t->raw[at + j + b] - t->raw[end + j] + t->raw[at + j];
            float like = t->alike[end + j + b] - t->alike[at + j + b] - t->alike[end + j] + t->alike[at + j];
            total[j] = w[CONSTANT] + w[SPAN] * (raw * raw_s / raw_t[j])
                       + w[EVEN] * (like * alike_s / alike_t[j]);
        }
        {   /* Each sentence's own cosine, and the rivals beside. */
            const float *sum_s = t->sum_s + (b - 1) * sheet, *sum_t = t->sum_t + (a - 1) * sheet + at;
            const float *least_s = t->least_s[0] + (b - 1) * sheet + at;
            const float *least_t = t->least_t[0] + (a - 1) * sheet + at;
            const float by_s = w[OWN] / (float)(2 * a), by_t = w[OWN] / (float)(2 * b);
            for (i64 j = 0; j < n; j++)
                total[j] += by_s * (sum_s[end + j] - sum_s[at + j]) + by_t * (sum_t[j + b] - sum_t[j])
                            + w[LEAST_OWN] * least(least_s[j], least_t[j]);
            const float *row = t->own_t + (a - 1) * sheet + at, *sheet_s = t->own_s + (b - 1) * sheet;
            const float *above = sheet_s + (i - 1) * wide, *below = sheet_s + end;
            for (i64 j = 0; j < n; j++) found[j] = row[j + b];
            if (n > 1) raise(found + 1, row, n - 1);
            if (i + a < r) memcpy(beyond, below, (size_t)n * sizeof(float));
            else memset(beyond, 0, (size_t)n * sizeof(float));
            if (i) raise(beyond, above, n);
            for (i64 j = 0; j < n; j++) total[j] += w[RIVAL] * 0.5f * (found[j] + beyond[j]);
        }
        {   /* Words of the source, and what one target sentence more would add of them. */
            const float *table = t->found_s + (b - 1) * sheet, *strong = t->strong_s + (b - 1) * sheet;
            const float *lost = t->lost_s + (b - 1) * sheet, *more = table + sheet, *less = table - sheet;
            const float all = w[FOUND] * per_s / 2 + w[FOUND_ALL] * half_s;
            const float sure = w[STRONG] * per_s / 2 + w[STRONG_ALL] * half_s;
            const float away = w[LOST] * per_s / 2 + w[LOST_ALL] * half_s;
            const float drawn = w[DRAWN] * per_s / 2 + w[DRAWN_ALL] * half_s;
            subtract(found, table + end, table + at, n);
            subtract(wider, more + end, more + at, n);
            wider[-1] = wider[n - 1] = 0;
            for (i64 j = 0; j < n; j++)
                total[j] += all * found[j] + sure * (strong[end + j] - strong[at + j])
                            + away * (lost[end + j] - lost[at + j])
                            + drawn * (t->drawn_s[end + j + b] - t->drawn_s[at + j + b]
                                       - t->drawn_s[end + j] + t->drawn_s[at + j])
                            + w[TARGET_BEYOND] * per_s
                                  * most(most(wider[j], wider[j - 1]) - found[j], 0);
            for (i64 j = 0; j < n; j++) share[j] = 1;
            if (b > 1) {
                subtract(fewer, less + end, less + at, n + 1);
                for (i64 j = 0; j < n; j++)
                    share[j] = (found[j] - most(fewer[j], fewer[j + 1])) * per_s;
            }
        }
        {   /* The same of the target's words. */
            const float *table = t->found_t + (a - 1) * sheet + at, *more = table + sheet;
            const float *less = table - sheet, *strong = t->strong_t + (a - 1) * sheet + at;
            const float *lost = t->lost_t + (a - 1) * sheet + at;
            subtract(found, table + b, table, n);
            if (i + a < r) subtract(gone, more + b, more, n);
            else memset(gone, 0, (size_t)n * sizeof(float));
            if (i) {
                subtract(beyond, more - wide + b, more - wide, n);
                raise(gone, beyond, n);
            }
            for (i64 j = 0; j < n; j++) {
                float by = per_t[j] / 2, held = w[FOUND] * by + w[FOUND_ALL] * half_t;
                total[j] += held * found[j]
                    + (w[STRONG] * by + w[STRONG_ALL] * half_t) * (strong[j + b] - strong[j])
                    + (w[LOST] * by + w[LOST_ALL] * half_t) * (lost[j + b] - lost[j])
                    + (w[DRAWN] * by + w[DRAWN_ALL] * half_t)
                          * (t->drawn_t[end + j + b] - t->drawn_t[at + j + b]
                             - t->drawn_t[end + j] + t->drawn_t[at + j])
                    + w[SOURCE_BEYOND] * per_t[j] * most(gone[j] - found[j], 0);
            }
            if (a > 1) {
                subtract(fewer, less + b, less, n);
                subtract(beyond, less + wide + b, less + wide, n);
                for (i64 j = 0; j < n; j++)
                    share[j] = least(share[j], (found[j] - most(fewer[j], beyond[j])) * per_t[j]);
            }
            if (a > 1 || b > 1) add(total, share, w[LEAST_SHARE], n);
        }
        {   /* The least of the sentences, both ends, marks. */
            const float *some_s = t->least_s[1] + (b - 1) * sheet + at;
            const float *some_t = t->least_t[1] + (a - 1) * sheet + at;
            const float *sure_s = t->least_s[2] + (b - 1) * sheet + at;
            const float *sure_t = t->least_t[2] + (a - 1) * sheet + at;
            const Words *one = &t->source;
            const float *head_s = one->head + (b - 1) * one->table + i * one->stride;
            const float *tail_s = one->tail + (b - 1) * one->table + last * one->stride;
            const float *head_t = t->head_t + (a - 1) * sheet + at;
            const float *tail_t = t->tail_t + (a - 1) * sheet + at + b - 1;
            const float *mark_s = t->marks_s + (b - 1) * sheet, *mark_t = t->marks_t + (a - 1) * sheet + at;
            for (i64 j = 0; j < n; j++) {
                float edge_s = least(head_s[j], tail_s[j]), edge_t = least(head_t[j], tail_t[j]);
                float marked = 0.25f * (mark_s[end + j] - mark_s[at + j] + mark_t[j + b] - mark_t[j]);
                total[j] += w[LEAST_FOUND] * least(some_s[j], some_t[j])
                            + w[LEAST_STRONG] * least(sure_s[j], sure_t[j])
                            + w[HEADS] * 0.5f * (head_s[j] + head_t[j])
                            + w[TAILS] * 0.5f * (tail_s[j] + tail_t[j])
                            + w[LEAST_EDGE] * least(edge_s, edge_t)
                            + w[MARKS] * least(most(marked, -1), 1);
            }
        }
        {   /* Sizes; yes or no of both sides: |x - y| is x + y - 2xy. */
            const float size = t->size_s[(a - 1) * r + i], heavy = t->heavy_s[(a - 1) * r + i];
            float any[2] = {0, 0};
            for (i64 k = i; k <= last; k++) {
                any[0] += s->asks[start + k];
                any[1] += s->cries[start + k];
            }
            const float own[7] = {least(any[0], 1), least(any[1], 1), s->trails[start + last],
                                  s->leads[start + last], s->opens[start + i],
                                  s->closes[start + last], s->inside[start + last]};
            float same = 0, by[7];
            for (int k = 0; k < 7; k++) {
                same += w[ASKS + k] * own[k];
                by[k] = w[ASKS + k] * (1 - 2 * own[k]);
            }
            for (i64 j = 0; j < n; j++) {
                float gap = least(fabsf(size - size_t_[j]), MOST_GAP);
                float weight = least(fabsf(heavy - heavy_t[j]), MOST_GAP);
                total[j] += same + w[LENGTH_GAP] * gap + w[LENGTH_SQUARED] * gap * gap
                            + w[WEIGHT_GAP] * weight;
            }
            for (int k = 0; k < 7; k++)
                if (by[k] != 0) add(total, flags[k], by[k], n);
        }
        if (f->blocks) {
            const float begins = s->begins[start + i], heading = s->heading[start + i];
            float crossed = 0;
            for (i64 k = i + 1; k <= last; k++) crossed += s->begins[start + k];
            for (i64 j = 0; j < n; j++) {
                const float *there = g->begins + other + j;
                float held = crossed;
                for (i64 k = 1; k < b; k++) held += there[k];
                total[j] += w[CROSSED] * held + w[TOGETHER] * begins * there[0]
                            + w[ALONE_BEGINS] * fabsf(begins - there[0])
                            + w[HEADINGS] * fabsf(heading - g->heading[other + j]);
            }
        }
        for (i64 j = 0; j < n; j++)
            t->scores[((i + a) * (c + 1) + j + b) * f->shapes + kind] = total[j];
    }
}

/* How alike both sides of a bead are: their sentences' own cosines, and the words found. */
static float likeness(const Work *t, const Frame *f, i64 a, i64 b, i64 i, i64 j) {
    i64 wide = t->wide, at = i * wide + j, end = at + a * wide;
    const float *sum_s = t->sum_s + (b - 1) * t->sheet, *sum_t = t->sum_t + (a - 1) * t->sheet;
    const float *found_s = t->found_s + (b - 1) * t->sheet, *found_t = t->found_t + (a - 1) * t->sheet;
    float own = (sum_s[end] - sum_s[at]) / (float)(2 * a) + (sum_t[at + b] - sum_t[at]) / (float)(2 * b);
    if (f->wordless) return own;
    float words = (found_s[end] - found_s[at]) * t->per_s[(a - 1) * t->r + i]
                  + (found_t[at + b] - found_t[at]) * t->per_t[(b - 1) * wide + j];
    return (own + words / 2) / 2;
}

/* The logarithm of a sum of e to the `n` numbers, which are used up. */
static float log_sum(float *ways, i64 n) {
    float best = ways[0], total = 0;
    for (i64 k = 1; k < n; k++) best = most(best, ways[k]);
    for (i64 k = 0; k < n; k++) ways[k] = exponential(ways[k] - best);
    for (i64 k = 0; k < n; k++) total += ways[k];
    return most(best + logf(total), IMPOSSIBLE);
}

/* The probability of every bead: of all ways through the piece, which part holds it. */
static void weigh(Work *t, const Frame *f) {
    i64 r = t->r, c = t->c, line = c + 1, kinds = f->shapes;
    float *ways = t->row[0];
    for (i64 i = 0; i <= r; i++)
        for (i64 j = 0; j <= c; j++) {
            i64 n = 0, end = i * line + j;
            for (i64 k = 0; k < kinds; k++) {
                i64 a = f->shape[2 * k], b = f->shape[2 * k + 1];
                if (a <= i && b <= j)
                    ways[n++] = t->before[end - a * line - b] + t->scores[end * kinds + k];
            }
            t->before[end] = end ? log_sum(ways, n) : 0;
        }
    for (i64 i = r; i >= 0; i--)
        for (i64 j = c; j >= 0; j--) {
            i64 n = 0, start = i * line + j;
            for (i64 k = 0; k < kinds; k++) {
                i64 a = f->shape[2 * k], b = f->shape[2 * k + 1], end = start + a * line + b;
                if (i + a <= r && j + b <= c)
                    ways[n++] = t->after[end] + t->scores[end * kinds + k];
            }
            t->after[start] = start < r * line + c ? log_sum(ways, n) : 0;
        }
    float whole = t->after[0];
    for (i64 i = 0; i <= r; i++)
        for (i64 j = 0; j <= c; j++) {
            i64 end = i * line + j;
            float *chance = t->chances + end * kinds;
            const float *score = t->scores + end * kinds;
            float rest = t->after[end] - whole;
            for (i64 k = 0; k < kinds; k++) {
                i64 a = f->shape[2 * k], b = f->shape[2 * k + 1];
                chance[k] = a <= i && b <= j ? t->before[end - a * line - b] : 2 * IMPOSSIBLE;
            }
            for (i64 k = 0; k < kinds; k++)
                chance[k] = chance[k] < IMPOSSIBLE ? 0 : exponential(least(chance[k] + score[k] + rest, 0));
        }
}

/* The way of the most beads expected to be right: `came` holds the kind of bead that ends a node. */
static void choose(Work *t, const Frame *f) {
    i64 line = t->c + 1, kinds = f->shapes;
    for (i64 i = 0; i <= t->r; i++)
        for (i64 j = 0; j <= t->c; j++) {
            i64 end = i * line + j;
            float best = 0;
            i32 came = -1;
            for (i64 k = 0; k < kinds; k++) {
                i64 a = f->shape[2 * k], b = f->shape[2 * k + 1];
                if (a > i || b > j) continue;
                float worth = t->worth[end - a * line - b] + (t->chances[end * kinds + k] - f->threshold);
                /* The first that fits is taken whatever it is worth, so that a way is always found. */
                if (came < 0 || worth > best) best = worth, came = (i32)k;
            }
            t->worth[end] = end ? best : 0;
            t->came[end] = came;
        }
}

static void enter(const Work *t, const Frame *f, const Piece *p, Beads *out, i64 place, i64 kind,
                  i64 i, i64 j) {
    i64 a = f->shape[2 * kind], b = f->shape[2 * kind + 1];
    i64 at = (i * (t->c + 1) + j) * f->shapes + kind;
    float like = a && b ? likeness(t, f, a, b, i - a, j - b) : 0;
    out->kind[place] = (i32)kind;
    out->source[place] = (i32)(p->source_start + i - a);
    out->target[place] = (i32)(p->target_start + j - b);
    out->score[place] = t->scores[at];
    out->chance[place] = t->chances[at];
    out->likeness[place] = least(most(like, 0), 1);
}

/* Enter the words of `span` own sentences from `first` on that are like no word of the sentences
   from `low` to `high` of the other side; return how many. */
static i32 enter_lone(const Words *w, const Side *side, i64 start, const i32 *words, const i32 *ids,
                      i64 first, i64 span, i64 low, i64 high, float unlike, i32 *into) {
    const i64 *offsets = side->offsets + start;
    i32 count = 0;
    for (i64 at = offsets[first]; at < offsets[first + span]; at++) {
        const float *best = w->best + (i64)words[at - offsets[0]] * w->stride;
        int alone = 1;
        for (i64 j = low; alone && j < high; j++) alone = best[j] < unlike;
        for (i32 k = 0; alone && k < count; k++) alone = into[k] != ids[at];
        if (alone) into[count++] = ids[at];
    }
    return count;
}

static void find_lone(const Work *t, const Frame *f, const Piece *p, const Beads *beads, i64 place,
                      Lone *lone) {
    i64 a = f->shape[2 * beads->kind[place]], b = f->shape[2 * beads->kind[place] + 1];
    i64 i = beads->source[place] - p->source_start, j = beads->target[place] - p->target_start;
    i32 one = 0, two = 0;
    if (a && b && beads->chance[place] >= lone->sure) {
        one = enter_lone(&t->source, f->source, p->source_start, p->source_words, lone->source_ids,
                         i, a, j, j + b, lone->unlike, lone->source + lone->source_held);
        two = enter_lone(&t->target, f->target, p->target_start, p->target_words, lone->target_ids,
                         j, b, i, i + a, lone->unlike, lone->target + lone->target_held);
    }
    lone->source_counts[place] = one, lone->target_counts[place] = two;
    lone->source_held += one, lone->target_held += two;
}

/* Work out a piece, and enter its beads from `place` on. Returned is how many the path holds;
   `rivals` is how many were entered behind them. Shapes must come in order, the empty ones first,
   so that a piece always has a way; -1 where the arrays for beads are too small. `lone` is filled
   where it is given. */
API i64 alignkit_piece(const Frame *frame, const Piece *piece, float *place_to_work, Beads *beads,
                       i64 place, i64 *rivals, Lone *lone) {
    Work work;
    Room room = {place_to_work, 0};
    Work *t = &work;
    const Frame *f = frame;
    layout(t, &room, f, piece->rows, piece->columns, piece->source_kinds, piece->target_kinds);
    i64 r = t->r, c = t->c, line = c + 1;
    prepare(t, f, piece);
    for (i64 k = 0; k < f->shapes; k++) {
        i64 a = f->shape[2 * k], b = f->shape[2 * k + 1];
        if (a > r || b > c) continue;
        if (a && b) score_whole(t, f, piece, k);
        else score_alone(t, f, piece, k, a > 0);
    }
    weigh(t, f);
    choose(t, f);
    *rivals = 0;
    i64 count = 0;
    for (i64 i = r, j = c; i || j;) {
        i64 kind = t->came[i * line + j];
        i -= f->shape[2 * kind], j -= f->shape[2 * kind + 1];
        count++;
    }
    if (place + count > beads->room) return -1;
    int doubted = 0;
    i64 back = place + count;
    for (i64 i = r, j = c; i || j;) {
        i64 kind = t->came[i * line + j];
        enter(t, f, piece, beads, --back, kind, i, j);
        doubted |= !(beads->chance[back] >= f->doubted);
        i -= f->shape[2 * kind], j -= f->shape[2 * kind + 1];
    }
    for (i64 n = 0; lone && n < count; n++) find_lone(t, f, piece, beads, place + n, lone);
    if (!doubted) return count;
    i64 next = place + count;
    for (i64 d = 1; d <= r + c; d++)
        for (i64 k = 0; k < f->shapes; k++)
            for (i64 i = d > c ? d - c : 0; i <= r && i <= d; i++) {
                if (!(t->chances[(i * line + d - i) * f->shapes + k] >= f->hopeless)) continue;
                if (next >= beads->room) return -1;
                enter(t, f, piece, beads, next++, k, i, d - i);
            }
    *rivals = next - place - count;
    return count;
}

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

/* ---- What speaks for a word rendering another, and what a small network makes of it ---- */

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

/* ---- Texts into numbered words ---- */

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
