import { type Channel } from './channel.ts';
/**
 * 微信客服 of 企业微信. Its callback only says that there is something, and it is fetched from where it was last. `docs/channels.md`
 * names the page of every rule.
 */
export declare const wecom: Channel<'wecom'>;
