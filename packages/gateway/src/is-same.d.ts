/** Whether two values read the same as JSON. */
export declare const isSame: (a: unknown, b: unknown) => boolean;
