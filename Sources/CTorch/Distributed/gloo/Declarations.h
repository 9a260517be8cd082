// What <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp> needs of gloo to be compiled.
//
// libtorch has gloo in it, but its wheel does not ship gloo's headers. c10d's classes hold these types behind
// pointers alone, so no layout depends on what stands here. Nothing of it may be constructed or called: the
// files beside this one have the names that c10d includes.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gloo {

class Context {
public:
  virtual ~Context();
  void setTimeout(std::chrono::milliseconds timeout);
};

namespace transport {

class Device;

class UnboundBuffer {
public:
  virtual ~UnboundBuffer();
};

} // namespace transport

namespace rendezvous {

class Store {
public:
  virtual ~Store();
  virtual void set(const std::string &, const std::vector<char> &) = 0;
  virtual std::vector<char> get(const std::string &) = 0;
  virtual void wait(const std::vector<std::string> &) = 0;
  virtual void wait(const std::vector<std::string> &, const std::chrono::milliseconds &) = 0;
};

} // namespace rendezvous

} // namespace gloo
