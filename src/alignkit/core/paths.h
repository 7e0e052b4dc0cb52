/* From scores to probabilities, the path through a piece, and what its beads leave over. */

#ifndef ALIGNKIT_PATHS_H
#define ALIGNKIT_PATHS_H

#include "scores.h"

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

#endif
