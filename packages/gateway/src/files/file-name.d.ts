import { type FileType } from '@baton/protocol';
import { type Redacted } from '@baton/relay/masking';
/**
 * A name as it may be stored and shown: the last part of a path, without what turns text around or is not seen, and
 * without what a disk, a header or an address gives another meaning. It has passed the masking door.
 */
export declare function cleanName(raw: string, exempt: readonly RegExp[]): Redacted;
/** The name with an ending that says what the file is. A text called `run.bat` becomes `run.bat.txt`. */
export declare function nameFor(name: string, type: FileType): string;
