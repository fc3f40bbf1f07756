import type { AuditEntry } from '@baton/protocol';
/** An act without the id under which it will be written down. */
export type Act = Omit<AuditEntry, 'id' | 'at'>;
/** Whose acts they are where nobody signs in: whoever runs the gateway, and the gateway by itself. */
export declare const OPERATOR: {
    readonly role: 'operator';
    readonly id: '';
};
export declare const SYSTEM: {
    readonly role: 'system';
    readonly id: '';
};
