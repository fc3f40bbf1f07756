import { css } from 'lit'

export const logStyles = css`
  :host {
    position: relative;
    display: block;
    min-height: 0;
  }

  .log {
    height: 100%;
    overflow-y: auto;
    padding: 16px 20px 20px;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  .older {
    display: grid;
    place-items: center;
    /* The same height in every state, so that nothing below moves when the state changes. */
    height: 36px;
    margin-bottom: 8px;
    color: var(--muted);
    font-size: var(--small);
  }

  .day {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 8px 0 16px;
    color: var(--muted);
    font-size: var(--small);
  }

  .day::before,
  .day::after {
    content: '';
    flex: 1;
    height: 1px;
    background: var(--line);
  }

  .line,
  .line-why {
    margin: 8px auto 0;
    max-width: 40em;
    color: var(--muted);
    font-size: var(--small);
    text-align: center;
    overflow-wrap: anywhere;
  }

  .line[data-failed='true'] {
    color: var(--danger);
  }

  .pass {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 8px;
    margin: 14px auto 6px;
    font-size: var(--small);
  }

  .pass svg {
    width: 16px;
    height: 16px;
    color: var(--muted);
  }

  .end {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 550;
  }

  .typing {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 10px 0 0 calc(var(--face) + 10px);
    color: var(--muted);
    font-size: var(--small);
  }

  .dots {
    display: inline-flex;
    gap: 3px;
  }

  .dots i {
    width: 5px;
    height: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s ease-in-out infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }

  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
    }
  }

  .pill {
    position: absolute;
    bottom: 12px;
    left: 50%;
    translate: -50% 0;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 5px 14px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--raised);
    box-shadow: var(--shadow);
    color: var(--brand-ink);
    font-size: var(--small);
    font-weight: 550;
  }

  .pill svg {
    width: 15px;
    height: 15px;
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }
`
