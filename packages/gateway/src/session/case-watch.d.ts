import type { Core } from './core.ts';
/** Looks at the open case: closes it when it has been silent for long, and sets when to look again. */
export declare function watchCase(core: Core): Promise<void>;
