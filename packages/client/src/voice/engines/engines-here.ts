/** What browsers that recognise call it. */
export const RECOGNITION = ['SpeechRecognition', 'webkitSpeechRecognition'] as const

/** What this browser can do by itself, where the gateway has nothing that recognises or speaks. */
export const enginesHere = (): { recognises: boolean; speaks: boolean } => ({
  recognises: RECOGNITION.some((name) => name in globalThis),
  speaks: 'speechSynthesis' in globalThis,
})
