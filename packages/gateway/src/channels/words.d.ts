import type { Locale, Option, Place } from '@baton/protocol';
/** Vendors count texts in UTF-16 units, as we do. */
export declare const unitsOf: (text: string) => number;
export declare const pieces: (text: string, limit: number) => string[];
/** Those that say something, each once: two buttons that say the same are refused by some. */
export declare function offered(options: readonly Option[]): Option[];
/** Choices as words, where there are no buttons for them: what stands there can be typed. */
export declare const asWords: (text: string, options: readonly Option[]) => string;
export declare const coordinatesOf: ({ latitude, longitude }: Place) => string;
/** A place as words, where a channel cannot show one. */
export declare const placeAsWords: (place: Place) => string;
/** What opens a list of choices. */
export declare const CHOOSE: Readonly<Record<Locale, string>>;
