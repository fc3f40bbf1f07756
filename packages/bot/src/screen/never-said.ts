import type { Forbidden } from '@baton/protocol'

/** What no bot of ours says, whoever wrote the sentence. Patterns see folded text: lower case, simplified, half width. */
export const NEVER_SAID: readonly Forbidden[] = [
  {
    code: 'claims-human',
    phrases: {
      en: ['i am human', 'i am a human', 'i am a real person', 'i am not a bot', 'i am not a robot', 'i am not an ai'],
      'zh-CN': ['我是真人', '我们是真人', '我不是机器', '我不是人工智能', '我不是ai'],
    },
    patterns: {
      en: [
        "\\b(?:i am|i['’]?m|this is|you are (?:talking|speaking|chatting) (?:to|with)|you['’]?re (?:talking|speaking|chatting) (?:to|with))\\s+(?:really |actually |indeed |of course )?an?\\s+(?:(?:real|live|actual|human|flesh[- ]and[- ]blood)\\s+)*(?:human(?: being| agent)?|person|employee|man|woman)\\b(?!['’]s)",
        "\\bi(?: am|['’]?m) (?:100 ?% )?human\\b",
        "\\bi(?: am|['’]?m) not (?:an? )?(?:(?:ro|chat)?bot|ai|machine|computer|program|automated)\\b",
        '\\b(?:speaking|talking) as (?:an? )?(?:fellow )?human\\b',
      ],
      'zh-CN': [
        '(?:我|这里|本人)(?:真的|确实|当然|可|就)?是(?:一?[名位个])?(?:真人|人类|人工客服|真的人|活人|大活人|客服人员|人(?:$|[，。！!,.]))',
        '我(?:真的|确实|可)?(?:不是|并非)(?:一?[名位个台])?(?:机器|ai|人工智能|程序)',
        '(?:正在|现在)(?:和|与|跟)(?:您|你)(?:对话|聊天|沟通)的(?:就)?是(?:真人|人工客服)',
      ],
    },
  },
  {
    code: 'promises-gain',
    phrases: { 'zh-CN': ['稳赚', '保本保息', '包赚', '只赚不赔'] },
    patterns: {
      en: ['\\bguaranteed (?:profit|return|gain)s?\\b', '\\brisk[- ]?free (?:profit|return|gain)s?\\b'],
      'zh-CN': ['保证(?:收益|盈利|获利|赚)'],
    },
  },
  {
    code: 'asks-secret',
    phrases: {},
    patterns: {
      en: [
        "(?<!never |not |don['’]?t )\\b(?:send|tell|give|share|provide|text)\\s+(?:me|us)\\s+(?:with )?(?:your |the )(?:full )?(?:password|pin|cvv|cvc|security code|card number)\\b",
        "(?<!never |not |don['’]?t )\\b(?:enter|type|send|share|provide|post)\\s+(?:your |the )(?:full )?(?:password|pin|cvv|cvc|security code|card number)\\s+(?:here|in this chat|in the chat|to me|to us)\\b",
      ],
      'zh-CN': [
        '(?<![不勿别]|不要|不用|不必|不会|无需)(?:告诉|发给|提供给|发送给|报给)(?:我|我们)?你?您?的?(?:登录|支付|银行卡)?(?:密码|安全码|cvv|卡号)',
      ],
    },
  },
]
