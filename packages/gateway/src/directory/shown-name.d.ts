/** As much of a name as tells its owner who is meant, and tells nobody else their name: `Li L.`, `王＊`. */
export declare function shownName(name: string | null): string | null;
