/** What a key means at the desk, wherever the focus is. */
export type Shortcut =
  | 'accept'
  | 'decline'
  | 'handback'
  | 'resolve'
  | 'transfer'
  | 'mode'
  | 'next'
  | 'previous'
  | 'presence'
  | 'context'
  | 'mute'
  | 'hold'
  | 'help'
  | 'leave'

// By position, not by letter: Alt changes the letter on a Mac.
const ALT: Record<string, Shortcut> = {
  KeyB: 'handback',
  KeyR: 'resolve',
  KeyT: 'transfer',
  KeyP: 'presence',
  KeyC: 'context',
  KeyM: 'mute',
  KeyH: 'hold',
  ArrowDown: 'next',
  ArrowUp: 'previous',
}

const LETTERS: Record<string, Shortcut> = { a: 'accept', d: 'decline', '?': 'help' }

/** Whether what is typed there is text. */
export const isWriting = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Null when the key is not ours. Single letters count only outside of text fields, and when the agent wants them. */
export function shortcutOf(event: KeyboardEvent, letterKeys: boolean): Shortcut | null {
  if (event.defaultPrevented || event.isComposing) return null
  const { altKey, ctrlKey, metaKey, shiftKey } = event
  if (altKey && !ctrlKey && !metaKey && !shiftKey) return ALT[event.code] ?? null
  if ((ctrlKey || metaKey) && !altKey && event.key === '/') return 'mode'
  if (altKey || ctrlKey || metaKey) return null
  if (event.key === 'Escape') return 'leave'
  if (!letterKeys || event.repeat || isWriting(event.composedPath()[0])) return null
  return LETTERS[event.key.toLowerCase()] ?? null
}
