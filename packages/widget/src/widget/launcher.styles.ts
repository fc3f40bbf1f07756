import { css } from 'lit'

export const launcherStyles = css`
  #launcher {
    position: fixed;
    inset-block-end: max(var(--baton-offset-block, 20px), env(safe-area-inset-bottom));
    inset-inline-end: max(var(--baton-offset-inline, 20px), env(safe-area-inset-right));
    z-index: var(--baton-z, 2147483000);
    width: 56px;
    height: 56px;
    padding: 0;
    border-color: var(--mark);
    border-radius: 50%;
    background: var(--brand);
    box-shadow: 0 1px 2px oklch(0.2 0.02 var(--hue) / 0.2), 0 6px 20px oklch(0.2 0.03 var(--hue) / 0.22);
    color: var(--on-brand);
    transition: scale var(--quick) var(--ease);
  }
  #launcher:hover {
    scale: 1.04;
  }
  #launcher:active {
    scale: 0.97;
  }
  #launcher:focus-visible {
    outline-width: 3px;
    outline-offset: 3px;
  }
  #launcher path {
    transform-origin: center;
    transition:
      opacity var(--move) var(--ease),
      scale var(--move) var(--ease),
      rotate var(--move) var(--ease);
  }
  .pass {
    stroke-width: 2.5;
  }
  .cross,
  [aria-expanded='true'] .say {
    opacity: 0;
    scale: 0.5;
    rotate: -45deg;
  }
  [aria-expanded='true'] .cross {
    opacity: 1;
    scale: 1;
    rotate: 0deg;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-width: 22px;
    padding: 0 6px;
    border: 2px solid var(--surface);
    border-radius: 12px;
    background: light-dark(oklch(0.54 0.19 25), oklch(0.52 0.19 25));
    color: #fff;
    font-size: 12px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 18px;
  }
`
