// All kernels of an instruction set, which includes this in a namespace of its own: no include guard.

template <class E, class Rule>
constexpr RuleKernels kernels_of_rule = {
    {{plain_kernel<E, Rule>, plain_kernel<E, Rule>},
     {gradient_kernel<E, Rule>, short_kernel<E, Rule, true, false>},
     {update_kernel<E, Rule, false>, short_kernel<E, Rule, false, true>},
     {update_kernel<E, Rule, true>, short_kernel<E, Rule, true, true>}},
    {plain_kernel<E, Rule>, scaled_kernel<E, Rule, true, false>, scaled_kernel<E, Rule, false, true>,
     scaled_kernel<E, Rule, true, true>}};

template <class E, int... rules>
constexpr ElementKernels kernels_of_element(Rules<int, rules...>) {
  return {{kernels_of_rule<E, typename Rule<static_cast<CTRule>(rules)>::Code>...}};
}

static_assert(CT_FLOAT32 == 0 && CT_BFLOAT16 == 1 && CT_FLOAT16 == 2 && CT_ELEMENT_COUNT == 3);
extern const KernelTable table;
constinit const KernelTable table = {{kernels_of_element<Float32>(AllRules{}),
                                      kernels_of_element<BFloat16>(AllRules{}),
                                      kernels_of_element<Float16>(AllRules{})}};
