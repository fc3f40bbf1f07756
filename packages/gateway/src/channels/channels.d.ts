import { DurableObject } from 'cloudflare:workers';
import type { UndeliveredResponse } from '@baton/protocol';
import type { Env } from '../env.ts';
import type { ChannelsRoom, OpenAccount } from './rooms.ts';
/** One per workspace: its accounts on channels, what their vendors allow at the moment, and what could not be delivered. */
export declare class Channels extends DurableObject<Env> implements ChannelsRoom {
    #private;
    constructor(ctx: DurableObjectState, env: Env);
    account({ account }: {
        account: string;
    }): Promise<OpenAccount | null>;
    accounts(): Promise<OpenAccount[]>;
    views(): ReturnType<ChannelsRoom['views']>;
    save({ account, form, by }: Parameters<ChannelsRoom['save']>[0]): ReturnType<ChannelsRoom['save']>;
    remove({ account, by }: Parameters<ChannelsRoom['remove']>[0]): Promise<boolean>;
    leave({ account }: {
        account: string;
    }): ReturnType<ChannelsRoom['leave']>;
    told({ account, attempt }: Parameters<ChannelsRoom['told']>[0]): Promise<void>;
    heard({ account }: {
        account: string;
    }): Promise<void>;
    token({ account, stale }: Parameters<ChannelsRoom['token']>[0]): Promise<string | null>;
    cursor({ account }: {
        account: string;
    }): Promise<string | null>;
    moveCursor({ account, from, to }: Parameters<ChannelsRoom['moveCursor']>[0]): Promise<void>;
    bury(request: Parameters<ChannelsRoom['bury']>[0]): Promise<void>;
    undelivered(request: Parameters<ChannelsRoom['undelivered']>[0]): Promise<UndeliveredResponse>;
    replay({ ids, by }: Parameters<ChannelsRoom['replay']>[0]): Promise<number>;
    forget({ session }: {
        session: string;
    }): Promise<void>;
    lookAtTimers(): Promise<void>;
    alarm(): Promise<void>;
}
