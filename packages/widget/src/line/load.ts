import type { Dial } from './dial.ts'

/** Pages whose visitors never open the chat do without the client: it is loaded when it has somebody to connect. */
export const loadDial = async (): Promise<Dial> => (await import('./dial.ts')).dialGateway
