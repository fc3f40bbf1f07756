export interface SoundDevice {
  id: string
  /** Empty until a microphone was allowed. */
  label: string
}

export interface SoundDevices {
  microphones: readonly SoundDevice[]
  speakers: readonly SoundDevice[]
}

export const NO_DEVICES: SoundDevices = { microphones: [], speakers: [] }

/** What is plugged in. Empty where the browser does not tell. */
export async function listDevices(): Promise<SoundDevices> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? []
  const of = (kind: MediaDeviceKind): SoundDevice[] =>
    all.filter((device) => device.kind === kind && device.deviceId).map(({ deviceId: id, label }) => ({ id, label }))
  return { microphones: of('audioinput'), speakers: of('audiooutput') }
}

/** Calls `changed` when something is plugged in or out. Returns what stops it. */
export function onDevicesChange(changed: () => void): () => void {
  navigator.mediaDevices?.addEventListener?.('devicechange', changed)
  return () => navigator.mediaDevices?.removeEventListener?.('devicechange', changed)
}
