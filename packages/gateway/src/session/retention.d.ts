import type { Core } from './core.ts';
/**
 * Looks at how old the session is and does what its term asks for. Answers when to look again; null when the session was
 * given up: from then on it is served to nobody, and Directory sees to it that it is erased everywhere.
 */
export declare function lookAtAge(core: Core, now: () => number): Promise<number | null>;
