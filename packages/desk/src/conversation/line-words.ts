import { tellRemoved } from '@baton/client'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import type { LineEvent } from './rows.ts'

/** The sentence of a quiet line in the log. */
export function lineWords(event: LineEvent, speech: Speech): string {
  const { words } = speech
  const { log } = words
  const told = (text: string): string => tellRemoved(text, words.removal.text)
  switch (event.kind) {
    case 'case.opened':
      return event.body.reopened ? log.reopened : log.opened
    case 'case.closed': {
      const said = event.body.reason === 'resolved' ? log.resolved : log.silent
      return event.body.resolution ? `${said} · ${told(event.body.resolution)}` : said
    }
    case 'case.summarised':
      return log.summarised(told(event.body.outcome))
    case 'case.rated': {
      const said = log.rated(event.body.score)
      return event.body.comment ? `${said} · ${told(event.body.comment)}` : said
    }
    case 'handoff.offered':
      return log.offeredPerson
    case 'profile.updated':
      return log.profiled
    case 'session.linked':
      return event.body.as === 'newer' ? log.linkedNewer : log.linkedEarlier
    case 'session.unlinked':
      return log.unlinked
    case 'session.link_held':
      return log.linkHeld
    case 'case.moved':
      return log.caseMoved
    case 'identity.verified':
      return log.proved[event.body.method]
    case 'prescreen.asked':
      return log.prescreening
    case 'prescreen.ended':
      return log.prescreened[event.body.outcome]
    case 'route.changed':
      return words.routes[event.body.standing](words.channelNames[event.body.channel])
    case 'original.revealed':
      return log.revealed(event.by.name ?? '', term(words.marks, event.body.mark), event.body.reason)
    case 'call.started':
      return log.callStarted[event.body.direction]
    case 'call.answered':
      return log.callAnswered
    case 'call.bridged':
      return log.callBridged(event.body.agent.name)
    case 'call.consent':
      return event.body.granted ? log.recordingOn : log.recordingOff
    case 'call.ended': {
      const said = log.callEnded[event.body.reason]
      return event.body.durationMs > 0 ? `${said} · ${words.calls.lasted(speech.clock(event.body.durationMs))}` : said
    }
    default:
      return event satisfies never
  }
}
