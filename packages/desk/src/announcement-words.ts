import { tellRemoved } from '@baton/client'
import type { Dictionary } from './locale/dictionary.ts'
import type { Announcement } from './store/state.ts'

/** What is said to people who listen to the desk; nothing when there is no news. */
export function announcementWords(announcement: Announcement | null, { announce, removal, top }: Dictionary): string {
  switch (announcement?.kind) {
    case 'offer':
      return announce.offer(announcement.customer, tellRemoved(announcement.want, removal.text))
    case 'message':
      return announce.message(announcement.customer, announcement.text)
    case 'left':
      return (announcement.how ? announce.ended[announcement.how] : announce.left)(announcement.customer)
    case 'away':
      return top.missed
    case undefined:
      return ''
  }
}
