/**
 * How long a desk stays signed in, how often one address may try one email, and how often all addresses together may:
 * addresses are cheap, and where none is known, everybody is one.
 */
export declare const LOGIN: {
    readonly keepMs: number;
    readonly perAddress: {
        readonly tries: 10;
        readonly windowMs: number;
    };
    readonly perEmail: {
        readonly tries: 20;
        readonly windowMs: number;
    };
};
/**
 * Names a sign-in without opening it: tokens carry 160 random bits, so a plain hash cannot be guessed back, and keeps them
 * out of a stolen file. The generation is in it: a Directory that was rewound holds sign-ins that were ended since, so none
 * of before is found again.
 */
export declare const loginOf: (token: string, generation: string) => Promise<string>;
/** Who is signed in, and who tries too often. Times are milliseconds since 1970, passed in. */
export declare class Logins {
    #private;
    constructor(sql: SqlStorage, generation: string);
    /** Counts a try before it is looked at, so that many at once count too. False when there were too many. */
    mayTry(email: string, ip: string, now: number): Promise<boolean>;
    /** A new token, which is told once, and the name of the sign-in it will be. */
    prepare(): Promise<{
        token: string;
        login: string;
    }>;
    /** Signs an agent in. */
    open(login: string, agent: string, now: number): void;
    /** Id of the agent a token belongs to, while it lasts. */
    agentOf(token: string, now: number): Promise<string | null>;
    /** When a sign-in of this agent ends; null when it has ended or is not theirs. */
    endOf(login: string, agent: string, now: number): number | null;
    /** The sign-in that a token names. */
    nameOf(token: string): Promise<string>;
    /** Ends a sign-in; answers whose it was, or null when there was none. */
    close(login: string): string | null;
}
