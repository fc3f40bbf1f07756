import { css } from 'lit'

export const softphoneStyles = css`
  :host {
    display: block;
    max-height: 60dvh;
    overflow: auto;
    border-bottom: 1px solid var(--line);
    background: var(--raised);
  }

  :host(:not([data-shown])) {
    display: none;
  }

  .part {
    display: grid;
    gap: 8px;
    padding: 8px 16px;
  }

  .part + .part {
    border-top: 1px solid var(--line);
  }

  .bar,
  .ask,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
  }

  .buttons {
    gap: 6px;
  }

  .who {
    display: flex;
    flex: 1 1 220px;
    gap: 4px 10px;
    align-items: center;
    flex-wrap: wrap;
    min-width: 0;
  }

  h2 {
    overflow: hidden;
    font-size: var(--body);
    font-weight: 650;
    text-overflow: ellipsis;
  }

  .line {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--success);
  }

  .line[data-phase='held'],
  .line[data-phase='ringing'] {
    color: var(--warning);
  }

  .levels {
    display: flex;
    gap: 10px;
    align-items: center;
  }

  .level {
    display: flex;
    gap: 4px;
    align-items: center;
    color: var(--muted);
  }

  .level.other desk-meter {
    color: var(--bot);
  }

  .quality[data-quality='poor'] {
    color: var(--danger);
  }

  .quality[data-quality='fair'] {
    color: var(--warning);
  }

  .button[aria-pressed='true'] {
    border-color: transparent;
    background: var(--warning-soft);
    color: var(--warning);
  }

  .button.danger {
    border-color: transparent;
    background: var(--danger);
    color: var(--raised);
  }

  .ask p {
    flex: 1 1 240px;
  }

  .beside {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }

  .beside > desk-captions {
    flex: 1 1 320px;
  }

  .told {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    font-size: var(--small);
  }

  .whisper {
    overflow: hidden;
    font-size: var(--small);
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .ring {
    animation: ring 1.2s var(--ease) infinite;
  }

  @keyframes ring {
    50% {
      opacity: 0.4;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .ring {
      animation: none;
    }
  }

  @media (max-width: 720px) {
    .part {
      padding: 8px 12px;
    }

    kbd {
      display: none;
    }
  }
`
