/** A vendor's id as part of an event's id: as it is where it is short and plain, else a mark of it. */
export declare const vendorId: (raw: string) => string;
