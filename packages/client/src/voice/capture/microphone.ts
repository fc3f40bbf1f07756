import { VoiceError } from '../problem.ts'

const HEARING = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 } as const

/** The microphone, or whichever there is when it is gone. Rejects with a `VoiceError`. */
export async function openMicrophone(deviceId: string | null): Promise<MediaStream> {
  const { mediaDevices } = navigator
  // Pages that are not secure have none.
  if (!mediaDevices?.getUserMedia) throw new VoiceError('microphone_missing', 'This page may not use a microphone.')
  try {
    return await mediaDevices.getUserMedia({
      audio: { ...HEARING, ...(deviceId && { deviceId: { exact: deviceId } }) },
    })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    const isGone = name === 'OverconstrainedError' || name === 'NotFoundError'
    if (deviceId && isGone) return openMicrophone(null)
    throw refusedAs(name)
  }
}

/** Names are those of https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
function refusedAs(name: string): VoiceError {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new VoiceError('microphone_denied', 'The microphone was not allowed.')
    case 'NotReadableError':
    case 'AbortError':
      return new VoiceError('microphone_busy', 'The microphone is used by something else.')
    default:
      return new VoiceError('microphone_missing', 'There is no microphone.')
  }
}

/** Whether it will be given without asking. False where the browser does not tell. */
export async function isMicrophoneAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state === 'granted'
  } catch {
    return false
  }
}
