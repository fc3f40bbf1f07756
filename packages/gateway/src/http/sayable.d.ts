import type { Pack } from '@baton/protocol';
/** Texts that the bot would say as they are must be such that it may say them. */
export declare function demandSayable(pack: Pack): void;
