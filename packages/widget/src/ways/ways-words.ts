import type { Locale, ServerFrame } from '@baton/client'

type Connected = Extract<ServerFrame, { type: 'connected' }>

interface WaysWords extends Record<Exclude<Connected['as'], 'consent'>, string> {
  title: string
  intro: string
  close: string
  asking: string
  failed: string
  none: string
  open(channel: string): string
  scan(channel: string): string
  /** Where there is no link: the code is typed there. */
  type(channel: string): string
  code: string
  minutes(count: number): string
  connectTitle: string
  ask(channel: string, name: string | null): string
  askMore: string
  connect: string
  notMe: string
  signIn: string
}

/** What this part says. In its own file, so that only whoever opens it loads it. */
export const WAYS_WORDS: Readonly<Record<Locale, WaysWords>> = {
  en: {
    title: 'Continue on …',
    intro: 'The conversation goes along.',
    close: 'Close',
    asking: 'One moment …',
    failed: 'This did not work. Try again.',
    none: 'There is no other channel at the moment.',
    open: (channel) => `Open ${channel}`,
    scan: (channel) => `QR code that opens ${channel} with your code`,
    type: (channel) => `Write this code to us on ${channel}:`,
    code: 'Your code',
    minutes: (count) => `Works once, for ${count} minutes.`,
    connectTitle: 'Connect a chat',
    ask: (channel, name) =>
      name === null ? `Connect your ${channel} chat?` : `Connect your ${channel} chat with the name ${name}?`,
    askMore: 'What is written there and here becomes one conversation. If this is not your chat, choose “Not me”.',
    connect: 'Connect',
    notMe: 'Not me',
    signIn: 'Sign in on this page, then the chat can be connected.',
    linked: 'Connected. You can go on here or there.',
    held: 'You are with a colleague on both sides. They will connect the two.',
    declined: 'Nothing was connected.',
    unknown: 'This code does not work any more. Ask for a new one in the chat.',
    same: 'This chat is connected already.',
    verified: 'That chat belongs to another account. It cannot be connected here.',
  },
  'zh-CN': {
    title: '换个渠道继续',
    intro: '对话会一并带过去。',
    close: '关闭',
    asking: '请稍候…',
    failed: '没有成功，请再试一次。',
    none: '目前没有其他渠道。',
    open: (channel) => `打开${channel}`,
    scan: (channel) => `二维码：带着您的验证码打开${channel}`,
    type: (channel) => `在${channel}里把这个验证码发给我们：`,
    code: '您的验证码',
    minutes: (count) => `${count} 分钟内有效，只能用一次。`,
    connectTitle: '连接聊天',
    ask: (channel, name) =>
      name === null ? `要连接您的${channel}聊天吗？` : `要连接您的${channel}聊天（${name}）吗？`,
    askMore: '两边的内容会成为同一个对话。如果那不是您的聊天，请选“不是我”。',
    connect: '连接',
    notMe: '不是我',
    signIn: '请先在本页面登录，然后就可以连接聊天。',
    linked: '已连接，您在这边或那边都可以继续。',
    held: '您在两边都正由同事接待，他们会为您连接。',
    declined: '没有做任何连接。',
    unknown: '这个验证码已失效，请在聊天里重新获取。',
    same: '这个聊天已经连接。',
    verified: '那个聊天属于另一个账户，不能在这里连接。',
  },
  'zh-TW': {
    title: '換個管道繼續',
    intro: '對話會一併帶過去。',
    close: '關閉',
    asking: '請稍候…',
    failed: '沒有成功，請再試一次。',
    none: '目前沒有其他管道。',
    open: (channel) => `打開${channel}`,
    scan: (channel) => `QR Code：帶著您的驗證碼打開${channel}`,
    type: (channel) => `在${channel}裡把這個驗證碼傳給我們：`,
    code: '您的驗證碼',
    minutes: (count) => `${count} 分鐘內有效，只能用一次。`,
    connectTitle: '連結聊天',
    ask: (channel, name) =>
      name === null ? `要連結您的${channel}聊天嗎？` : `要連結您的${channel}聊天（${name}）嗎？`,
    askMore: '兩邊的內容會成為同一個對話。如果那不是您的聊天，請選「不是我」。',
    connect: '連結',
    notMe: '不是我',
    signIn: '請先在本頁面登入，然後就可以連結聊天。',
    linked: '已連結，您在這邊或那邊都可以繼續。',
    held: '您在兩邊都正由同事接待，他們會為您連結。',
    declined: '沒有做任何連結。',
    unknown: '這個驗證碼已失效，請在聊天裡重新取得。',
    same: '這個聊天已經連結。',
    verified: '那個聊天屬於另一個帳戶，不能在這裡連結。',
  },
}
