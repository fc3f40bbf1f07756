import { css } from 'lit'

export const recordingStyles = css`
  :host {
    display: block;
    margin: 8px auto 0;
  }

  .recording {
    display: grid;
    justify-items: center;
    gap: 4px;
  }

  audio {
    display: block;
    width: min(420px, 100%);
    height: 44px;
  }

  .deck {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    width: 100%;
  }

  .offer {
    display: grid;
    flex: none;
    place-items: center;
    width: 32px;
    height: 32px;
    padding: 0;
    border: 0;
    border-radius: var(--radius-control);
    background: transparent;
    color: var(--muted);
  }

  .offer:hover,
  .offer[aria-expanded='true'] {
    background: var(--surface);
    color: var(--ink);
  }

  .offer svg {
    width: 16px;
    height: 16px;
  }

  .play {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  p {
    margin: 0;
    font-size: var(--small);
    text-align: center;
  }

  form.reason {
    max-width: 30em;
    text-align: start;
  }

  p:empty {
    display: none;
  }

  .about {
    color: var(--muted);
  }

  .wrong {
    color: var(--danger);
  }
`
