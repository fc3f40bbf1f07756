import { expect } from 'chai'
import { dictionaries } from '../locale/locale.ts'
import { voiceSignals } from '../testing/fake-call.ts'
import { arousalOf, mannerWords } from './signal-words.ts'

const first = voiceSignals()

describe('how a customer sounds, in words', () => {
  it('is said against how they began', () => {
    const now = voiceSignals({ rate: first.rate * 1.3, loudness: first.loudness + 8, interruptions: 1 })
    expect(mannerWords(first, now, dictionaries.en)).to.deep.equal([
      'faster than at first',
      'louder than at first',
      'speaks over you',
    ])
    const calmer = voiceSignals({ rate: first.rate * 0.7, loudness: first.loudness - 7 })
    expect(mannerWords(first, calmer, dictionaries.en)).to.deep.equal([
      'slower than at first',
      'more quietly than at first',
    ])
  })

  it('is not said of a first turn, nor when it would be a guess', () => {
    expect(mannerWords(first, first, dictionaries.en)).to.equal(null)
    expect(mannerWords(first, voiceSignals({ rate: 9, confidence: 0.2 }), dictionaries.en)).to.equal(null)
  })

  it('says so when nothing has changed', () => {
    expect(mannerWords(first, voiceSignals(), dictionaries.en)).to.deep.equal(['as at first'])
  })

  it('names arousal in three steps', () => {
    expect([0, 0.4, 0.9].map((arousal) => arousalOf(voiceSignals({ arousal })))).to.deep.equal([
      'low',
      'raised',
      'high',
    ])
  })
})
