// Through libjpeg-turbo. Formulas and markers: ITU-T T.81, 1992.
#include "Decoder.h"

#include <jerror.h>
#include <string.h>

// Usual are ten scans. Each one passes over the whole image, so that a small file of very many
// would take minutes.
static const int scan_limit = 200;

// A block of 8 × 8 pixels takes at least one bit, the code of its first coefficient. Arithmetic coding
// has no such limit; this one lets a file of a usual header have ten megapixels of one color.
static const uint64_t pixels_per_byte = 8 * 64, arithmetic_pixels_per_byte = 1 << 14;

static CIDecoder *owner(j_common_ptr jpeg) { return jpeg->client_data; }

static void escape_with_message(j_common_ptr jpeg) {
  CIDecoder *decoder = owner(jpeg);
  jpeg->err->format_message(jpeg, decoder->reason);
  longjmp(decoder->escape, 1);
}

/// A warning after which pixels are guessed is an error here; libjpeg would fill in gray.
static void receive_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
  case JWRN_EXTRANEOUS_DATA: // Bytes that belong to nothing were passed over.
  case JWRN_NOT_SEQUENTIAL:  // Wrong numbers that a sequential image has no use for.
  case JWRN_ADOBE_XFORM:
  case JWRN_JFIF_MAJOR: return;
  default: escape_with_message(jpeg);
  }
}

static void ignore_message(j_common_ptr jpeg) { (void)jpeg; }

static void watch_progress(j_common_ptr jpeg) {
  CIDecoder *decoder = owner(jpeg);
  if (decoder->jpeg.input_scan_number > scan_limit) {
    ci_fail(decoder, "it has more than %d scans", scan_limit);
  }
}

bool ci_jpeg_create(CIDecoder *decoder) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  jpeg->err = jpeg_std_error(&decoder->jpeg_errors);
  decoder->jpeg_errors.error_exit = escape_with_message;
  decoder->jpeg_errors.emit_message = receive_message;
  decoder->jpeg_errors.output_message = ignore_message;
  jpeg->client_data = decoder;
  if (setjmp(decoder->escape)) return false;
  jpeg_create_decompress(jpeg);
  decoder->jpeg_progress.progress_monitor = watch_progress;
  jpeg->progress = &decoder->jpeg_progress;
  return true;
}

/// Whether coded data follow the head of every scan; libjpeg takes zeros for what an arithmetic code
/// lacks, and does not warn.
static bool scans_have_data(const uint8_t *bytes, size_t count) {
  size_t place = 2;
  while (place + 4 <= count) {
    uint8_t kind = bytes[place + 1];
    if (bytes[place] != 0xFF || kind == 0xFF) {
      ++place;
    } else if (kind == 0 || kind == 1 || (kind >= 0xD0 && kind <= 0xD8)) {
      place += 2;
    } else if (kind == 0xD9) {
      return true;
    } else {
      place += 2 + ((size_t)bytes[place + 2] << 8 | bytes[place + 3]);
      if (kind != 0xDA) continue;
      if (place + 1 >= count || (bytes[place] == 0xFF && bytes[place + 1] != 0)) return false;
    }
  }
  return true;
}

bool ci_jpeg_open(CIDecoder *decoder, int32_t *width, int32_t *height) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  if (setjmp(decoder->escape)) return false;
  jpeg_mem_src(jpeg, decoder->bytes, decoder->count);
  jpeg_read_header(jpeg, TRUE);
  uint64_t pixels = (uint64_t)jpeg->image_width * jpeg->image_height;
  if (pixels > (jpeg->arith_code ? arithmetic_pixels_per_byte : pixels_per_byte) * decoder->count) {
    ci_fail(decoder, "its header promises %u × %u pixels, more than %zu bytes can hold",
            jpeg->image_width, jpeg->image_height, decoder->count);
  }
  if (jpeg->arith_code && !scans_have_data(decoder->bytes, decoder->count)) {
    ci_fail(decoder, "a scan of it has no data");
  }
  *width = (int32_t)jpeg->image_width;
  *height = (int32_t)jpeg->image_height;
  return true;
}

