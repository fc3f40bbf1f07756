import { css, html, type TemplateResult } from 'lit'

/** First letter of a name in a soft disc; decorative, the name stands beside it. */
export function face(name: string, online: boolean | null = null): TemplateResult {
  const letter = Array.from(name.trim())[0] ?? '·'
  return html`<span class="face" aria-hidden="true" data-online=${online === null ? 'unknown' : String(online)}
    >${letter.toLocaleUpperCase()}</span
  >`
}

export const faceStyles = css`
  .face {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    width: var(--face);
    height: var(--face);
    border-radius: 50%;
    background: var(--brand-soft);
    color: var(--brand-ink);
    font-size: var(--small);
    font-weight: 600;
    line-height: 1;
  }

  .face[data-online='true']::after,
  .face[data-online='false']::after {
    content: '';
    position: absolute;
    right: -1px;
    bottom: -1px;
    width: 10px;
    height: 10px;
    border: 2px solid var(--raised);
    border-radius: 50%;
    background: var(--success);
  }

  .face[data-online='false']::after {
    background: var(--edge);
  }
`
