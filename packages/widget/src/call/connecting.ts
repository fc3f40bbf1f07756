import type { CallState } from './model.ts'

/** Before anything is known of a call. */
export const connecting: CallState = {
  id: null,
  phase: 'connecting',
  isMuted: false,
  isHeld: false,
  isOtherMuted: false,
  recording: null,
  captions: [],
  quality: 'good',
  startedAt: null,
  agent: null,
  microphone: null,
  problem: null,
  reason: null,
  microphones: [],
  speakers: [],
  microphoneId: '',
  speakerId: '',
  volume: 1,
}
