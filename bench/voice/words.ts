import type { Script } from './microphone.ts'

/** Nothing that a shop is asked, and hardly a pause in it: the lists of Harvard, which speech is measured by (IEEE 1969). */
export const SENTENCES = [
  'The birch canoe slid on the smooth planks.',
  'Glue the sheet to the dark blue background.',
  'These days a chicken leg is a rare dish.',
  'The box was thrown beside the parked truck.',
  'The hogs were fed chopped corn and garbage.',
  'Four hours of steady work faced us.',
  'The boy was there when the sun rose.',
  'A rod is used to catch pink salmon.',
]

/** Speech without an end, after so much silence. */
export const talking = (afterMs: number): Script => [
  { text: '', thenMs: afterMs },
  ...Array.from({ length: 4 }, () => SENTENCES.map((text) => ({ text, thenMs: 60 }))).flat(),
]
