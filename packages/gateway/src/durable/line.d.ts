/** First in, first out: a job starts when the one before it has ended, whatever came of it. */
export declare class Line {
    #private;
    run<T>(job: () => Promise<T>): Promise<T>;
}
