/* The scores of beads, of all places of a piece at once. */

#ifndef ALIGNKIT_SCORES_H
#define ALIGNKIT_SCORES_H

#include "tables.h"

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

#endif
