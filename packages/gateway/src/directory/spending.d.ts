import type { DirectoryRoom } from '../rooms.ts';
type Request = Parameters<DirectoryRoom['spend']>[0];
/**
 * Sets tokens aside for a call to a model, if the day's limit leaves as many. What a crash keeps from being given back
 * stays spent until the day is over: too little is spent rather than too much.
 */
export declare function spend(sql: SqlStorage, { what, tokens, limit, day }: Request): boolean;
export {};
