import type { Release } from './release.ts';
export interface PublishedRelease extends Release {
    at: number;
    override: string | null;
}
/** Everything that was ever published, and which of it answers. */
export declare class Releases {
    #private;
    constructor(sql: SqlStorage);
    /** Makes a release the current one, inside a transaction. Published again, it keeps the reason it was given. */
    publish({ version, pack, model }: Release, override: string | null, now: number): void;
    current(): PublishedRelease | null;
    find(version: string): PublishedRelease | null;
    /** Newest first. */
    list(limit: number): PublishedRelease[];
    /** Models of the latest releases, and of the current one. */
    models(latest: number): ReadonlySet<string>;
}
