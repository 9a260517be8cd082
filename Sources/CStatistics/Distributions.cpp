#include "CStatistics.h"

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <limits>

namespace {

namespace policies = boost::math::policies;

// Errors become NaN or infinity. Without promotion to long double, so that the last digits are the
// same on every processor.
using Policy = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::promote_double<false>>;

using Normal = boost::math::normal_distribution<double, Policy>;
using StudentT = boost::math::students_t_distribution<double, Policy>;
using NoncentralT = boost::math::non_central_t_distribution<double, Policy>;

template <typename Body>
double guarded(Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

double cs_normal_cdf(double z) {
  return guarded([&] { return boost::math::cdf(Normal(), z); });
}

double cs_normal_quantile(double probability) {
  return guarded([&] { return boost::math::quantile(Normal(), probability); });
}

double cs_student_t_cdf(double t, double degrees) {
  return guarded([&] { return boost::math::cdf(StudentT(degrees), t); });
}

double cs_student_t_quantile(double probability, double degrees) {
  return guarded([&] { return boost::math::quantile(StudentT(degrees), probability); });
}

double cs_noncentral_t_cdf(double t, double degrees, double noncentrality) {
  return guarded([&] { return boost::math::cdf(NoncentralT(degrees, noncentrality), t); });
}
