// NCCL's groups, where a libtorch with CUDA is loaded.
#pragma once
#include "Rendezvous.h"

#include <torch/csrc/distributed/c10d/Backend.hpp>

namespace ct {

/// A group of processes each of which has a CUDA device of its own; throws where the libtorch that is loaded has no
/// NCCL. Its connections are made with the first collective.
c10::intrusive_ptr<c10d::Backend> nccl(c10::intrusive_ptr<c10d::Store> store, int rank, int size,
                                       Milliseconds timeout);

} // namespace ct
