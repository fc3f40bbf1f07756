import type { Pack } from '@baton/protocol';
import type { Env } from '../env.ts';
import { Labels } from './labels.ts';
import { Models } from './models.ts';
import { Parts } from './parts.ts';
import { Releases } from './releases.ts';
import { RuleBook } from './rule-book.ts';
import { type Kind } from './shelf.ts';
import { Training } from './training.ts';
import { type Version } from './version.ts';
/** What Knowledge keeps: its tables, and the shelf that isolates read from. */
export declare class Store {
    #private;
    readonly parts: Parts;
    readonly releases: Releases;
    readonly models: Models;
    readonly training: Training;
    readonly labels: Labels;
    readonly ruleBook: RuleBook;
    constructor({ sql }: DurableObjectStorage, where: () => {
        env: Env;
        workspace: string;
    });
    /** Whether storage was rewound since something was stored that may have been forgotten meanwhile. */
    mayRemember(generation: string): boolean;
    /** What is kept is of this generation. */
    see(generation: string): void;
    /** On the shelf first: nothing points at what isolates would all have to fetch from here. */
    shelve(kind: Kind, bytes: Uint8Array): Promise<Version>;
    /** A pack that was published. */
    pack(hash: string): Pack;
    /** Puts back what was lost on the shelf, or was published before there was one. */
    mend(kind: Kind, hash: string, bytes: Uint8Array): Promise<void>;
}
