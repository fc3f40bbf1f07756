/** Target in an outbox under which acts wait for Audit. No workspace and no session is called so. */
export declare const AUDIT_TARGET = "*audit";
