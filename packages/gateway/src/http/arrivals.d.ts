import type { Env } from '../env.ts';
/**
 * Where people come in, on a machine that has one thread for everybody. After a restart all come at once: they are let in a
 * few at a time in the order they came, so that those who are in are served meanwhile, and so is the supervisor, who would
 * take a gateway that does not answer for dead.
 */
export declare class Arrivals {
    #private;
    constructor(now?: () => number);
    /**
     * @param invited has been let in before, and only has to sit down: goes before all others.
     * @throws BatonError `unavailable` when the turn does not come in time.
     */
    letIn<T>({ invited }: {
        invited: boolean;
    }, work: () => Promise<T>): Promise<T>;
}
/** Lets somebody in when there is room at the door. Where the platform has as many isolates as it takes, there always is. */
export declare const arriving: <T>({ MAX_SOCKETS }: Pick<Env, 'MAX_SOCKETS'>, how: {
    invited: boolean;
}, work: () => Promise<T>) => Promise<T>;
