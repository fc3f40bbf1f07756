import type { DeliveryState } from '@baton/protocol';
/** Tables of `DeliveryRows`; put them into the object's migrations. */
export declare const DELIVERIES_TABLES = "CREATE TABLE deliveries (\n     seq INTEGER NOT NULL,\n     route TEXT NOT NULL,\n     account TEXT NOT NULL,\n     state TEXT,\n     parts INTEGER NOT NULL,\n     news INTEGER NOT NULL,\n     at INTEGER NOT NULL,\n     passive INTEGER,\n     PRIMARY KEY (seq, route)\n   ) WITHOUT ROWID;\n   CREATE INDEX deliveries_by_route ON deliveries (route, state);\n   CREATE TABLE vendor_ids (\n     route TEXT NOT NULL,\n     id TEXT NOT NULL,\n     seq INTEGER NOT NULL,\n     part INTEGER NOT NULL,\n     state TEXT NOT NULL,\n     PRIMARY KEY (route, id)\n   ) WITHOUT ROWID;\n   CREATE INDEX vendor_ids_by_seq ON vendor_ids (seq, route)";
/** A message on its way out by one route. */
export interface Delivery {
    seq: number;
    route: string;
    account: string;
    /** Null while it is on its way. */
    state: DeliveryState | null;
    /** How many of its parts have left. */
    parts: number;
    /** How often staff were told of it. */
    news: number;
    /** When something of it left last. */
    at: number;
    /** The message whose response carried it. */
    passive: number | null;
}
/** A part as the vendor calls it. */
export interface SentPart {
    seq: number;
    part: number;
    state: DeliveryState;
}
/** How far messages have come on channels, so that a retry sends no part twice and a receipt finds what it is of. */
export declare class DeliveryRows {
    #private;
    constructor(sql: SqlStorage);
    get(seq: number, route: string): Delivery | null;
    save({ seq, route, account, state, parts, news, at, passive }: Delivery): void;
    /** What waits until the customer writes, in order. */
    held(route: string): Delivery[];
    /** What the response to this message carried. */
    carriedFor(seq: number): Delivery | null;
    /** What left up to then and is not known to have come so far. */
    sentUntil(route: string, until: number): Delivery[];
    /** A part has left, under the name its vendor gives it. */
    name(route: string, id: string, { seq, part, state }: SentPart): void;
    named(route: string, id: string): SentPart | null;
    /** The parts of a message that receipts can name. */
    partsOf(seq: number, route: string): SentPart[];
    /** These parts are sent again, under other names. */
    unname(seq: number, route: string, from: number): void;
    forgetUpTo(seq: number): void;
}
