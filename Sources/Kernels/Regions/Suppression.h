// Non-maximum suppression. No include guard: each instruction set includes this in a namespace of its own.

template <class Real>
void suppress_boxes(const BoxColumns<Real> &boxes, Real limit, Real extent) {
  using Flag = typename FlagOf<Real>::Type;
  const Real *__restrict x1 = boxes.x1, *__restrict y1 = boxes.y1;
  const Real *__restrict x2 = boxes.x2, *__restrict y2 = boxes.y2, *__restrict area = boxes.area;
  Flag *__restrict gone = boxes.gone;
  for (int64_t i = 0; i < boxes.count; ++i) {
    if (gone[i]) continue;
    Real left = x1[i], top = y1[i], right = x2[i], bottom = y2[i], own = area[i];
    for (int64_t j = i + 1; j < boxes.count; ++j) {
      Real width = (right < x2[j] ? right : x2[j]) - (left > x1[j] ? left : x1[j]) + extent;
      Real height = (bottom < y2[j] ? bottom : y2[j]) - (top > y1[j] ? top : y1[j]) + extent;
      width = width > 0 ? width : 0;
      height = height > 0 ? height : 0;
      Real common = width * height;
      // Of boxes without area this is no number, and they stay.
      Real overlap = common / (own + area[j] - common);
      gone[j] |= overlap >= limit ? Flag(1) : Flag(0);
    }
  }
}
