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
