import Glibc

/// What every program does before anything else.
package enum ProgramStart {
  /// Has the descriptors 0 to 2 exist, and a broken pipe or a limit of the size of files be an error of
  /// the write.
  ///
  /// What is opened later never gets the number of a standard stream, so that no message ends up in a file.
  /// A result that goes to a closed standard output stays an error; a message without a place is dropped.
  package static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // A new descriptor has the lowest free number: those below are there by then.
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
      if open("/dev/null", number == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0 {
        _ = open("/", O_RDONLY)
      }
    }
  }
}
