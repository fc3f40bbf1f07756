import { css } from 'lit'

export const callStyles = css`
  :host {
    display: block;
    flex: none;
  }
  :host([data-shown='before']),
  :host([data-shown='full']),
  :host([data-shown='over']) {
    position: absolute;
    inset: 0;
    z-index: 1;
    overflow: hidden auto;
    background: var(--surface);
  }
  .page,
  .full {
    display: flex;
    flex-direction: column;
    min-height: 100%;
  }
  .page {
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 32px 24px;
    text-align: center;
    text-wrap: balance;
  }
  .page > svg {
    width: 32px;
    height: 32px;
    color: var(--brand-ink);
    stroke-width: 1.4;
  }
  /* It is focused to be read, and does nothing. */
  h2:focus-visible {
    outline: none;
  }
  h2 {
    font-size: var(--large);
    font-weight: 600;
    line-height: 1.4;
  }
  .page p {
    max-width: 30em;
    color: var(--muted);
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-top: 10px;
  }
  .full {
    height: 100%;
    padding: max(10px, env(safe-area-inset-top)) 14px max(14px, env(safe-area-inset-bottom));
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 8px;
  }
  .top .quiet {
    margin-inline-start: auto;
  }
  .talk {
    border-radius: 18px;
  }
  .quality {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--muted);
    font-size: var(--small);
  }
  .quality[data-quality='lost'],
  .lost strong {
    color: var(--danger);
  }
  .who {
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 18px 0 12px;
    text-align: center;
  }
  .who h2 {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    text-wrap: balance;
  }
  .second:empty {
    display: none;
  }
  .second,
  .since {
    color: var(--muted);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }
  .who .since {
    min-height: 1.5em;
    font-size: var(--text);
  }
  /*
   * The disc swells with the other end, its rim with one's own voice. By scale alone, which moves without the page being
   * painted again.
   */
  .ring {
    --own: 0;
    --other: 0;
    position: relative;
    display: grid;
    width: 72px;
    height: 72px;
    margin: 14px 14px 20px;
    color: var(--brand-ink);
    isolation: isolate;
    place-content: center;
    scale: calc(1 + var(--other) * 0.25);
    transition: scale var(--quick) linear;
  }
  .ring::before,
  .ring::after {
    position: absolute;
    z-index: -1;
    border-radius: 50%;
    content: '';
    inset: 0;
  }
  .ring::before {
    background: var(--mark);
    scale: calc(1.056 + var(--own) * 0.27);
    transition: scale var(--quick) linear;
  }
  .ring::after {
    background: var(--brand-soft);
  }
  .ring svg {
    width: 28px;
    height: 28px;
  }
  .ring[data-still] {
    scale: 1;
  }
  .ring[data-still]::before {
    background: var(--edge);
    scale: 1.056;
  }
  @media (prefers-reduced-motion: reduce) {
    .ring {
      opacity: calc(0.7 + max(var(--own), var(--other)) * 0.3);
      scale: 1;
    }
    .ring::before {
      scale: 1.056;
    }
  }
  .lost {
    margin-bottom: 8px;
    padding: 8px 12px;
    border-radius: 10px;
    background: var(--raised);
    font-size: var(--small);
  }
  .consent {
    margin-bottom: 8px;
    padding: 8px 12px;
    border-radius: 10px;
    background: var(--raised);
    font-size: var(--small);
  }
  .consent[data-on] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 8px;
  }
  .fold {
    flex: 1 1 96px;
    min-height: 96px;
    overflow: hidden auto;
  }
  .captions {
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    font-size: var(--large);
    list-style: none;
    scrollbar-color: var(--edge) transparent;
    scrollbar-width: thin;
  }
  .captions li {
    overflow-wrap: anywhere;
  }
  .captions li + li {
    margin-top: 10px;
  }
  .captions b {
    display: block;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 500;
  }
  .captions .none,
  [data-open] span {
    color: var(--muted);
  }
  /* On a low panel keys are of more use than the picture of a call. */
  @media (max-height: 800px) {
    .full:has(.keypad) .ring {
      display: none;
    }
  }
  @media (max-height: 640px) {
    .ring {
      width: 48px;
      height: 48px;
      margin: 4px 4px 10px;
    }
    .full:has(.consent) .ring {
      display: none;
    }
    .who {
      padding: 8px 0;
    }
  }
  @media (max-width: 359px) {
    .top button {
      padding: 0 8px;
    }
    .top svg {
      display: none;
    }
  }
  .keypad {
    display: grid;
    flex: none;
    grid-template-columns: repeat(3, minmax(44px, 76px));
    justify-content: center;
    gap: 8px;
  }
  .keypad output {
    grid-column: 1 / -1;
    overflow: hidden;
    font-variant-numeric: tabular-nums;
    text-align: center;
    text-overflow: ellipsis;
  }
  .keypad button {
    min-height: 44px;
    font-size: var(--large);
  }
  .sound {
    display: grid;
    align-content: start;
    gap: 12px;
  }
  .sound label {
    display: grid;
    gap: 4px;
    font-size: var(--small);
    font-weight: 500;
  }
  select {
    min-width: 0;
    min-height: 40px;
    padding: 0 10px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--surface);
    color: inherit;
    font: 400 var(--text) / 1.5 inherit;
    font-family: inherit;
  }
  input {
    width: 100%;
    margin: 6px 0;
    accent-color: var(--mark);
  }
  .controls {
    display: grid;
    flex: none;
    grid-template-columns: repeat(3, 1fr);
    gap: 6px;
    margin-top: auto;
    padding-top: 12px;
  }
  .control {
    flex-direction: column;
    gap: 2px;
    padding: 6px 4px;
    font-size: var(--small);
    line-height: 1.35;
  }
  .icon {
    display: grid;
    flex: none;
    width: 40px;
    min-height: 40px;
    padding: 0;
    border-radius: 50%;
    background: var(--raised);
    place-content: center;
  }
  .control:hover .icon,
  button.icon:hover {
    background: var(--line);
  }
  [aria-pressed='true'] .icon,
  .icon[aria-pressed='true'] {
    background: var(--brand);
    color: var(--on-brand);
  }
  .end .icon,
  .icon.end,
  .end:hover .icon,
  .icon.end:hover {
    background: light-dark(oklch(0.54 0.19 25), oklch(0.52 0.19 25));
    color: #fff;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 4px 12px 0;
    padding: 6px 6px 6px 12px;
    border-radius: 10px;
    background: var(--raised);
    font-size: var(--small);
  }
  .bar .icon {
    background: var(--surface);
  }
  .bar .icon.end {
    background: light-dark(oklch(0.54 0.19 25), oklch(0.52 0.19 25));
  }
  .bar .icon[aria-pressed='true'] {
    background: var(--brand);
  }
  .bar p {
    flex: 1;
    min-width: 0;
  }
  .unseen {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`
