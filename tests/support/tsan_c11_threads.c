/*
 * Debian's librdkafka starts and locks its threads with C11's <threads.h>, which the thread sanitizer of gcc
 * 12 and clang 14 does not know: a process that opens a client dies. Defined here, in the executable, these
 * forward to the pthread calls that the sanitizer watches. In glibc the types are the same underneath.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <threads.h>

_Static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t), "mtx_t holds a pthread mutex");
_Static_assert(sizeof(cnd_t) >= sizeof(pthread_cond_t), "cnd_t holds a pthread condition");

static int as_thrd(int result) {
    if (result == 0) return thrd_success;
    return result == ETIMEDOUT ? thrd_timedout : thrd_error;
}

int mtx_init(mtx_t* mutex, int type) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    if (type & mtx_recursive) pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    const int result = pthread_mutex_init((pthread_mutex_t*)mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return as_thrd(result);
}
int mtx_lock(mtx_t* mutex) {
    return as_thrd(pthread_mutex_lock((pthread_mutex_t*)mutex));
}
int mtx_unlock(mtx_t* mutex) {
    return as_thrd(pthread_mutex_unlock((pthread_mutex_t*)mutex));
}
void mtx_destroy(mtx_t* mutex) {
    pthread_mutex_destroy((pthread_mutex_t*)mutex);
}

int cnd_init(cnd_t* condition) {
    return as_thrd(pthread_cond_init((pthread_cond_t*)condition, NULL));
}
int cnd_signal(cnd_t* condition) {
    return as_thrd(pthread_cond_signal((pthread_cond_t*)condition));
}
int cnd_broadcast(cnd_t* condition) {
    return as_thrd(pthread_cond_broadcast((pthread_cond_t*)condition));
}
int cnd_wait(cnd_t* condition, mtx_t* mutex) {
    return as_thrd(pthread_cond_wait((pthread_cond_t*)condition, (pthread_mutex_t*)mutex));
}
int cnd_timedwait(cnd_t* restrict condition, mtx_t* restrict mutex, const struct timespec* restrict until) {
    return as_thrd(pthread_cond_timedwait((pthread_cond_t*)condition, (pthread_mutex_t*)mutex, until));
}
void cnd_destroy(cnd_t* condition) {
    pthread_cond_destroy((pthread_cond_t*)condition);
}

struct start {
    thrd_start_t function;
    void* argument;
};

static void* run(void* opaque) {
    const struct start start = *(struct start*)opaque;
    free(opaque);
    return (void*)(long)start.function(start.argument);
}

int thrd_create(thrd_t* thread, thrd_start_t function, void* argument) {
    struct start* start = malloc(sizeof(*start));
    if (start == NULL) return thrd_nomem;
    *start = (struct start){function, argument};
    const int result = pthread_create(thread, NULL, run, start);
    if (result != 0) free(start);
    return as_thrd(result);
}
thrd_t thrd_current(void) {
    return pthread_self();
}
int thrd_join(thrd_t thread, int* result) {
    void* value = NULL;
    const int joined = pthread_join(thread, &value);
    if (joined == 0 && result != NULL) *result = (int)(long)value;
    return as_thrd(joined);
}

void call_once(once_flag* flag, void (*function)(void)) {
    pthread_once((pthread_once_t*)flag, function);
}
