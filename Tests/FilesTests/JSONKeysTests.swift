import Files
import Testing

struct JSONKeysTests {
  @Test(
    arguments: [
      (#"{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}"#, nil), (#"{"a":1,"a":2}"#, "a"),
      (#"{"a":{"b":1,"c":[1,"b"],"b":2}}"#, "b"), (#"[{"a":1},{"b":1,"b":1}]"#, "b"),
      (#"{"a":"a","b":"a,\"b\":"}"#, nil), (#"{"a":1,"\u0061":2}"#, "a"),
      (#"{"\\":1,"\\\\":2}"#, nil), (#"{"a":[1,2,{"x":1}],"x":1,"a":1}"#, "a"), ("{}", nil),
      // What one key of a dictionary here would be.
      ("{\"\u{E9}\":1,\"e\u{301}\":2}", "\u{E9}"),
    ])
  func aKeyThatStandsTwiceIsFound(_ json: String, _ key: String?) {
    #expect(Array(json.utf8).withUnsafeBytes(JSONKeys.firstRepeated) == key)
  }
}
