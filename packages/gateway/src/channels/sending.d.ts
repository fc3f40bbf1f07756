import type { OutgoingFile, Sent, Tools } from './channel.ts';
import { type Fields } from './reading.ts';
/** What a vendor answered, with its body read as JSON. */
export interface Answer {
    status: number;
    headers: Headers;
    body: Fields;
}
/** Asks a vendor. Null when nothing came back: then it may or may not be done. */
export declare function asked(request: Promise<Response>): Promise<Answer | null>;
/** Nothing came back, or nothing one can read: later, and not because it was too much. */
export declare const LATER: Sent;
/** It was too much. `seconds`: when the vendor wants to be asked again, where it says so. */
export declare const tooMuch: (seconds: unknown) => Sent;
/** Nobody was reached at an address somebody gave. One that must not be asked will not be another one later. */
export declare const unreached: (error: unknown) => Sent;
/** What a vendor said of a refusal, without line breaks and no longer than is read. */
export declare const saying: (text: string | undefined) => {
    text?: string;
};
/** A file of ours as what a form takes, or what became of it without. */
export declare function formFile(file: OutgoingFile, tools: Tools): Promise<File | Sent>;
