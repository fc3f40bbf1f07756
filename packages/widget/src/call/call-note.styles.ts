import { css } from 'lit'

export const callNoteStyles = css`
  :host {
    display: block;
    flex: none;
    margin: 4px 12px 0;
  }
  :host([data-floats]) {
    position: fixed;
    inset-block-end: calc(max(var(--baton-offset-block, 20px), env(safe-area-inset-bottom)) + 68px);
    inset-inline-end: max(var(--baton-offset-inline, 20px), env(safe-area-inset-right));
    z-index: var(--baton-z, 2147483000);
    width: min(320px, calc(100vw - 40px));
    margin: 0;
  }
  :host([data-alone]) {
    inset-block-end: max(var(--baton-offset-block, 20px), env(safe-area-inset-bottom));
  }
  .card {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 8px 12px;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: var(--ink);
  }
  :host([data-floats]) .card {
    box-shadow: var(--shadow);
  }
  .card > span {
    display: grid;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--brand-soft);
    color: var(--brand-ink);
    place-content: center;
  }
  .ring {
    animation: ring 2s var(--ease) infinite;
  }
  @keyframes ring {
    from {
      box-shadow: 0 0 0 0 var(--brand-soft);
    }
    70%,
    to {
      box-shadow: 0 0 0 12px transparent;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .ring {
      outline: 2px solid var(--mark);
      animation: none;
    }
  }
  p {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .since {
    color: var(--muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .choice {
    display: flex;
    grid-column: 1 / -1;
    flex-wrap: wrap;
    gap: 8px;
  }
`
