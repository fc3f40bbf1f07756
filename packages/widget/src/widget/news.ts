import type { SessionEvent, SessionSnapshot } from '@baton/client'
import { noticeText } from '../log/notice-text.ts'
import { noticeOf } from '../timeline/timeline.ts'
import { partyName } from '../words/party-name.ts'
import type { Words } from '../words/words.ts'

/** What a screen reader is told about an event: finished texts of others and system lines; never our own words. */
export const newsOf = (event: SessionEvent, snapshot: SessionSnapshot, words: Words): string | null => {
  if (event.kind === 'message') {
    // What is spoken is heard, and captions show it.
    if (event.by.role === 'customer' || event.body.spoken) return null
    return `${partyName(event.by, words)}: ${event.body.text || event.body.files?.map(({ name }) => name)}`
  }
  const notice = noticeOf(event, snapshot.view?.agent?.name ?? '')
  return notice && noticeText(notice, words)
}
