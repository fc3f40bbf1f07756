import type { Env } from '../env.ts';
/** From now on nobody new is let in, until the process ends. */
export declare const beginStopping: () => void;
type Limit = Pick<Env, 'MAX_SOCKETS'>;
/**
 * Asked before somebody is let in, and for readiness. `held` is what counts against the limit.
 *
 * @throws BatonError `gateway_full` when the process holds as many sockets as it may, `unavailable` when it is stopping.
 */
export declare function demandVacancy({ MAX_SOCKETS }: Limit, held?: number): void;
/** The same for who was not here before: their object needs descriptors too, and those who just left still hold theirs. */
export declare const demandVacancyForNew: (limit: Limit) => void;
/** Asked before a socket is opened to an object. One that is not awake has its place from now on. */
export declare function reservePlace(limit: Limit, object: string): void;
/** Asked before an object is asked for something that is no socket. One that is awake needs nothing more. */
export declare function reserveObject(limit: Limit, object: string): void;
/** Asked where there are no sockets: whether the process still takes work in. */
export declare const demandWork: () => void;
export {};
