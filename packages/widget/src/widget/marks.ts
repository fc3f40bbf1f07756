/** A yes that this browser keeps per site key. Where storage is blocked it is always no. */
const mark = (name: string, storage: () => Storage) => ({
  has(siteKey: string): boolean {
    try {
      return storage().getItem(`baton:${name}:${siteKey}`) !== null
    } catch {
      // Storage is blocked.
      return false
    }
  },
  set(siteKey: string, on: boolean): void {
    try {
      if (on) storage().setItem(`baton:${name}:${siteKey}`, '1')
      else storage().removeItem(`baton:${name}:${siteKey}`)
    } catch {
      // Storage is blocked.
    }
  },
})

/** This device has opened the chat before: only then a page load connects, so that passers-by cost nothing. */
export const met = mark('met', () => localStorage)

/** The panel stands open in this tab, in the middle of a case: the next page load opens it again. */
export const midway = mark('open', () => sessionStorage)
