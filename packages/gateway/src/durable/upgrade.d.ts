import { type CloseCode, type ErrorCode } from '@baton/protocol';
/** What a frame says of an error. */
export declare const problemOf: (code: ErrorCode) => {
    code: ErrorCode;
    message: string;
    retryable: boolean;
};
/** The client's end of a socket whose other end is taken. */
export declare const upgraded: (client: WebSocket, offered?: boolean) => Response;
/**
 * Refuses an upgrade. A browser's script cannot read an HTTP status here, so the socket opens, says why, and closes.
 * `offered` is false when the client did not ask for our protocol: it may then not be named in the answer.
 */
export declare function refuseUpgrade(code: ErrorCode, close: CloseCode, offered?: boolean, retryAfterMs?: number): Response;
/**
 * Answers a peer's close. A hibernatable socket does not do so by itself, and the peer would wait ten seconds for it.
 * 1005, 1006 and 1015 say what happened and may not be sent.
 */
export declare function finishClose(ws: WebSocket, code: number, reason: string): void;
