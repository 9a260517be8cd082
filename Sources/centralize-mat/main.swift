import CMatio
import Glibc
import Streams

// centralize-mat MEMORY SECONDS FILE COLUMN…
//
// Prints columns of a MATLAB file (version 5) as lines, or what is wrong with it. A column is a variable
// (a cell array of texts or numbers, or a vector of numbers) or `variable/field`, a field of an array of
// structures. Each begins with `=` and its name; then a line per value, `T` with a text or `N` with a
// whole number. `.` ends the output, `!` with a reason stands for it where the file is wrong.
//
// libmatio is C that parses bytes from anywhere: hence a process of its own, which limits itself before
// it opens the file.

ProgramStart.prepare()
let arguments = CommandLine.arguments
guard arguments.count >= 5, let memory = UInt(arguments[1]), let seconds = UInt(arguments[2])
else {
  print("!usage: centralize-mat MEMORY SECONDS FILE COLUMN...")
  exit(64)
}
limitThisProcess(memory: memory, seconds: seconds)
_ = Mat_LogInitFunc("centralize-mat") { _, _ in }
do {
  var output = ColumnWriter()
  let file = try MATFile(arguments[3])
  for column in arguments[4...] { try output.write(column, of: file) }
  output.end()
} catch {
  print("!\(error.reason)")
  exit(1)
}

/// Sets the limits that the kernel enforces: address space, processor time, nothing written, no core.
func limitThisProcess(memory: UInt, seconds: UInt) {
  let limits: [(__rlimit_resource, UInt)] = [
    (RLIMIT_AS, memory), (RLIMIT_CPU, seconds), (RLIMIT_FSIZE, 0), (RLIMIT_CORE, 0),
    (RLIMIT_NOFILE, 16),
  ]
  for (resource, value) in limits {
    var limit = rlimit(rlim_cur: value, rlim_max: value)
    guard setrlimit(Int32(resource.rawValue), &limit) == 0 else {
      print("!its limits could not be set")
      exit(1)
    }
  }
}
