import type { Attachment, Brought, ChannelKind, ErrorCode, Locale, Option, SessionEvent } from '@baton/client'

/** What the log says of a call. */
export type CallEvent = Extract<SessionEvent, { kind: 'call.started' | 'call.ended' }>

/** Reason tags of a rating: stored as they are, shown in the reader's language. */
export const RATING_TAGS = ['fast', 'solved', 'polite', 'slow', 'unsolved', 'unclear'] as const
export type RatingTag = (typeof RATING_TAGS)[number]

/** Everything the widget says. A dictionary that lacks a key, or a tag's word, does not compile. */
export interface Words {
  locale: Locale
  region: string
  openChat: string
  closeChat: string
  closeWindow: string
  openWithUnread(count: number): string
  panel(business: string): string
  conversation: string

  assistant: string
  bot: string
  waiting: string
  person: string
  you: string

  talkToPerson: string
  continueOn: string
  cancelWaiting: string

  greeting(business: string): string
  greetingMore: string
  starters: readonly Option[]

  connecting: string
  offline: string
  offlineMore: string
  tryNow: string
  refusedTitle: string
  refused: Partial<Record<ErrorCode, string>>
  refusedOther: string
  tryAgain: string
  reload: string

  composer: string
  writeToBot: string
  writeWhileWaiting: string
  writeTo(name: string): string
  send: string
  charsLeft(count: number): string
  charsOver(count: number): string

  /** Above what was said in a session before the customer signed in. */
  earlierSegment: string
  older: string
  loadingOlder: string
  newMessages(count: number): string
  sources: string
  replies: string
  today: string
  yesterday: string
  typing(name: string): string
  read: string
  /** Under what the customer wrote elsewhere, and under what was sent there too. */
  from(channel: string): string
  alsoTo(channel: string): string
  channels: Record<ChannelKind | 'widget', string>
  /** Stands where staff took a text out. */
  removed: string
  sending: string
  failed: string
  problems: Partial<Record<ErrorCode, string>>
  retry: string
  discard: string

  attach: string
  attached: string
  removeFile(name: string): string
  fileOnItsWay(name: string): string
  fileReady(name: string): string
  fileFailed: string
  fileProblems: Partial<Record<ErrorCode, string>>
  openFile(name: string): string
  saveFile(name: string): string
  fileNotOpened: string
  files(count: number): string
  /** What came by another channel and is not here yet, or will not be. */
  coming: Record<Attachment['kind'], string>
  missed: Record<Extract<Brought, { as: 'missed' }>['reason'], string>
  place: string
  openMap: string

  asked: string
  promoted: string
  stoppedWaiting: string
  joined(name: string): string
  backToBot: string
  agentLeft(name: string): string
  closed: string
  reopened: string
  rated(score: number): string

  queueTitle: string
  position(place: number): string
  placing: string
  waitUnderMinute: string
  wait(low: number, high: number): string
  waitUnknown: string
  queueNext: string

  rateTitle: string
  rateHint: string
  scores: readonly [string, string, string, string, string]
  tagsTitle: string
  tags: Record<RatingTag, string>
  comment: string
  commentHint: string
  submitRating: string
  ratingSent: string
  ratingFailed: string

  call: string
  callUs: string
  callBack: string
  incomingCall: string
  callsYou(name: string): string
  acceptCall: string
  declineCall: string
  silenceCall: string
  onCall: string
  backToCall: string
  endCall: string
  /** Under what was said in a call. */
  spoken: string
  callLine(event: CallEvent): string

  summaryTitle: string
  summaryWant: string
  summaryOutcome: string
  summaryWho: string
  summaryWhen: string
}
