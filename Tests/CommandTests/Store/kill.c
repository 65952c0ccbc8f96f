// Loaded before the C library, ends the process as SIGKILL does: at the n-th write to the store (KILL_AT), half
// of which is done, or after so many microseconds (KILL_AFTER).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long writes_left;

static void end(void) { kill(getpid(), SIGKILL); }

static int is_store(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return strstr(path, ".db") != NULL;
}

static int is_due(int descriptor) { return writes_left > 0 && is_store(descriptor) && --writes_left == 0; }

static void *wait_and_end(void *microseconds) {
    usleep((useconds_t)(size_t)microseconds);
    end();
    return NULL;
}

__attribute__((constructor)) static void prepare(void) {
    const char *at = getenv("KILL_AT"), *after = getenv("KILL_AFTER");
    if (at) writes_left = atol(at);
    pthread_t thread;
    if (after) pthread_create(&thread, NULL, wait_and_end, (void *)(size_t)atol(after));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    if (is_due(descriptor)) {
        real(descriptor, bytes, size / 2, offset);
        end();
    }
    return real(descriptor, bytes, size, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
    return pwrite64(descriptor, bytes, size, offset);
}

int fdatasync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    if (is_due(descriptor)) end();
    return real(descriptor);
}

int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    if (is_due(descriptor)) end();
    return real(descriptor);
}

int ftruncate64(int descriptor, off64_t size) {
    int (*real)(int, off64_t) = dlsym(RTLD_NEXT, "ftruncate64");
    if (is_due(descriptor)) end();
    return real(descriptor, size);
}
