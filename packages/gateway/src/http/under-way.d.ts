/** Counts a request until it is answered, so that whoever stops the process knows what it would cut off. */
export declare function underWay<T>(answer: () => Promise<T>): Promise<T>;
export declare function requestsUnderWay(now?: number): number;
