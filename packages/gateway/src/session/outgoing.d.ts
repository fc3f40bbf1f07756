import type { SessionEvent, Template } from '@baton/protocol';
import { type SessionState } from '@baton/relay/session';
import type { Outgoing } from '../channels/channel.ts';
/** What goes out of an event, as the log has it at this moment; null when nothing does, or it is in no words a vendor has approved. */
export declare function outgoingOf(id: string, event: SessionEvent, state: SessionState, { templates }: {
    templates: readonly Template[];
}): Outgoing | 'template_refused' | null;
