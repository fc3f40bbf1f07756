/** Waiting, rating and the summary are views most page loads never show. A failed load is tried again at the next update. */
export const loadCards = async (): Promise<void> => {
  if (customElements.get('baton-summary')) return
  try {
    await import('./define.ts')
  } catch {
    // Offline: the conversation is whole without the cards, and the log asks again.
  }
}
