/** Going on elsewhere, and connecting a chat from there, are loaded when somebody wants it. */
export const loadWays = (): Promise<unknown> => import('./define.ts').catch(() => {})
