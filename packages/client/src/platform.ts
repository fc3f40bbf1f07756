import { type Lease, webLock } from './outbox/lease.ts'
import { openStore, type Store } from './outbox/store.ts'
import type { SocketConstructor } from './socket/socket.ts'

/** Everything the client takes from its surroundings; tests put a clock and a network of their own here. */
export interface Platform {
  /** Milliseconds since 1970. */
  now(): number
  /** The zone its clock stands in, as IANA calls it; null where that is not told. */
  timeZone(): string | null
  /** Runs once after `ms`. Returns the function that cancels it. */
  after(ms: number, run: () => void): () => void
  /** 0 ≤ n < 1. */
  random(): number
  /** Bytes nobody can guess, for ids. */
  fill(bytes: Uint8Array<ArrayBuffer>): void
  socket: SocketConstructor
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Calls `wake` whenever the page has a reason to look at its connection at once. Returns what stops it. */
  onWake(wake: () => void): () => void
  /** Calls `lost` as soon as the network is known to be gone. Returns what stops it. */
  onOffline(lost: () => void): () => void
  lease: Lease
  /** A line to the other tabs of this origin that carries nothing but "look again". */
  channel(name: string, heard: () => void): { post(): void; close(): void }
  store(name: string): Promise<Store>
}

/** Options every `create…` function shares. */
export interface PlatformOptions {
  /** The WebSocket class; in Node 20 pass that of `ws`. Default: the global one. */
  socket?: SocketConstructor
  platform?: Partial<Platform>
}

/** Some engines tell none, and some tell it as `undefined` whatever their types say. */
const pageTimeZone = (): string | null => Intl.DateTimeFormat().resolvedOptions().timeZone || null

function onPageWake(wake: () => void): () => void {
  if (typeof document === 'undefined') return () => {}
  const seen = () => {
    if (document.visibilityState === 'visible') wake()
  }
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', seen)
  return () => {
    removeEventListener('online', wake)
    removeEventListener('pageshow', wake)
    document.removeEventListener('visibilitychange', seen)
  }
}

/** Chromium keeps an open WebSocket as it is when the network goes; only this event tells. */
function onPageOffline(lost: () => void): () => void {
  if (typeof document === 'undefined') return () => {}
  addEventListener('offline', lost)
  return () => removeEventListener('offline', lost)
}

function openChannel(name: string, heard: () => void): { post(): void; close(): void } {
  if (typeof BroadcastChannel === 'undefined') return { post() {}, close() {} }
  const channel = new BroadcastChannel(name)
  channel.onmessage = heard
  return { post: () => channel.postMessage(0), close: () => channel.close() }
}

export function platformOf(options: PlatformOptions): Platform {
  const after: Platform['after'] = (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  return {
    now: Date.now,
    timeZone: pageTimeZone,
    after,
    random: Math.random,
    fill: (bytes) => crypto.getRandomValues(bytes),
    socket: options.socket ?? globalThis.WebSocket,
    fetch: (url, init) => fetch(url, init),
    onWake: onPageWake,
    onOffline: onPageOffline,
    lease: webLock,
    channel: openChannel,
    store: (name) => openStore(name, after),
    ...options.platform,
  }
}
