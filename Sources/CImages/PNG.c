// Through libpng. Chunks: W3C Portable Network Graphics Specification, third edition.
#include "Decoder.h"

#include <string.h>

// zlib's format cannot shrink anything further.
static const uint64_t largest_compression = 1032;

static void escape_with_message(png_structp png, png_const_charp message) {
  ci_fail(png_get_error_ptr(png), "%s", message);
}

static void ignore_message(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void read_bytes(png_structp png, png_bytep target, size_t count) {
  CIDecoder *decoder = png_get_io_ptr(png);
  if (decoder->count - decoder->png_position < count) ci_fail(decoder, "it ends early");
  memcpy(target, decoder->bytes + decoder->png_position, count);
  decoder->png_position += count;
}

/// Whether the chunks, each of which says its length, go on to the one that ends the file.
static bool has_end(const CIDecoder *decoder) {
  size_t position = 8;
  while (decoder->count - position >= 12) {
    const uint8_t *chunk = decoder->bytes + position;
    size_t length = png_get_uint_32(chunk);
    if (length > decoder->count - position - 12) return false;
    if (memcmp(chunk + 4, "IEND", 4) == 0) return true;
    position += length + 12;
  }
  return false;
}

bool ci_png_open(CIDecoder *decoder, int32_t *width, int32_t *height) {
  decoder->png = NULL;
  decoder->png_info = NULL;
  decoder->png_position = 0;
  if (setjmp(decoder->escape)) return false;
  decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, escape_with_message,
                                        ignore_message);
  if (decoder->png) decoder->png_info = png_create_info_struct(decoder->png);
  if (!decoder->png_info) ci_fail(decoder, "there is no memory left to decode it");
  png_set_read_fn(decoder->png, decoder, read_bytes);
  if (decoder->count < 8 || !has_end(decoder)) ci_fail(decoder, "it ends early");
  png_read_info(decoder->png, decoder->png_info);
  uint64_t rows = png_get_image_height(decoder->png, decoder->png_info);
  if (png_get_rowbytes(decoder->png, decoder->png_info) * rows
      > largest_compression * decoder->count) {
    ci_fail(decoder, "its header promises %u × %u pixels, more than %zu bytes can hold",
            png_get_image_width(decoder->png, decoder->png_info), (unsigned)rows, decoder->count);
  }
  *width = (int32_t)png_get_image_width(decoder->png, decoder->png_info);
  *height = (int32_t)rows;
  return true;
}

void ci_png_close(CIDecoder *decoder) {
  png_destroy_read_struct(&decoder->png, &decoder->png_info, NULL);
}

/// Asks for three channels of a byte each, whatever the file has.
static void choose_colors(png_structp png, png_infop info) {
  png_byte color = png_get_color_type(png, info);
  if (color == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
  if (color == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png);
  if (!(color & PNG_COLOR_MASK_COLOR)) png_set_gray_to_rgb(png);
  png_set_strip_16(png);
  png_set_strip_alpha(png);
}

static void read_interlaced(CIDecoder *decoder, int passes, size_t row_bytes, CIRegion region,
                            uint8_t *pixels) {
  int32_t rows = (int32_t)png_get_image_height(decoder->png, decoder->png_info);
  uint8_t *image = ci_scratch(decoder, row_bytes * (size_t)rows);
  for (int pass = 0; pass < passes; ++pass) {
    for (int32_t y = 0; y < rows; ++y) {
      png_read_row(decoder->png, image + row_bytes * (size_t)y, NULL);
    }
  }
  for (int32_t y = 0; y < region.height; ++y) {
    memcpy(pixels + (size_t)y * (size_t)region.width * 3,
           image + row_bytes * (size_t)(region.y + y) + (size_t)region.x * 3,
           (size_t)region.width * 3);
  }
}

static void read_rows(CIDecoder *decoder, size_t row_bytes, CIRegion region, uint8_t *pixels) {
  uint8_t *row = ci_scratch(decoder, row_bytes);
  for (int32_t y = 0; y < region.y + region.height; ++y) {
    png_read_row(decoder->png, row, NULL);
    if (y < region.y) continue;
    memcpy(pixels + (size_t)(y - region.y) * (size_t)region.width * 3,
           row + (size_t)region.x * 3, (size_t)region.width * 3);
  }
}

bool ci_png_decode(CIDecoder *decoder, CIRegion region, uint8_t *pixels) {
  if (setjmp(decoder->escape)) return false;
  choose_colors(decoder->png, decoder->png_info);
  int passes = png_set_interlace_handling(decoder->png);
  png_read_update_info(decoder->png, decoder->png_info);
  size_t row_bytes = png_get_rowbytes(decoder->png, decoder->png_info);
  if (row_bytes != (size_t)png_get_image_width(decoder->png, decoder->png_info) * 3) {
    ci_fail(decoder, "its pixels are of a kind that is not known here");
  }
  if (passes > 1) read_interlaced(decoder, passes, row_bytes, region, pixels);
  else read_rows(decoder, row_bytes, region, pixels);
  bool is_complete = region.y + region.height
      == (int32_t)png_get_image_height(decoder->png, decoder->png_info);
  if (is_complete || passes > 1) png_read_end(decoder->png, NULL);
  return true;
}
