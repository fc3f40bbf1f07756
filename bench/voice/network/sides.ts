/** Two machines and what is between them: `a` and `b` are apart from everything, `relay` is this machine. */
export const SIDES = {
  relay: { device: 'baton-r', address: '10.77.0.1', net: '10.77.0.0/24' },
  a: { device: 'baton-a', address: '10.77.1.1', net: '10.77.1.0/24' },
  b: { device: 'baton-b', address: '10.77.2.1', net: '10.77.2.0/24' },
} as const
export type Side = keyof typeof SIDES

/** Name of the network namespace of a side. */
export const namespaceOf = (side: 'a' | 'b'): string => `baton-${side}`
