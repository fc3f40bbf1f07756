import { html, type TemplateResult } from 'lit'
import type { Dictionary } from '../locale/dictionary.ts'

const row = (keys: string[], words: string): TemplateResult =>
  html`<div><dt>${words}</dt><dd>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dd></div>`

/** Every shortcut of the desk, as `desk.ts` and the elements listen for them. */
export function shortcutsPanel({ shortcuts }: Dictionary): TemplateResult {
  return html`<dl class="keys">
    ${row(['A'], shortcuts.accept)} ${row(['D'], shortcuts.decline)} ${row(['↑', '↓', 'J', 'K'], shortcuts.move)}
    ${row(['Alt ↑', 'Alt ↓'], shortcuts.next)} ${row(['Ctrl /', '⌘ /'], shortcuts.mode)} ${row(['Enter'], shortcuts.send)}
    ${row(['Shift Enter'], shortcuts.newline)} ${row(['Alt B'], shortcuts.handback)} ${row(['Alt R'], shortcuts.resolve)}
    ${row(['Alt T'], shortcuts.transfer)}
    ${row(['Alt P'], shortcuts.presence)} ${row(['Alt C'], shortcuts.context)}
    ${row(['Alt M'], shortcuts.mute)} ${row(['Alt H'], shortcuts.hold)} ${row(['Esc'], shortcuts.escape)}
    ${row(['?'], shortcuts.help)}
  </dl>`
}