void ci_jpeg_close(CIDecoder *decoder) { jpeg_abort_decompress(&decoder->jpeg); }

static uint8_t product(unsigned a, unsigned b) {
  // a·b/255, rounded.
  unsigned value = a * b + 128;
  return (uint8_t)((value + (value >> 8)) >> 8);
}

/// Inks, which Adobe's programs store inverted, as light.
static void red_green_blue(const uint8_t *inks, size_t count, uint8_t *pixels) {
  for (size_t i = 0; i < count; ++i, inks += 4, pixels += 3) {
    for (int channel = 0; channel < 3; ++channel) {
      pixels[channel] = (uint8_t)(inks[3] - product(255u - inks[channel], inks[3]));
    }
  }
}

static void choose_colors(CIDecoder *decoder) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  switch (jpeg->jpeg_color_space) {
  case JCS_GRAYSCALE:
  case JCS_YCbCr:
  case JCS_RGB: jpeg->out_color_space = JCS_RGB; break;
  case JCS_CMYK:
  case JCS_YCCK: jpeg->out_color_space = JCS_CMYK; break;
  default: ci_fail(decoder, "it has %d color components", jpeg->num_components);
  }
}

/// Whether the file goes on to its end, behind what was decoded.
///
/// In coded data a byte FF is followed by 0 or by the number of a restart: FF D9 is the end.
static bool has_end(struct jpeg_decompress_struct *jpeg) {
  if (jpeg->unread_marker == JPEG_EOI || jpeg_input_complete(jpeg)) return true;
  const uint8_t *next = jpeg->src->next_input_byte, *end = next + jpeg->src->bytes_in_buffer;
  while (next < end && (next = memchr(next, 0xFF, (size_t)(end - next)))) {
    if (++next < end && *next == 0xD9) return true;
  }
  return false;
}

bool ci_jpeg_decode(CIDecoder *decoder, CIRegion region, uint8_t *pixels) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  if (setjmp(decoder->escape)) return false;
  choose_colors(decoder);
  jpeg_start_decompress(jpeg);

  // Chroma at the edge of what is decoded is interpolated with less context than inside: a block
  // more on each side keeps that edge away from the region.
  int32_t margin_x = 8 * jpeg->max_h_samp_factor, margin_y = 8 * jpeg->max_v_samp_factor;
  int32_t left = region.x - margin_x, right = region.x + region.width + margin_x;
  if (left < 0) left = 0;
  if (right > (int32_t)jpeg->output_width) right = (int32_t)jpeg->output_width;
  JDIMENSION first = (JDIMENSION)left, width = (JDIMENSION)(right - left);
  if (width < jpeg->output_width) jpeg_crop_scanline(jpeg, &first, &width);
  int32_t top = region.y / margin_y * margin_y - margin_y;
  if (top > 0) jpeg_skip_scanlines(jpeg, (JDIMENSION)top);

  size_t components = (size_t)jpeg->output_components;
  JSAMPROW row = ci_scratch(decoder, jpeg->output_width * components);
  const uint8_t *part = row + (size_t)(region.x - (int32_t)first) * components;
  int32_t end = region.y + region.height;
  while ((int32_t)jpeg->output_scanline < end) {
    int32_t y = (int32_t)jpeg->output_scanline;
    if (jpeg_read_scanlines(jpeg, &row, 1) != 1) ci_fail(decoder, "it ends early");
    if (y < region.y) continue;
    uint8_t *target = pixels + (size_t)(y - region.y) * (size_t)region.width * 3;
    if (components == 3) memcpy(target, part, (size_t)region.width * 3);
    else red_green_blue(part, (size_t)region.width, target);
  }
  if (jpeg->output_scanline == jpeg->output_height) jpeg_finish_decompress(jpeg);
  else if (!has_end(jpeg)) ci_fail(decoder, "it ends early");
  return true;
}
