/* What takes the aligner's time, in C: the same numbers as the numpy code beside it gives.

   No function here takes memory, keeps anything or knows Python: all arrays are the caller's, and
   so is the room to work in, whose size is asked for first. Arrays are packed, rows first. */

#include "cells.h"
#include "paths.h"
#include "sums.h"
#include "pieces.h"

/* Told to the caller, who takes no library of another age. */
API i32 alignkit_core_version(void) { return 2; }
