import type { CallEnd, ErrorCode, Locale } from '@baton/client'
import type { BrowserKind } from '../browser-kind.ts'
import type { MicrophoneProblem, Quality } from '../model.ts'

/** What a call says. In files of their own, so that only whoever calls loads one. */
export interface CallWords {
  title: string
  beforeTitle: string
  before: string
  beforeMore: string
  begin: string
  notNow: string

  mayRecord: string
  record: string
  recordNot: string
  recording: string
  stopRecording: string
  connecting: string
  withBot: string
  queued: string
  withAgent(name: string): string
  held: string
  heldByOther: string
  muted: string
  otherMuted: string
  duration: string

  mute: string
  hold: string
  keypad: string
  sound: string
  captions: string
  noCaptions: string
  end: string
  minimise: string
  expand: string
  who: Record<'customer' | 'bot', string>

  keypadHint: string
  keys: string
  microphone: string
  speaker: string
  standard: string
  volume: string

  quality: Record<Quality, string>

  microphoneTitle: Record<MicrophoneProblem, string>
  allow: Record<BrowserKind, string>
  check: Record<Exclude<MicrophoneProblem, 'refused'>, string>
  writeOn: string
  again: string

  over: string
  ends: Record<CallEnd, string>
  failed: string
  problems: Partial<Record<ErrorCode | 'network' | 'audio', string>>
  callAgain: string
  back: string

  elsewhere: string
  takeHere: string
}

export const loadCallWords = async (locale: Locale): Promise<CallWords> => {
  switch (locale) {
    case 'en':
      return (await import('./en.ts')).en
    case 'zh-CN':
      return (await import('./zh-cn.ts')).zhCn
    case 'zh-TW':
      return (await import('./zh-tw.ts')).zhTw
  }
}
