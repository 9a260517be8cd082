// What detection does with regions of images: pooling features of boxes, leaving out boxes that lie on
// better ones, and putting small masks where their boxes are. All on pointers, with a host's threads; results
// do not depend on their number.
#pragma once
#include "CTKernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What numbers are.
typedef enum : int8_t { CT_REAL32, CT_REAL64 } CTReal;

/// The pooling of features `[N, H, W, C]`, dense with the channels last, over `count` regions of `rows` by
/// `columns` bins each. A region is five numbers, its image's index and x1, y1, x2, y2.
typedef struct {
  int64_t images, height, width, channels;
  int64_t count, rows, columns;
  double scale;    // from the boxes' coordinates to those of the features
  int64_t samples; // along each side of a bin; 0 or less: one a pixel, rounded up
  bool aligned;    // whether the first pixel's center lies at 0.5; else regions are at least a pixel wide
} CTRegionAlign;

/// The means of bilinear samples in each bin, `[count, rows, columns, C]`. The images' indices must be valid.
void ct_region_align(CTReal real, const CTRegionAlign *align, const void *features,
                     const void *regions, void *means, int threads, CTParallelLoop loop);
/// Adds to `[N, H, W, C]` what a gradient of the means is to the features.
void ct_region_align_backward(CTReal real, const CTRegionAlign *align, const void *gradient,
                              const void *regions, void *result, int threads, CTParallelLoop loop);

/// Non-maximum suppression of boxes x1, y1, x2, y2: `kept[i]` says whether box `order[i]` stays, which it
/// does unless its intersection over union with an earlier one of its class that stays is above
/// `threshold`. A side is x2 - x1 + extent. All are of one class where `classes` is null. False if there is no
/// memory.
bool ct_suppress(CTReal real, const void *boxes, const int64_t *order, const int64_t *classes,
                 int64_t count, double threshold, double extent, bool *kept, int threads,
                 CTParallelLoop loop);

/// Puts masks `[count, size, size]`, resized bilinearly, where their boxes are, x1, y1, x2, y2 with the last
/// pixel: `[count, height, width]`, zeros until then.
void ct_paste_masks(CTReal real, const void *masks, const int64_t *boxes, int64_t count,
                    int64_t size, int64_t height, int64_t width, void *pasted, int threads,
                    CTParallelLoop loop);

#ifdef __cplusplus
}
#endif
