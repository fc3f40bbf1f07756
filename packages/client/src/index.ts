export type * from '@baton/protocol/wire'
export * from './types.ts'
