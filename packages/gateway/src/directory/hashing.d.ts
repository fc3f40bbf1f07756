/**
 * Password hashing takes a tenth of a second of the object's only thread and 16 MiB, so it is done one at a time; what
 * else the object is asked goes between.
 */
export declare class Hashing {
    #private;
    /** Waits however long the line is. */
    run<T>(job: () => Promise<T>): Promise<T>;
    /** Null, without doing the job, when the line is too long. */
    tryRun<T>(job: () => Promise<T>): Promise<T | null>;
}
