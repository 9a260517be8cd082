// All kernels of an instruction set, which includes this in a namespace of its own: no include guard.

template <class E, CTRule rule>
constexpr RuleKernels kernels_of_rule = {
    {{plain_kernel<E, rule>, plain_kernel<E, rule>},
     {gradient_kernel<E, rule>, short_kernel<E, rule, true, false>},
     {update_kernel<E, rule, false>, short_kernel<E, rule, false, true>},
     {update_kernel<E, rule, true>, short_kernel<E, rule, true, true>}}};

template <class E>
constexpr ElementKernels kernels_of_element = {
    {kernels_of_rule<E, CT_RULE_DESCENT>, kernels_of_rule<E, CT_RULE_MOMENTUM>,
     kernels_of_rule<E, CT_RULE_ADAM>, kernels_of_rule<E, CT_RULE_ADAGRAD>,
     kernels_of_rule<E, CT_RULE_ADAGRAD>, // RMSprop: other constants, the same code
     kernels_of_rule<E, CT_RULE_LION>}};

extern const KernelTable table;
const KernelTable table = {
    {kernels_of_element<Float32>, kernels_of_element<BFloat16>, kernels_of_element<Float16>}};
