/** A mail of ours, whichever way it goes out. */
export interface Letter {
    from: {
        name: string;
        address: string;
    };
    to: string;
    subject: string;
    text: string;
    at: number;
    /** Without angle brackets, like the others. */
    messageId: string;
    /** What it answers, the oldest first. */
    references: readonly string[];
    /** A machine wrote it: RFC 3834 has a word for what answers, and one for what does not. */
    isAutomatic: boolean;
    files: readonly LetterFile[];
}
export interface LetterFile {
    name: string;
    type: string;
    base64: string;
}
export declare const isAddress: (text: string) => boolean;
export declare const isMessageId: (text: string) => boolean;
/** Headers besides those every mail has. Nothing in them is of a form that could begin another header. */
export declare function threadHeaders({ messageId, references, isAutomatic }: Letter): Record<string, string>;
/** `"Name" <address>`, as a header has it. */
export declare const mailbox: ({ name, address }: Letter['from']) => string;
/** As one line of words: whatever ends a line, or is no sign, is a space. */
export declare const plain: (text: string) => string;
/** The letter as RFC 5322 has it, in ASCII. */
export declare function mimeOf(letter: Letter): string;
