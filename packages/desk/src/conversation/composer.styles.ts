import { css } from 'lit'

export const composerStyles = css`
  :host {
    display: block;
    padding: 0 20px 16px;
  }

  .box {
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--raised);
    transition:
      border-color var(--fast) var(--ease),
      background var(--fast) var(--ease);
  }

  .box:focus-within {
    border-color: var(--brand);
  }

  .box[data-mode='note'] {
    border-style: dashed;
    border-color: var(--note-line);
    background: var(--note-soft);
  }

  .box[data-blocked] {
    background: var(--surface);
  }

  .modes {
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 6px 8px 0;
  }

  [role='tablist'] {
    display: flex;
    gap: 2px;
  }

  .modes button {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-height: 28px;
    padding: 0 10px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 550;
  }

  .modes button svg {
    width: 15px;
    height: 15px;
  }

  .modes button[aria-selected='true'] {
    color: var(--brand-ink);
    background: var(--brand-soft);
  }

  .box[data-mode='note'] .modes button[aria-selected='true'] {
    color: var(--note-ink);
    background: color-mix(in oklab, var(--note-line) 35%, transparent);
  }

  .box[data-mode='note'] .modes button[aria-selected='false'],
  .box[data-mode='note'] .toggle {
    color: var(--note-ink);
  }

  .toggle {
    margin-inline-start: auto;
    color: var(--muted);
    font-size: var(--small);
  }

  textarea {
    flex: 1;
    min-width: 0;
    min-height: calc(2 * 1.5em + 16px);
    max-height: 40dvh;
    padding: 8px 12px;
    border: 0;
    background: none;
    line-height: inherit;
    resize: none;
    field-sizing: content;
  }

  textarea:focus-visible {
    outline: none;
  }

  .box:focus-within:has(textarea:focus-visible) {
    box-shadow: 0 0 0 1px var(--brand);
  }

  [hidden] {
    display: none !important;
  }

  [role='tabpanel'] {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
  }

  .send {
    margin: 0 8px 8px 0;
  }

  .blocked {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 14px 16px;
    color: var(--muted);
    font-size: var(--small);
  }

  .blocked span {
    flex: 1;
  }

  @media (max-width: 720px) {
    :host {
      max-height: 64dvh;
      overflow: auto;
      padding: 0 8px max(8px, env(safe-area-inset-bottom));
    }

    .toggle {
      display: none;
    }
  }

  @media (pointer: coarse) {
    .modes button,
    .button {
      min-height: 36px;
    }
  }
`
