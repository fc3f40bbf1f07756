/** Target in an outbox under which acts wait for Audit. No workspace and no session is called so. */
export const AUDIT_TARGET = '*audit'
