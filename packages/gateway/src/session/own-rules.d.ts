import type { Failure, MaskedFiring } from '@baton/relay/session';
export declare const FLOW_ENDS: {
    readonly reason: 'policy';
    readonly priority: 0;
    readonly alert: false;
};
export declare const FLOW_ENDED: MaskedFiring;
export declare const BOT_FAILS: {
    readonly reason: 'bot_failed';
    readonly priority: 0;
    readonly alert: false;
};
export declare const botFailed: (failure: Failure) => MaskedFiring;
