export { BatonDesk } from './desk.ts'
export { DeskStore } from './store/desk-store.ts'
export type { DeskPorts, Notifier } from './store/ports.ts'
export type { DeskState } from './store/state.ts'
