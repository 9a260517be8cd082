// JPEG and PNG files in memory, decoded to red, green and blue by libjpeg and libpng.
//
// Both libraries report an error by a long jump: it starts and ends inside of this target, and a
// caller sees `false` with a reason. Bytes may be anything; memory is only taken in proportion to
// what so many bytes can hold.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Decodes one image after the other, keeping its memory in between; for one thread at a time.
typedef struct CIDecoder CIDecoder;

typedef enum { CIFormatJPEG, CIFormatPNG } CIFormat;

/// A rectangle of pixels, from the left and the top.
typedef struct {
  int32_t x, y, width, height;
} CIRegion;

CIDecoder *ci_decoder_new(void); // null: no memory
void ci_decoder_free(CIDecoder *decoder);

/// Why the last call failed: a clause without a full stop, valid until the next call.
const char *ci_reason(const CIDecoder *decoder);

/// Reads a header. The bytes must stay until the image is decoded or another one is opened.
bool ci_open(CIDecoder *decoder, CIFormat format, const uint8_t *bytes, size_t count,
             int32_t *width, int32_t *height);

/// Decodes a part of the image that was opened last into `pixels` [height, width, 3].
///
/// Equal to the same part of the whole image, bit for bit. What lies below it is not decoded, but
/// the file has to go on to its end. An image can be decoded once.
bool ci_decode(CIDecoder *decoder, CIRegion region, uint8_t *pixels);

#ifdef __cplusplus
}
#endif
