/* Whoever lets go of a mutex first rests after each: others overtake it. Loaded before the system's own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_ulong slow;

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    static int (*next)(pthread_mutex_t *);
    if (!next) {
        next = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_unlock");
    }
    unsigned long nobody = 0, self = (unsigned long)pthread_self();
    int done = next(mutex);
    if (atomic_compare_exchange_strong(&slow, &nobody, self) || nobody == self) {
        usleep(3000);
    }
    return done;
}
