import { createCall, listDevices, onDevicesChange } from '@baton/client/voice'
import { WORKLETS } from '@baton/client/voice/worklets'
import type { Voice } from './voice.ts'

/** Calls with this browser's microphone and speaker. */
export const browserVoice: Voice = {
  createCall: (session, { microphone, speaker, whisper, rejoin }) =>
    createCall({ session, worklets: WORKLETS, role: 'agent', microphone, speaker, whisper, rejoin }),
  listDevices,
  onDevicesChange,
}
