/** The door for browsers: types, codes and limits, without zod. */

export type * from './brief.ts'
export * from './codes.ts'
export type * from './commands.ts'
export type * from './events.ts'
export type * from './floor.ts'
export type * from './frames.ts'
export type * from './http.ts'
export * from './limits.ts'
export type { Locale, Localized } from './locale.ts'
export type * from './party.ts'
export type * from './state.ts'
