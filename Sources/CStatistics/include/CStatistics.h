// Distributions of Boost.Math for Swift. No exception leaves these functions: where a value does
// not exist (a probability outside of [0, 1], no degrees of freedom) they return NaN.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

// P(Z <= z) for a standard normal Z, and the z whose probability that is.
double cs_normal_cdf(double z);
double cs_normal_quantile(double probability);

// The same for Student's t with `degrees` > 0 degrees of freedom.
double cs_student_t_cdf(double t, double degrees);
double cs_student_t_quantile(double probability, double degrees);

// P(T <= t) for Student's t around `noncentrality`.
double cs_noncentral_t_cdf(double t, double degrees, double noncentrality);

#ifdef __cplusplus
}
#endif
