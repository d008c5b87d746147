/* An allocator that fails once: at the so many-th call after SIGUSR2 (K10). Loaded before the program's own. */
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static atomic_long left = -1;
static long spared;

static void arm(int signal) {
    (void)signal;
    atomic_store(&left, spared);
}

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("SPARED");
    spared = given ? atol(given) : 0;
    signal(SIGUSR2, arm);
}

static int fails(void) {
    static const char said[] = "an allocation failed\n";
    if (atomic_load(&left) < 0 || atomic_fetch_sub(&left, 1) != 0) {
        return 0;
    }
    ssize_t told = write(2, said, sizeof said - 1);
    (void)told;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails() ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return fails() ? NULL : __libc_realloc(old, size); }
