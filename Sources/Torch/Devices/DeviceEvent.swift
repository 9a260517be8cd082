import CTorch

/// A mark in what a device has been asked to do: whoever waits for it waits for that, and for nothing that was asked
/// later.
package final class DeviceEvent {
  private let handle: CTEvent

  /// A mark behind all that this thread has asked of `device` so far.
  package init(on device: Device) {
    var result: CTEvent?
    require(ct_event_record(device.code, device.index, &result))
    handle = unwrap(result)
  }

  deinit { ct_event_release(handle) }

  /// Waits until the device has come to the mark.
  package func wait() { require(ct_event_wait(handle)) }
}

/// Elements of a tensor on their way to the CPU, while the device goes on.
package final class HostCopy {
  private let elements: Tensor
  private let event: DeviceEvent?

  /// A copy of what `tensor` has when the device comes to it.
  package init(_ tensor: Tensor) {
    let device = tensor.device
    guard device != .cpu else {
      (elements, event) = (tensor.detached(), nil)
      return
    }
    elements = withoutGrad {
      let host = Tensor.empty(tensor.shape, dtype: tensor.dtype).pinned()
      host.copy(from: tensor.detached(), waits: false)
      return host
    }
    event = DeviceEvent(on: device)
  }

  /// The elements, row by row; waits for them where they are not there yet.
  package func array<Element: TensorElement>(of type: Element.Type = Element.self) -> [Element] {
    event?.wait()
    return elements.array(of: type)
  }
}
