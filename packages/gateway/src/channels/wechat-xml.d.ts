/** The elements that hold text, by name. Null: it is not read at all. */
export declare function elementsOf(xml: string): ReadonlyMap<string, string> | null;
/** Text as an element holds it, whatever it says. */
export declare const cdata: (text: string) => string;
/** One document. A number stands as it is. */
export declare const xmlOf: (elements: Readonly<Record<string, string | number>>) => string;
