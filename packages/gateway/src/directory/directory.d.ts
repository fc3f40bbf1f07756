import { DurableObject } from 'cloudflare:workers';
import type { Erasure, LoginRequest, ProvisionRequest } from '@baton/protocol';
import type { Arrived, ChannelDirectory, Redeemed } from '../channels/rooms.ts';
import { type Env } from '../env.ts';
import type { Agent, CustomerRecord, DirectoryRoom, LinkRow, Standing, StandingRequest, WorkspaceConfig } from '../rooms.ts';
/**
 * One per workspace: its settings, its agents and their logins, and which customer is behind an address. One more, named
 * `REGISTER`, knows which workspaces there are.
 */
export declare class Directory extends DurableObject<Env> implements DirectoryRoom, ChannelDirectory {
    #private;
    constructor(ctx: DurableObjectState, env: Env);
    provision(request: Omit<ProvisionRequest, 'pack'>): Promise<void>;
    config(): Promise<WorkspaceConfig | null>;
    spend(request: Parameters<DirectoryRoom['spend']>[0]): Promise<boolean>;
    standing(request: StandingRequest): Promise<Standing>;
    standings(requests: StandingRequest[]): Promise<Standing[]>;
    customer(request: Parameters<DirectoryRoom['customer']>[0]): ReturnType<DirectoryRoom['customer']>;
    arrive(request: Parameters<ChannelDirectory['arrive']>[0]): Promise<Arrived>;
    mintLinkCode(request: Parameters<ChannelDirectory['mintLinkCode']>[0]): ReturnType<ChannelDirectory['mintLinkCode']>;
    redeemLinkCode(request: Parameters<ChannelDirectory['redeemLinkCode']>[0]): Promise<Redeemed>;
    consentToLink(request: Parameters<ChannelDirectory['consentToLink']>[0]): Promise<Redeemed | null>;
    linkByAgent(request: Parameters<ChannelDirectory['linkByAgent']>[0]): ReturnType<ChannelDirectory['linkByAgent']>;
    links(request?: {
        session: string;
    }): Promise<LinkRow[]>;
    decideLink(request: Parameters<DirectoryRoom['decideLink']>[0]): Promise<boolean>;
    revoke(request: Parameters<DirectoryRoom['revoke']>[0]): Promise<void>;
    forgetDevice(device: Parameters<DirectoryRoom['forgetDevice']>[0]): Promise<void>;
    record({ ref }: {
        ref: string;
    }): Promise<CustomerRecord | null>;
    erase({ ref, by, reason }: Parameters<DirectoryRoom['erase']>[0]): Promise<Erasure | null>;
    erasure({ ref }: {
        ref: string;
    }): Promise<Erasure | null>;
    expire({ session }: {
        session: string;
    }): Promise<void>;
    login(request: LoginRequest, ip: string): ReturnType<DirectoryRoom['login']>;
    signedIn(token: string): Promise<Agent | null>;
    logout(token: string): Promise<void>;
    alarm(): Promise<void>;
    enlist(workspace: string): Promise<void>;
    isEnlisted(workspace: string): Promise<boolean>;
    enlisted(page: {
        after: string;
        limit: number;
    }): Promise<string[]>;
}
