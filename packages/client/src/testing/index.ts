/** The door for whoever drives this client against a gateway of their own: pages, lines and one clock, all seeded. */

export type { Connection, Host } from './host.ts'
export { createLine, type Line } from './line.ts'
export { createOrigin, type Origin } from './origin.ts'
export { openTab, type Tab } from './tab.ts'
export { createWorld, type World } from './world.ts'
