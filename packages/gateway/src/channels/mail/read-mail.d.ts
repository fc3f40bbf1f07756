import { z } from 'zod';
/** A mail as it matters to us: what `verify` hands on as a payload, since reading one takes a promise. */
export declare const mail: z.ZodObject<{
    at: z.ZodNumber;
    from: z.ZodNullable<z.ZodObject<{
        address: z.ZodString;
        name: z.ZodString;
    }, z.core.$strip>>;
    subject: z.ZodString;
    text: z.ZodString;
    messageId: z.ZodNullable<z.ZodString>;
    references: z.ZodArray<z.ZodString>;
    isAutomatic: z.ZodBoolean;
    authentication: z.ZodArray<z.ZodString>;
    bounce: z.ZodNullable<z.ZodObject<{
        of: z.ZodArray<z.ZodString>;
        to: z.ZodString;
        status: z.ZodString;
    }, z.core.$strip>>;
    files: z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        type: z.ZodString;
        base64: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type Mail = z.infer<typeof mail>;
/** What the server that took a mail in was told before the mail itself. */
export interface Envelope {
    /** Empty: a bounce, which nobody may answer. */
    from: string;
    to: string;
}
/** A mail that is handed over taken apart. */
export interface PlainMail {
    from: string;
    to: string;
    subject?: string | undefined;
    text: string;
    headers?: Record<string, string> | undefined;
}
/** @throws when it is no mail. */
export declare function readMail(raw: Uint8Array, envelope: Envelope, at: number): Promise<Mail>;
/** The same of a mail that was taken apart before. */
export declare function readPlainMail({ from, subject, text, headers: given }: PlainMail, at: number): Mail;
