import { css } from 'lit'

/** What every element of the desk shares: focus, buttons, fields, badges, the baton. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  :focus-visible {
    outline: 2px solid var(--brand);
    outline-offset: 2px;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  button:disabled {
    cursor: default;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-control);
    background: var(--raised);
    font-size: var(--small);
    font-weight: 550;
    white-space: nowrap;
    transition:
      background var(--fast) var(--ease),
      border-color var(--fast) var(--ease);
  }

  .button:hover:not(:disabled, [aria-disabled='true']) {
    border-color: var(--edge);
  }

  .button:is(:disabled, [aria-disabled='true']) {
    color: var(--muted);
    background: transparent;
  }

  .button.primary {
    border-color: transparent;
    background: var(--brand);
    color: var(--on-brand);
  }

  .button.primary:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--brand-strong);
  }

  .button.primary:is(:disabled, [aria-disabled='true']) {
    background: var(--line);
    color: var(--muted);
  }

  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--muted);
  }

  .button.quiet:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--brand-soft);
    color: var(--brand-ink);
  }

  .button.icon {
    width: 32px;
    padding: 0;
  }

  .link {
    border: 0;
    padding: 0;
    background: none;
    color: var(--brand);
    font-size: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    background: var(--raised);
    border: 1px solid var(--edge);
    border-radius: var(--radius-control);
    padding: 8px 10px;
  }

  input,
  select {
    min-height: 40px;
  }

  input:is([type='checkbox'], [type='radio']) {
    flex: none;
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 0;
    accent-color: var(--brand);
  }

  input:focus-visible,
  textarea:focus-visible,
  select:focus-visible {
    outline-offset: 0;
  }

  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  kbd {
    display: inline-block;
    min-width: 18px;
    padding: 0 4px;
    border: 1px solid color-mix(in oklab, currentColor 35%, transparent);
    border-radius: 4px;
    font: inherit;
    font-size: 11px;
    line-height: 16px;
    text-align: center;
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 7px;
    border-radius: 999px;
    background: var(--brand-soft);
    color: var(--brand-ink);
    font-size: var(--small);
    font-weight: 550;
    line-height: 20px;
    white-space: nowrap;
  }

  .badge.warning {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .badge.danger {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .badge.success {
    background: var(--success-soft);
    color: var(--success);
  }

  .badge.plain {
    background: transparent;
    color: var(--muted);
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .muted {
    color: var(--muted);
  }

  .small {
    font-size: var(--small);
  }

  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .baton {
    flex: none;
    display: inline-block;
    width: 4px;
    height: 14px;
    border-radius: 2px;
    background: var(--brand);
  }

  .baton[data-holder='bot'] {
    background: var(--bot);
  }

  .baton[data-holder='queue'] {
    background: var(--queue);
  }

  .baton[data-holder='other'] {
    background: var(--edge);
  }

  svg {
    flex: none;
    width: 18px;
    height: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`
