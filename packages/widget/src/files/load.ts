/** Bringing and showing files is loaded with the first open panel. Without it the conversation is whole, in words. */
export const loadFiles = (): Promise<unknown> => import('./define.ts').catch(() => {})
