#include <archive.h>
#include <archive_entry.h>

// Waits until all of the file system that a descriptor lies on is on the disk. glibc declares it for GNU
// sources alone, which Swift's module of it is not.
int syncfs(int descriptor);
