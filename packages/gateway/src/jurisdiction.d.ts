import { type Jurisdiction } from '@baton/protocol';
/** What the operator says of places. */
export interface Places {
    /** Where workspaces live whose id names no jurisdiction; empty for anywhere. Never changed once there is a workspace. */
    JURISDICTION?: string | null;
    /** One box only: where it stands, on its operator's word. Workspaces of that jurisdiction may then be kept on it. */
    BOX_JURISDICTION?: string | null;
}
/**
 * Where the objects of a workspace live, told by its name alone; null for anywhere.
 *
 * @throws BatonError `unavailable` when the operator's setting is none of the jurisdictions: better nothing than the
 * wrong place.
 */
export declare function jurisdictionOf(places: Places, workspace: string): Jurisdiction | null;
/**
 * The part of a namespace that a workspace's objects are in. An object of the same name elsewhere is another one.
 *
 * @throws BatonError `jurisdiction_unavailable` where the runtime cannot promise the place and its operator does not.
 */
export declare function placed<Room extends Rpc.DurableObjectBranded>(places: Places, rooms: DurableObjectNamespace<Room>, workspace: string): DurableObjectNamespace<Room>;
