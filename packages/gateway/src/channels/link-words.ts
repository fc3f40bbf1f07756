import type { LinkOffer, Locale, Option } from '@baton/protocol'
import type { Redeemed } from './rooms.ts'

interface LinkWords extends Record<Exclude<Redeemed['as'], 'consent'>, string> {
  ask(where: string, name: string): string
  askNobody(where: string): string
  yes: Option
  no: Option
  goTo(url: string): string
  channels: Record<LinkOffer['channel'], string>
}

/** What is said in a chat about connecting it. The words on the buttons are answers that `linkStep` knows. */
export const LINK_WORDS: Readonly<Record<Locale, LinkWords>> = {
  en: {
    ask: (where, name) =>
      `Connect this chat with ${name} (${where})? Whoever uses that will see what is written here. If you did not ask for this, choose “Not me”.`,
    askNobody: (where) =>
      `Connect this chat with the one on ${where}? Whoever uses that will see what is written here. If you did not ask for this, choose “Not me”.`,
    yes: { label: 'Yes, connect', text: 'Yes, connect' },
    no: { label: 'Not me', text: 'Not me' },
    goTo: (url) => `Open this page while you are signed in there, and confirm: ${url} – it works once, for 15 minutes.`,
    linked: 'Connected. You can go on here or there, it is one conversation.',
    held: 'You are with a colleague on both sides at the moment. They will connect the two.',
    declined: 'All right, nothing was connected.',
    unknown: 'This code does not work any more. Ask for a new one and try again.',
    same: 'These are connected already.',
    verified: 'Both sides belong to an account, and to two different ones. They cannot be connected here.',
    channels: {
      widget: 'our website',
      wechat: 'WeChat',
      wecom: 'WeCom',
      whatsapp: 'WhatsApp',
      telegram: 'Telegram',
      line: 'LINE',
      messenger: 'Messenger',
      email: 'email',
      phone: 'our phone',
      api: 'our app',
    },
  },
  'zh-CN': {
    ask: (where, name) =>
      `要把这个聊天和 ${name}（${where}）连接起来吗？对方会看到这里的内容。如果不是您本人发起的，请选“不是我”。`,
    askNobody: (where) =>
      `要把这个聊天和${where}上的对话连接起来吗？那边会看到这里的内容。如果不是您本人发起的，请选“不是我”。`,
    yes: { label: '是，连接', text: '是' },
    no: { label: '不是我', text: '不是我' },
    goTo: (url) => `请在已登录的状态下打开这个页面并确认：${url} ，链接 15 分钟内有效，只能用一次。`,
    linked: '已连接。您在这边或那边都可以继续，是同一个对话。',
    held: '您在两边都正由同事接待，他们会为您连接。',
    declined: '好的，没有做任何连接。',
    unknown: '这个验证码已失效，请重新获取后再试。',
    same: '两边已经是连接的。',
    verified: '两边各属于不同的账户，不能在这里连接。',
    channels: {
      widget: '我们网站',
      wechat: '微信',
      wecom: '企业微信',
      whatsapp: 'WhatsApp',
      telegram: 'Telegram',
      line: 'LINE',
      messenger: 'Messenger',
      email: '邮件',
      phone: '电话',
      api: '我们的应用',
    },
  },
  'zh-TW': {
    ask: (where, name) =>
      `要把這個聊天和 ${name}（${where}）連結起來嗎？對方會看到這裡的內容。如果不是您本人發起的，請選「不是我」。`,
    askNobody: (where) =>
      `要把這個聊天和${where}上的對話連結起來嗎？那邊會看到這裡的內容。如果不是您本人發起的，請選「不是我」。`,
    yes: { label: '是，連結', text: '是' },
    no: { label: '不是我', text: '不是我' },
    goTo: (url) => `請在已登入的狀態下打開這個頁面並確認：${url} ，連結 15 分鐘內有效，只能用一次。`,
    linked: '已連結。您在這邊或那邊都可以繼續，是同一個對話。',
    held: '您在兩邊都正由同事接待，他們會為您連結。',
    declined: '好的，沒有做任何連結。',
    unknown: '這個驗證碼已失效，請重新取得後再試。',
    same: '兩邊已經是連結的。',
    verified: '兩邊各屬於不同的帳戶，不能在這裡連結。',
    channels: {
      widget: '我們網站',
      wechat: '微信',
      wecom: '企業微信',
      whatsapp: 'WhatsApp',
      telegram: 'Telegram',
      line: 'LINE',
      messenger: 'Messenger',
      email: '郵件',
      phone: '電話',
      api: '我們的應用程式',
    },
  },
}
