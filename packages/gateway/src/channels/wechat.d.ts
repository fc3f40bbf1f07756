import { type Channel } from './channel.ts';
/** 微信公众号 in 安全模式; what comes in the clear is refused. `docs/channels.md` names the page of every rule. */
export declare const wechat: Channel<'wechat'>;
