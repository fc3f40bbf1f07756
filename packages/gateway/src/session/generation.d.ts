import type { Core } from './core.ts';
/**
 * Asked when the object starts. Under another generation than its last one the log may have been rewound, and Floor is
 * not at the same point: in one transaction the session changes its epoch, so that no client resumes over the cut, and
 * takes a stand that needs nobody's memory. What an agent held goes back to the queue, who waits is told to Floor again,
 * and the bot's live turn goes on.
 */
export declare function enterGeneration({ env, access, errands, ledger, sockets, duties, settings }: Core): void;
