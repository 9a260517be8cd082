// Everything that is compiled once for each instruction set, in a namespace of its own: therefore no
// include guards, and no code from other headers. Each file builds on those above it.
// clang-format off
#include "Vectors.h"
#include "Rules.h"
#include "Elements.h"
#include "Passes.h"
#include "Rows.h"
#include "ShortRows.h"
#include "ScaledRows.h"
#include "Table.h"
// clang-format on
