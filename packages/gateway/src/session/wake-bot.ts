import { warn } from '../log.ts'
import type { Knowhow } from './knowhow.ts'

/** The ticket of the call is on its way by then. */
const AFTER_MS = 20

/** A call's bot is put together while the line is opened, and not when somebody has said something and listens for the answer. */
export function wakeBot({ brain }: Pick<Knowhow, 'brain'>): void {
  setTimeout(() => {
    try {
      brain()
    } catch (error) {
      warn('session.wake', error) // whoever asks it next is told
    }
  }, AFTER_MS)
}
