import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct SurroundingsTests {
  @Test(arguments: [
    ("a", "/home/me/a"), ("./a/../b//c/", "/home/me/b/c"), ("../x", "/home/x"), ("/a/./b", "/a/b"),
    ("../../../..", "/"), (".", "/home/me"),
  ])
  func pathsBecomeAbsolute(_ path: String, absolute: String) {
    #expect(machine().absolute(path) == absolute)
  }

  @Test func fashionMNISTIsFoundWhereItIsKnownToBe() throws {
    let package = Surroundings.fashionMNISTPackageFolder
    let variable = [Surroundings.fashionMNISTVariable: "fm"]
    let installed = machine(folders: [package])
    let named = machine(folders: [package], environment: variable)
    let blank = machine(
      folders: [package], environment: [Surroundings.fashionMNISTVariable: ""])
    #expect(try installed.dataFolder(of: .fashionMNIST, given: nil) == package)
    #expect(try blank.dataFolder(of: .fashionMNIST, given: nil) == package)
    #expect(try named.dataFolder(of: .fashionMNIST, given: nil) == "/home/me/fm")
    #expect(try named.dataFolder(of: .fashionMNIST, given: "mine") == "/home/me/mine")
    expectError("--data is missing", "train-images-idx3-ubyte") {
      _ = try machine().dataFolder(of: .fashionMNIST, given: nil)
    }
    expectError("--data is missing") { _ = try named.dataFolder(of: .mnist, given: nil) }
  }

  @Test func pathsThatAreNotThereAreNamed() throws {
    let run = try run { $0[.weights] = "w" }
    expectError("/home/me/w", "--weights", exitCode: 1) { try run.checkPaths(in: machine()) }
    expectError("/home/me/w", "is a folder", exitCode: 1) {
      try run.checkPaths(in: machine(folders: ["/data", "/home/me/w"]))
    }
    expectError("/data", "--data", "train-images-idx3-ubyte", exitCode: 1) {
      try run.checkPaths(in: machine(folders: []))
    }
    expectError("/data", "is a file", exitCode: 1) {
      try run.checkPaths(in: machine(files: ["/data"], folders: []))
    }
    try run.checkPaths(in: machine(files: ["/home/me/w"]))
  }

  @Test func classFoldersAreCounted() throws {
    var machine = machine(
      files: ["/data/train/README"],
      folders: ["/data", "/data/train", "/data/train/a", "/data/train/b", "/data/train/.git"])
    machine.names = { $0 == "/data/train" ? ["a", "b", ".git", "README"] : nil }
    let options = minimal { $0[.dataset] = "folder" }
    #expect(try options.resolved(in: machine)[.classes] == 2)
    var more = options
    more[.classes] = 5
    #expect(try more.resolved(in: machine)[.classes] == 5)
    var some = options
    some[.classSubset] = "0,3,4"
    #expect(try some.resolved(in: machine)[.classes] == 3)
    machine.names = { _ in nil }
    expectError("/data/train", "--data", "a folder of JPEG or PNG files per class", exitCode: 1) {
      _ = try options.resolved(in: machine)
    }
    let evaluated = minimal {
      $0[.dataset] = "fgvc-aircraft"
      $0[.labels] = "family"
    }
    #expect(try evaluated.resolved(in: machine)[.classes] == 70)
    #expect(
      try minimal { $0[.dataset] = "fgvc-aircraft" }.resolved(in: machine)[.labels] == "variant")
  }

  @Test func theNumberOfCoresIsTheNumberOfThreads() {
    var many = machine()
    many.cores = 5000
    #expect(many.threads == 1024)
    many.cores = 0
    #expect(many.threads == 1)
  }

  @Test(arguments: [
    ([:], 8), (["OMP_NUM_THREADS": "3"], 3), (["OMP_NUM_THREADS": "4,2"], 4),
    (["OMP_NUM_THREADS": "0"], 8), (["OMP_NUM_THREADS": "many"], 8),
    (["LOCAL_WORLD_SIZE": "3"], 2), (["LOCAL_WORLD_SIZE": "16"], 1),
    (["LOCAL_WORLD_SIZE": "4", "OMP_NUM_THREADS": "5"], 5),
  ])
  func theEnvironmentSharesTheCores(_ environment: [String: String], _ threads: Int) {
    var here = machine()
    here.cores = 8
    here.environment = environment
    #expect(here.threads == threads)
  }

  /// The quota of each group above counts too, and what is less than a core is one.
  @Test func aControlGroupLimitsTheCores() throws {
    let folder = try TemporaryFolder()
    func limit(_ group: String, _ text: String) throws {
      try FileManager.default.createDirectory(
        atPath: folder.file(group), withIntermediateDirectories: true)
      try text.write(toFile: folder.file(group + "/cpu.max"), atomically: true, encoding: .utf8)
    }
    func quota(_ group: String) -> Int? {
      UsableCores.quota(of: "0::\(group)\n", under: folder.path)
    }
    try limit("jobs/one", "max 100000\n")
    #expect(quota("/jobs/one") == nil && quota("/") == nil && quota("/elsewhere") == nil)
    try limit("jobs", "350000 100000\n")
    #expect(quota("/jobs/one") == 3)
    try limit("jobs/one", "50000 100000\n")
    #expect(quota("/jobs/one") == 1 && quota("/jobs") == 3)
    #expect(UsableCores.quota(of: nil) == nil && UsableCores.quota(of: "4:cpu:/x\n") == nil)
  }

  @Test func onlyCoresThatTheProcessMayRunOnCount() {
    func allowed(_ mask: String) -> Int? {
      UsableCores.allowed(by: "Name:\tcentralize\nCpus_allowed:\t\(mask)\nCpus_allowed_list:\t0\n")
    }
    #expect(allowed("1") == 1 && allowed("f0") == 4 && allowed("ff,ffffffff,00000001") == 41)
    #expect(UsableCores.allowed(by: nil) == nil && UsableCores.allowed(by: "Name:\tx\n") == nil)
  }

  @Test func realFilesAndFoldersAreToldApart() {
    let here = Surroundings.current
    #expect(here.kind(here.currentFolder) == .folder)
    #expect(here.kind(#filePath) == .file)
    #expect(here.kind("/no/such/path") == nil)
    #expect(here.names("/no/such/path") == nil)
    #expect(here.names(Fixtures.folder)?.contains("SurroundingsTests.swift") == true)
    #expect(here.cores >= 1)
  }
}

private enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
}
