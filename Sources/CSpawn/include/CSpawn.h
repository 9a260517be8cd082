// What glibc (2.34 and later) has done in a program before it begins, and Swift's module of glibc leaves out.
#pragma once

#include <spawn.h>

// Closes `first` and all descriptors above it; returns 0 or the number of the error.
int cs_close_from(posix_spawn_file_actions_t *actions, int first);

// Changes to the folder at `path`; returns 0 or the number of the error.
int cs_change_folder(posix_spawn_file_actions_t *actions, const char *path);
