/** Runs a request under its id: its proxy's where that is fit to be one, else a new one. */
export declare function underRequestId<T>(given: string | undefined, job: (id: string) => T): T;
/** Id of the HTTP request that is being answered; undefined outside of one. */
export declare const requestId: () => string | undefined;
