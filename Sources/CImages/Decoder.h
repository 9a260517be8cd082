// What the two formats share.
#pragma once
#include "CImages.h"

#include <setjmp.h>
#include <stdio.h>
// jpeglib.h needs FILE and size_t declared before it.
#include <jpeglib.h>
#include <png.h>

struct CIDecoder {
  char reason[JMSG_LENGTH_MAX];
  /// Where an error of either library lands; set by the function of this target that called it.
  jmp_buf escape;

  CIFormat format;
  const uint8_t *bytes;
  size_t count;
  bool is_open;

  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr jpeg_errors;
  struct jpeg_progress_mgr jpeg_progress;

  png_structp png;
  png_infop png_info;
  size_t png_position;

  /// Memory for one row, or for an interlaced image; grows and stays.
  uint8_t *scratch;
  size_t scratch_count;
};

bool ci_jpeg_create(CIDecoder *decoder);
bool ci_jpeg_open(CIDecoder *decoder, int32_t *width, int32_t *height);
bool ci_jpeg_decode(CIDecoder *decoder, CIRegion region, uint8_t *pixels);
void ci_jpeg_close(CIDecoder *decoder);

bool ci_png_open(CIDecoder *decoder, int32_t *width, int32_t *height);
bool ci_png_decode(CIDecoder *decoder, CIRegion region, uint8_t *pixels);
void ci_png_close(CIDecoder *decoder);

/// Stores the reason and jumps to `escape`.
_Noreturn void ci_fail(CIDecoder *decoder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// At least `count` bytes of scratch memory; fails where there are none.
uint8_t *ci_scratch(CIDecoder *decoder, size_t count);
