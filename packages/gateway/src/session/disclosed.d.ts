import type { SessionRoom } from '../rooms.ts';
import type { EventLog } from './log.ts';
type Asked = Parameters<SessionRoom['disclose']>[0];
/** A page of what the customer is given of their log when they ask for it. */
export declare function disclosedPage(log: EventLog, { after, limit, internal }: Asked): {
    events: string[];
    next: number | null;
};
export {};
