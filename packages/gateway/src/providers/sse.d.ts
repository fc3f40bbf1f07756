/**
 * The `data` of server-sent events, cut anywhere, also within a character or between CR and LF. Comments and other
 * fields are passed over; an event at the end needs no blank line. After WHATWG HTML, 9.2.6. Linear in the text.
 */
export declare class EventReader {
    #private;
    /** Events that are complete with these bytes. */
    take(bytes: Uint8Array): string[];
    /** What is left when nothing more comes. */
    end(): string[];
}
