/** The door to calls: what a page needs to speak with the bot or a person, without a face. Loaded when somebody calls. */

export type { Worklets } from './audio/audio.ts'
export { listDevices, onDevicesChange, type SoundDevice, type SoundDevices } from './audio/devices.ts'
export { createCall } from './call/call.ts'
export type { CallClient, CallEvents, CallOptions, CallSnapshot } from './call/call-types.ts'
export type { Caption } from './call/captions.ts'
export type { CallProblem, MicrophoneCode } from './problem.ts'
export type { Quality } from './transport/quality.ts'
