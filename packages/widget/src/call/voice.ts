import { type CallSnapshot, createCall } from '@baton/client/voice'
import { WORKLETS } from '@baton/client/voice/worklets'
import { connecting } from './connecting.ts'
import type { CallPhase, CallState, Device, LiveCall, MicrophoneProblem, PlaceCall } from './model.ts'

/** As loud as speech gets on a meter, and as faint as it shows, in dBov. */
const LOUD_DBOV = -12
const FAINT_DBOV = -54

const MICROPHONE: Partial<Record<string, MicrophoneProblem>> = {
  microphone_denied: 'refused',
  microphone_missing: 'missing',
  microphone_busy: 'busy',
}

const phaseOf = ({ status, phase }: CallSnapshot): CallPhase => {
  if (status === 'ended') return 'ended'
  return status !== 'live' || phase === null || phase === 'ringing' ? 'connecting' : phase
}

const microphoneOf = ({ status, problem }: CallSnapshot): MicrophoneProblem | null => {
  const found = MICROPHONE[problem?.code ?? ''] ?? null
  return found && status === 'live' ? 'lost' : found
}

/** The system's own comes first. */
const withStandard = (devices: readonly Device[]): readonly Device[] =>
  devices.length === 0 ? [] : [{ id: '', label: '' }, ...devices.filter(({ id }) => id !== 'default')]

const stateOf = (call: CallSnapshot): CallState => {
  const microphone = microphoneOf(call)
  return {
    ...connecting,
    id: call.call,
    phase: phaseOf(call),
    isMuted: call.muted,
    isOtherMuted: call.peerMuted,
    recording: call.recording,
    captions: call.captions.map(({ track, agent, turn, text, final }) => ({
      key: `${track}:${turn}`,
      by: track,
      speaker: agent,
      text,
      isFinal: final,
    })),
    quality: call.isReconnecting ? 'lost' : (call.quality ?? 'good'),
    startedAt: call.startedAt,
    agent: call.agent,
    microphone,
    // What goes wrong in mid-call, and is not the end of it, shows as the quality does.
    problem:
      call.status === 'ended' && microphone === null ? ((call.problem?.code as CallState['problem']) ?? null) : null,
    reason: call.reason,
    microphones: withStandard(call.microphones),
    speakers: withStandard(call.speakers),
    microphoneId: call.microphone ?? '',
    speakerId: call.speaker ?? '',
    volume: call.volume,
  }
}

/** A call over the gateway. */
export const placeCall: PlaceCall = ({ session, what }): LiveCall => {
  const call = createCall({ session, worklets: WORKLETS, role: 'customer' })
  let levels = { microphone: FAINT_DBOV, speaker: FAINT_DBOV }
  call.on('levels', (heard) => {
    levels = heard
  })
  /** As it was before the customer asked to wait: nothing is heard of either end then, whatever the other end does. */
  let before: { muted: boolean; volume: number } | null = null
  const state = (): CallState => {
    const now = stateOf(call.snapshot)
    return before ? { ...now, isHeld: true, isMuted: before.muted, volume: before.volume } : now
  }
  if (what === 'start') call.start()
  else call.answer()
  return {
    get state() {
      return state()
    },
    onChange: (listener) => call.on('change', listener),
    level(of) {
      const dbov = levels[of === 'own' ? 'microphone' : 'speaker']
      return Math.min(1, Math.max(0, (dbov - FAINT_DBOV) / (LOUD_DBOV - FAINT_DBOV)))
    },
    mute(on) {
      if (!before) return call.mute(on)
      before = { ...before, muted: on }
      call.volume(0)
    },
    hold(on) {
      if (on === (before !== null)) return
      const { muted, volume } = before ?? call.snapshot
      before = on ? { muted, volume } : null
      call.hold(on)
      call.mute(on || muted)
      call.volume(on ? 0 : volume)
    },
    consent: (granted) => call.consent(granted),
    press: (key) => call.dtmf(key),
    useMicrophone: (id) => void call.useMicrophone(id || null).catch(() => {}),
    useSpeaker: (id) => void call.useSpeaker(id || null).catch(() => {}),
    setVolume(volume) {
      if (before) before = { ...before, volume }
      call.volume(before ? 0 : volume)
    },
    end: () => call.close(),
  }
}
