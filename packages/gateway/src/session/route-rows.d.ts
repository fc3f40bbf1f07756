import type { Route } from '@baton/protocol';
import type { RouteRef } from '../channels/rooms.ts';
import type { SealedText } from './seals.ts';
/** Table of `RouteRows`; put it into the object's migrations. */
export declare const ROUTES_TABLE = "CREATE TABLE routes (\n     route TEXT PRIMARY KEY,\n     channel TEXT NOT NULL,\n     account TEXT NOT NULL,\n     kid TEXT NOT NULL,\n     address BLOB NOT NULL,\n     link TEXT,\n     given TEXT\n   ) WITHOUT ROWID";
/** Where a way has gone on to, and how it stood then. `to` is null where a link was taken back: nothing goes out by it. */
export interface Given {
    link: string;
    to: string | null;
    route: Route;
}
/** A way to the customer. Their address is sealed with the session's key, and goes with it. */
export interface RouteRow extends Omit<RouteRef, 'address'> {
    address: SealedText;
    /** The link that brought it along; null when the customer was heard here. */
    link: string | null;
    /** It leads to another session now. What this one still owes goes out by it all the same. */
    given: Given | null;
}
export declare class RouteRows {
    #private;
    constructor(sql: SqlStorage);
    all(): RouteRow[];
    get(route: string): RouteRow | null;
    put({ route, channel, account, address: { kid, sealed }, link, given }: RouteRow): void;
}
