import type { Locale, Place } from '@baton/protocol';
/** Ways into JSON of which nothing is known: what is not as expected is not there. */
export type Fields = Readonly<Record<string, unknown>>;
export declare const parsed: (payload: string) => Fields;
export declare const isFields: (value: unknown) => value is Fields;
export declare const fieldsOf: (value: unknown) => Fields;
export declare const listOf: (value: unknown) => Fields[];
/** Halves of a letter without the other half are shown as what they are: nothing one can read. */
export declare const wellFormed: (text: string) => string;
/** A text that says something, well-formed. */
export declare const textOf: (value: unknown) => string | undefined;
/** An id, which some send as a number. */
export declare const idOf: (value: unknown) => string | undefined;
/** Undefined when it is nowhere. */
export declare function placeOf(latitude: unknown, longitude: unknown, name: unknown): Place | undefined;
/** The language of ours that a tag like `zh-hant` or `en_GB` means. */
export declare function localeOfTag(tag: unknown): Locale | undefined;
