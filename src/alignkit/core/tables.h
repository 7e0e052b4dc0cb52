/* The tables of a piece: cosines of runs of sentences, words found in them, marks. */

#ifndef ALIGNKIT_TABLES_H
#define ALIGNKIT_TABLES_H

#include "piece.h"

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

#endif
