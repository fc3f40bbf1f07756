import { type Settings } from '@baton/protocol';
import type { FloorState, Touched } from '@baton/relay/floor';
/** The rows of a floor. */
export declare class FloorStore {
    #private;
    constructor(sql: SqlStorage);
    load(): FloorState;
    /** Writes what differs. Entries of a floor are replaced, never changed, so a row that is the same object is the same. */
    save(before: FloorState, after: FloorState, touched: Touched): void;
    /** Empty while nobody has come here yet. */
    workspace(): string;
    saveWorkspace(workspace: string): void;
    /** The generation this floor last ran under. */
    generation(): string;
    saveGeneration(generation: string): void;
    /** As last seen; the defaults before that. */
    settings(): Settings;
    saveSettings(next: Settings): void;
    /** True when the ticket was not used before. */
    burn(jti: string, expires: number, now: number): boolean;
}
