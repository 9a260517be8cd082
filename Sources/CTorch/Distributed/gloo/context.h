#pragma once
#include "gloo/Declarations.h"
