import type { FileSize, FileType } from '@baton/protocol';
import type { Redacted } from '@baton/relay/masking';
/** Bytes of a file that are in the blobs. */
export interface StoredPart {
    blob: string;
    kid: string;
    type: FileType;
    bytes: number;
    width?: number;
    height?: number;
}
export interface FileRow {
    id: string;
    writer: string;
    name: string;
    at: number;
    /** Seq of the message that carries it; null while none does. */
    seq: number | null;
    full: StoredPart | null;
    thumb: StoredPart | null;
}
/** Rows of a session's files, so that the session itself is the list of its blobs. */
export declare class FileRows {
    #private;
    constructor(sql: SqlStorage);
    /** The file this writer has asked a slot for under this id; a new one when there is none. */
    ask(row: Pick<FileRow, 'id' | 'writer' | 'at'> & {
        name: Redacted;
        ask: string;
    }): string;
    /** A file with the message it came with. The same again changes nothing. */
    bring({ id, writer, ask, name, at, seq, full, thumb }: FileRow & {
        ask: string;
    }): void;
    get(id: string): FileRow | null;
    /** How many this writer has asked for since then, and when the first of them was. */
    since(writer: string, at: number): {
        count: number;
        first: number;
    };
    save(id: string, size: FileSize, part: StoredPart | null): void;
    sent(ids: readonly string[], seq: number): void;
    /** Files nobody has sent that were asked for up to then. */
    unsent(until: number): FileRow[];
    all(): FileRow[];
    remove(id: string): void;
    /** A blob that is to be removed then, unless it turns out to be needed. */
    leave(blob: string, due: number): void;
    /** It is needed, or gone. False when it was not among the leftovers. */
    unleave(blob: string): boolean;
    leftovers(due: number, limit: number): string[];
    /** When there is something to tidy next: an unsent file asked for then, a leftover due then. */
    next(unsentMs: number): number | null;
}
