import { tellRemoved } from '@baton/client'
import { alertWords } from './locale/alert-words.ts'
import type { Dictionary } from './locale/dictionary.ts'
import type { Announcement } from './store/state.ts'

/** What is said to people who listen to the desk; nothing when there is no news. */
export function announcementWords(announcement: Announcement | null, words: Dictionary): string {
  const { announce, removal, top } = words
  switch (announcement?.kind) {
    case 'offer':
      return announce.offer(announcement.customer, tellRemoved(announcement.want, removal.text))
    case 'message':
      return announce.message(announcement.customer, announcement.text)
    case 'left':
      return (announcement.how ? announce.ended[announcement.how] : announce.left)(announcement.customer)
    case 'away':
      return top.missed
    case 'alert':
      return alertWords(announcement.alert, words)
    case undefined:
      return ''
  }
}
