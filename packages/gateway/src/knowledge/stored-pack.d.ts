import { type Pack } from '@baton/protocol';
/**
 * A pack as this release writes them; an earlier one may have published it, when there were fewer fields. What cannot be
 * brought up to date is served as it is, and its rules one by one.
 */
export declare function storedPack(bytes: Uint8Array): Pack;
