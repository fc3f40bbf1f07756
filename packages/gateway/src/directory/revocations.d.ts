import type { Device } from '../rooms.ts';
/**
 * What is no longer let in although it was signed here or by the host site. Of a customer everything that was handed out so
 * far: each revocation raises the customer's `grants`, and what carries a lower number is refused. Counting needs no clock.
 */
export declare class Revocations {
    #private;
    constructor(sql: SqlStorage);
    /** False when this very request was carried out before. */
    begin(request: string, now: number): boolean;
    /** Host tokens for this address from before `now` are refused, also where nobody has come with one yet. */
    revokeAddress(address: string, now: number): void;
    /** The customer's new number of grants. */
    revokeSession(session: string): number;
    /** Until when the device is refused. */
    revokeDevice(device: string, now: number): number;
    /** Whether a host token of that age is refused. One of the same second is: seconds are all it tells. */
    isRevokedAddress(address: string, issuedAt: number): boolean;
    isRevokedDevice({ id, session, grant }: Device): boolean;
}
