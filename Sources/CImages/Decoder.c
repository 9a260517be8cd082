#include "Decoder.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

// An ordinary image leaves its row here for the next one; the memory of a giant is not kept.
static const size_t kept_scratch = 1 << 22;

CIDecoder *ci_decoder_new(void) {
  CIDecoder *decoder = calloc(1, sizeof *decoder);
  if (decoder && !ci_jpeg_create(decoder)) {
    free(decoder);
    return NULL;
  }
  return decoder;
}

static void close_image(CIDecoder *decoder) {
  if (decoder->is_open) {
    if (decoder->format == CIFormatJPEG) ci_jpeg_close(decoder);
    else ci_png_close(decoder);
  }
  decoder->is_open = false;
  if (decoder->scratch_count > kept_scratch) {
    free(decoder->scratch);
    decoder->scratch = NULL;
    decoder->scratch_count = 0;
  }
}

void ci_decoder_free(CIDecoder *decoder) {
  close_image(decoder);
  jpeg_destroy_decompress(&decoder->jpeg);
  free(decoder->scratch);
  free(decoder);
}

const char *ci_reason(const CIDecoder *decoder) { return decoder->reason; }

bool ci_open(CIDecoder *decoder, CIFormat format, const uint8_t *bytes, size_t count,
             int32_t *width, int32_t *height) {
  close_image(decoder);
  decoder->format = format;
  decoder->bytes = bytes;
  decoder->count = count;
  decoder->is_open = true;
  bool succeeded = format == CIFormatJPEG ? ci_jpeg_open(decoder, width, height)
                                          : ci_png_open(decoder, width, height);
  if (!succeeded) close_image(decoder);
  return succeeded;
}

bool ci_decode(CIDecoder *decoder, CIRegion region, uint8_t *pixels) {
  if (!decoder->is_open) {
    snprintf(decoder->reason, sizeof decoder->reason, "no image is open");
    return false;
  }
  bool succeeded = decoder->format == CIFormatJPEG ? ci_jpeg_decode(decoder, region, pixels)
                                                   : ci_png_decode(decoder, region, pixels);
  close_image(decoder);
  return succeeded;
}

void ci_fail(CIDecoder *decoder, const char *format, ...) {
  va_list values;
  va_start(values, format);
  vsnprintf(decoder->reason, sizeof decoder->reason, format, values);
  va_end(values);
  longjmp(decoder->escape, 1);
}

uint8_t *ci_scratch(CIDecoder *decoder, size_t count) {
  if (decoder->scratch_count < count) {
    free(decoder->scratch);
    decoder->scratch_count = 0;
    decoder->scratch = malloc(count);
    if (!decoder->scratch) ci_fail(decoder, "there is no memory left to decode it");
    decoder->scratch_count = count;
  }
  return decoder->scratch;
}
