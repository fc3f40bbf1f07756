export { type KeptVoice, recordingOf } from './recording.ts'
