export type * from '@baton/protocol/wire'
export {
  CHANNEL_FORMS,
  CHANNEL_KINDS,
  CHANNELS,
  DTMF_KEYS,
  foldWays,
  HEARTBEAT,
  isFinalClose,
  isPicture,
  LIMITS,
  mayReach,
  REMOVED,
  type Reach,
  tellRemoved,
  type Ways,
} from '@baton/protocol/wire'
export { createFloor, type FloorOptions } from './floor/floor.ts'
export { safeHref } from './href.ts'
export { agentAdmission } from './http/admission.ts'
export { createDeskApi } from './http/desk.ts'
export { joinSite } from './http/site.ts'
export type { Cursor, Store, StoredSend } from './outbox/store.ts'
export { memoryStore } from './outbox/store.ts'
export type { Platform, PlatformOptions } from './platform.ts'
export { BatonError } from './problem.ts'
export { type Brought, broughtBy } from './session/brought.ts'
export { idleSnapshot } from './session/idle.ts'
export { createReveals } from './session/reveals.ts'
export { createSession, type SessionOptions } from './session/session.ts'
export { staffWays } from './session/ways.ts'
export type { SocketConstructor, WebSocketLike } from './socket/socket.ts'
export type * from './types.ts'
