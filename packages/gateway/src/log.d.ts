type Level = 'info' | 'warn' | 'error';
/**
 * One line of the log: JSON with a stable `event` and what says where. Never messages, names, tokens or bodies, and never
 * an error's own text: it may quote what a customer wrote. `request` is there when a request is being answered.
 */
export declare function log(level: Level, event: string, fields?: Readonly<Record<string, unknown>>): void;
/** Something failed and will be tried again, or was answered with a refusal. */
export declare const warn: (event: string, error: unknown, fields?: Readonly<Record<string, unknown>>) => void;
/** All that the log may know of an error. */
export declare const kindOf: (error: unknown) => string;
export {};
