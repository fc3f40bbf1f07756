export * from './events.ts'
export type { Dial, Dialled } from './line/dial.ts'
export { VERSION } from './version.ts'
export { BatonWidget, type TokenSource } from './widget/widget.ts'
